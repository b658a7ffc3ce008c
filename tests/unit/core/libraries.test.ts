// promises: P7
/** What a server has to show, asked for beside the connection and never at its cost. */
import { failureOf } from '../../../src/core/model/failure';
import { FakeWorld } from '../../support/fake-world';

const FILMS = [{ id: '1', title: 'Films', kind: 'movie', items: 7, tookMs: 30 }];

async function home(arrange: (world: FakeWorld) => void = () => undefined): Promise<FakeWorld> {
  const world = new FakeWorld();
  arrange(world);
  await world.signIn();
  return world;
}

describe('libraries', () => {
  it('are there soon after the server is, asked for once', async () => {
    const world = await home();
    expect(world.connection).toMatchObject({ kind: 'online', libraries: FILMS, librariesAsk: null });
    await world.go(3600000);
    expect(world.house.listings).toBe(1);
  });

  it('are asked for a few times with growing rests, and then no more', async () => {
    const world = await home((each) => void (each.house.librariesFault = failureOf('serviceDown', 503)));
    await world.go(3600000);
    expect(world.house.listings).toBe(5);
    expect(world.connection).toMatchObject({ kind: 'online', libraries: null, misses: 0 });
  });

  it('come late rather than never', async () => {
    const world = await home((each) => void (each.house.librariesFault = failureOf('timeout')));
    world.house.librariesFault = null;
    await world.go(10000);
    expect(world.connection).toMatchObject({ libraries: FILMS });
  });

  it('are asked for again after an outage, the old ones standing in for the new', async () => {
    const world = await home();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('noRoute');
    await world.go(60000);
    expect(world.connection).toMatchObject({ libraries: FILMS });
    world.house.probeFault = world.house.reachFault = null;
    world.house.librariesFault = failureOf('timeout');
    await world.go(38000);
    expect(world.connection).toMatchObject({ kind: 'online', libraries: FILMS });
    world.house.librariesFault = null;
    await world.go(38000);
    expect(world.house.listings).toBeGreaterThan(2);
  });

  it('that are refused make the token be asked for anew, but not for a server that refuses all the time', async () => {
    const world = await home();
    await world.go(100000);
    const before = world.house.reached.length;
    world.house.way = { uri: 'https://den-too' };
    world.house.librariesFault = failureOf('serverRefused', 401);
    world.house.probeFault = failureOf('timeout');
    await world.go(38000);
    world.house.probeFault = null;
    await world.go(600000);
    expect(world.connection).toMatchObject({ kind: 'online' });
    expect(world.house.reached.length - before).toBeLessThanOrEqual(3);
  });

  it('are not those of another server', async () => {
    const world = await home();
    world.house.servers = world.house.servers.concat({ id: 'loft', name: 'L', owned: true, present: true });
    world.house.librariesFault = failureOf('timeout');
    world.send({ type: 'chooseServer', serverId: 'loft' });
    await world.go(100);
    expect(world.connection).toMatchObject({
      kind: 'online',
      route: { server: { id: 'loft' } },
      libraries: null
    });
  });
});
