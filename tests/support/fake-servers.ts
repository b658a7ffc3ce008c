import { failureOf } from '../../src/core/model/failure';
import type { Failure } from '../../src/core/model/failure';
import type { Route, Server } from '../../src/core/model/session-state';
import type { IServers, Ports } from '../../src/core/ports';

/** The media servers of the house, and what is wrong with them. */
export class FakeHouse {
  public servers: readonly Server[] = [{ id: 'den', name: 'Den', owned: true, present: true }];
  public remembered: string | null = null;
  public listFault: Failure | null = null;
  public reachFault: Failure | null = null;
  public addressFault: Failure | null = null;
  public probeFault: Failure | null = null;
  public reached: { readonly serverId: string | null; readonly refetch: boolean }[] = [];
}

/** Servers that answer after 30 ms, as the house says. */
export function fakeServers(house: FakeHouse, ports: Ports): IServers {
  const after = <T>(fault: Failure | null, value: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      ports.clock.after(30, () => (fault === null ? resolve(value()) : reject(fault)));
    });
  const routeTo = (server: Server): Route => {
    house.remembered = server.id;
    return { server, uri: 'http://' + server.id, class: 'local', secure: false };
  };
  return {
    list: () => after(house.listFault, () => ({ servers: house.servers, rememberedId: house.remembered })),
    reach: (serverId, refetch) => {
      house.reached.push({ serverId, refetch });
      const wanted = serverId ?? house.remembered;
      const server = house.servers.find((each) => each.id === wanted);
      const fault =
        server === undefined ? failureOf(wanted === null ? 'noServer' : 'serverNotOnAccount') : null;
      return after(house.reachFault ?? fault, () => routeTo(server as Server));
    },
    reachAddress: () => after(house.addressFault, () => routeTo(house.servers[0] as Server)),
    probe: () => after(house.probeFault, () => 30)
  };
}
