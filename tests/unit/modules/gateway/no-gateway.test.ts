import { kioskWithoutGateway } from '../../../../src/modules/gateway/no-gateway';
import { failureIn } from '../../../support/servers-world';
import type { Route } from '../../../../src/core/model/session-state';
import type { IServers } from '../../../../src/core/ports';

const how = { refetch: false, brisk: false };
const route = { uri: 'http://127.0.0.1:32400', class: 'local', secure: false } as Route;

const QUESTIONS: { readonly [method in keyof IServers]: (servers: IServers) => Promise<unknown> } = {
  list: (servers) => servers.list(),
  reach: (servers) => servers.reach(null, how),
  reachAddress: (servers) => servers.reachAddress('192.168.1.5'),
  look: (servers) => servers.look('den'),
  probe: (servers) => servers.probe(route),
  libraries: (servers) => servers.libraries(route),
  allowInsecure: (servers) => servers.allowInsecure('den')
};

it.each(Object.entries(QUESTIONS))('a kiosk without a gateway says so to %s', async (_, ask) => {
  expect(await failureIn(ask(kioskWithoutGateway()))).toEqual({ code: 'serverNeedsGateway' });
});
