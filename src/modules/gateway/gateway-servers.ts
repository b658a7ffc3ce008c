import { failureOf } from '../../core/model/failure';
import { fieldsOf, listOf, numberOf, textOf } from '../../core/wire';
import { need } from './answer';
import { askGateway } from './ask';
import type { Library, Route, Server } from '../../core/model/session-state';
import type { IServers, ReachHow, Written } from '../../core/ports';
import type { Fields } from '../../core/wire';
import type { Question } from './ask';
import type { GatewayContext } from './interfaces';

/** The gateway races the ways to a server itself, as a television does. */
const REACH_MS = 45000;

/** Media servers as the gateway reaches them. No address that is seen here is ever asked from here. */
export class GatewayServers implements IServers {
  constructor(private readonly _context: GatewayContext) {}

  public list(): ReturnType<IServers['list']> {
    return this._ask('GET', 'servers').then((answer) => ({
      servers: listOf(answer['servers']) as unknown as readonly Server[],
      rememberedId: textOf(answer['rememberedId'])
    }));
  }

  public reach(serverId: string | null, how: ReachHow): Promise<Route> {
    return this._ask('POST', 'select-server', { serverId, ...how }).then(routeIn);
  }

  /** For whoever runs the gateway only: for others it refuses. */
  public reachAddress(address: string): Promise<Route> {
    return this._ask('POST', 'test-connection', { address, save: true }).then((answer) => {
      const route = fieldsOf(answer['route']);
      if (route === null) {
        throw failureOf('serverNotOnAccount');
      }
      return routeIn(route);
    });
  }

  public look(serverId: string): Promise<Route> {
    return this._ask('POST', 'servers/' + encodeURIComponent(serverId) + '/look').then(routeIn);
  }

  public probe(route: Route): Promise<number> {
    return this._ask('POST', 'probe', { serverId: route.server.id }).then((answer) =>
      need(numberOf(answer['latencyMs']))
    );
  }

  public libraries(route: Route): Promise<readonly Library[]> {
    const path = 'libraries?serverId=' + encodeURIComponent(route.server.id);
    return this._ask('GET', path).then(
      (answer) => listOf(answer['libraries']) as unknown as readonly Library[]
    );
  }

  public allowInsecure(serverId: string): Promise<Written> {
    const path = 'servers/' + encodeURIComponent(serverId) + '/allow-insecure';
    return this._ask('POST', path).then((answer) => ({ durable: answer['durable'] === true }));
  }

  private _ask(method: Question['method'], path: string, body?: object): Promise<Fields> {
    const question = { method, path: '/api/plex/' + path, waitMs: REACH_MS };
    return askGateway(this._context, body === undefined ? question : { ...question, body });
  }
}

function routeIn(answer: Fields): Route {
  need(textOf((fieldsOf(answer['server']) || {})['id']));
  return answer as unknown as Route;
}
