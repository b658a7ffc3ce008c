import { failureOf } from '../../src/core/model/failure';
import type { Failure } from '../../src/core/model/failure';
import type { Library, Route, Server } from '../../src/core/model/session-state';
import type { IServers, Ports, ReachHow } from '../../src/core/ports';

/** The media servers of the house, and what is wrong with them. */
export class FakeHouse {
  public servers: readonly Server[] = [{ id: 'den', name: 'Den', owned: true, present: true }];
  public remembered: string | null = null;
  public listFault: Failure | null = null;
  public reachFault: Failure | null = null;
  public addressFault: Failure | null = null;
  public probeFault: Failure | null = null;
  public lookFault: Failure | null = null;
  public librariesFault: Failure | null = null;
  public libraries: readonly Library[] = [{ id: '1', title: 'Films', kind: 'movie', items: 7, tookMs: 30 }];
  /** What the way to a server is like just now. */
  public way: Partial<Route> = {};
  public latencyMs = 30;
  public reached: ({ readonly serverId: string | null } & ReachHow)[] = [];
  public looked: string[] = [];
  public probes = 0;
  public listings = 0;
  public allowed: string[] = [];
}

/** Servers that answer after 30 ms, as the house says. */
export function fakeServers(house: FakeHouse, ports: Ports): IServers {
  const after = <T>(fault: Failure | null, value: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      ports.clock.after(house.latencyMs, () => (fault === null ? resolve(value()) : reject(fault)));
    });
  const wayTo = (server: Server): Route => ({
    server,
    uri: 'https://' + server.id,
    class: 'local',
    secure: true,
    ...house.way
  });
  const routeTo = (server: Server): Route => {
    house.remembered = server.id;
    return wayTo(server);
  };
  return {
    list: () => after(house.listFault, () => ({ servers: house.servers, rememberedId: house.remembered })),
    reach: (serverId, how) => {
      house.reached.push({ serverId, ...how });
      const wanted = serverId ?? house.remembered;
      const server = house.servers.find((each) => each.id === wanted);
      const fault =
        server === undefined ? failureOf(wanted === null ? 'noServer' : 'serverNotOnAccount') : null;
      return after(house.reachFault ?? fault, () => routeTo(server as Server));
    },
    reachAddress: () => after(house.addressFault, () => routeTo(house.servers[0] as Server)),
    look: (serverId) => {
      house.looked.push(serverId);
      return after(house.lookFault, () =>
        wayTo(house.servers.find((each) => each.id === serverId) as Server)
      );
    },
    probe: () => {
      house.probes++;
      return after(house.probeFault, () => house.latencyMs);
    },
    libraries: () => {
      house.listings++;
      return after(house.librariesFault, () => house.libraries);
    },
    allowInsecure: (serverId) => {
      house.allowed.push(serverId);
      return Promise.resolve({ durable: true });
    }
  };
}
