// promises: B7
/** The same promises, kept by way of a gateway over real HTTP: a kiosk reaches no server, the gateway does. */
import { browserHttp } from '../support/browser-http';
import { screenAt, towards } from '../support/gateway-provider-world';
import { signedInScreen } from '../support/gateway-sign-in';
import { testGateway } from '../support/gateway-world';
import { serversSuite } from './servers/servers.suite';

describe('servers by way of the gateway', () => {
  serversSuite(async (sim) => {
    const gateway = await testGateway(towards(sim));
    const { screen: before, accountToken, sessionId } = await signedInScreen(gateway, sim, 'theo');
    let screen = screenAt(gateway.url, browserHttp(before.cookies));
    return {
      provider: () => screen.provider(),
      servers: () => screen.servers(),
      // Of the whole house: a gateway that stays up knows more than a screen does, and asks plex.tv less.
      restart: () => {
        screen = screen.restart();
        gateway.world.upstream.forget(sessionId);
      },
      accountToken: () => accountToken,
      close: () => gateway.stop()
    };
  });
});
