// promises: P5
/** A better way that comes back is taken within a minute, and nobody notices. */
import { failureOf } from '../../../src/core/model/failure';
import { isBetterRoute, isImprovable } from '../../../src/core/model/route-rank';
import { DEN_ROUTE } from '../../support/connection-states';
import { FakeWorld } from '../../support/fake-world';
import type { Config } from '../../../src/core/model/config';
import type { Route } from '../../../src/core/model/session-state';

const REMOTE: Partial<Route> = { class: 'remote', uri: 'https://wan' };
const RELAY: Partial<Route> = { class: 'relay', uri: 'https://relay' };
const PLAIN: Partial<Route> = { secure: false, uri: 'http://lan' };

async function homeBy(way: Partial<Route>, config: Partial<Config> = {}): Promise<FakeWorld> {
  const world = new FakeWorld();
  world.house.way = way;
  await world.signIn(config);
  expect(world.connection).toMatchObject({ kind: 'online', route: way });
  return world;
}

describe('a better way', () => {
  it.each([
    ['from outside', REMOTE],
    ['by relay', RELAY],
    ['without encryption', PLAIN]
  ])('is moved over to within a minute by a set that came %s', async (_, way) => {
    const world = await homeBy(way);
    const since = world.connection.kind === 'online' ? world.connection.since : -1;
    world.seen.length = 0;
    world.house.way = {};
    await world.go(60000);
    expect(world.connection).toMatchObject({
      kind: 'online',
      since,
      route: { uri: 'https://den' },
      misses: 0
    });
    expect(world.seen.map(({ connection }) => connection.kind).filter((kind) => kind !== 'online')).toEqual(
      []
    );
    expect(world.seen.every(({ connection: c }) => c.kind === 'online' && c.libraries !== null)).toBe(true);
  });

  it('is looked for within a minute however seldom the server is asked how it is', async () => {
    const world = await homeBy(REMOTE, { healthMs: 600000 });
    world.house.way = {};
    await world.go(60000);
    expect(world.connection).toMatchObject({ route: { uri: 'https://den' } });
  });

  it('has its libraries listed anew', async () => {
    const world = await homeBy(REMOTE);
    await world.go(1000);
    expect(world.house.listings).toBe(1);
    world.house.way = {};
    await world.go(60000);
    expect(world.house.listings).toBe(2);
  });

  it('is not looked for on the best there is', async () => {
    const world = await homeBy({});
    const before = world.house.reached.length;
    await world.go(3600000);
    expect(world.house.reached.length).toBe(before);
  });

  it('is not looked for while nobody looks', async () => {
    const world = await homeBy(RELAY);
    world.device.set({ visible: false });
    await world.go(100);
    const before = world.house.reached.length;
    await world.go(3600000);
    expect(world.house.reached.length).toBe(before);
  });

  it('that is the old one, or no better, changes nothing', async () => {
    const world = await homeBy(REMOTE);
    await world.go(100000);
    world.house.way = { ...REMOTE, uri: 'https://wan-too' };
    const before = world.house.listings;
    await world.go(100000);
    world.house.way = RELAY;
    await world.go(100000);
    expect(world.connection).toMatchObject({ kind: 'online', route: { uri: 'https://wan' } });
    expect(world.house.listings).toBe(before);
  });

  it('that is not found costs nothing', async () => {
    const world = await homeBy(RELAY);
    world.house.reachFault = failureOf('noRoute');
    world.seen.length = 0;
    await world.go(200000);
    expect(world.seen.every(({ connection }) => connection.kind === 'online')).toBe(true);
    world.house.reachFault = null;
    world.house.way = {};
    await world.go(60000);
    expect(world.connection).toMatchObject({ route: { class: 'local' } });
  });

  it('is looked for at once when the set wakes', async () => {
    const world = await homeBy(RELAY);
    world.device.set({ visible: false });
    await world.go(3600000);
    world.house.way = {};
    world.device.set({ visible: true });
    await world.go(200);
    expect(world.connection).toMatchObject({ kind: 'online', route: { uri: 'https://den' } });
  });

  it('shows a token that the server no longer takes, which is asked for anew', async () => {
    const world = await homeBy(REMOTE);
    await world.go(100000);
    world.house.reachFault = failureOf('serverRefused', 401);
    await world.clock.run(() => world.connection.kind !== 'online', 60000);
    expect(world.connection).toMatchObject({ kind: 'searching', refetch: true });
  });
});

describe('what is better', () => {
  const way = (change: Partial<Route>): Route => ({ ...DEN_ROUTE, ...change });
  const ORDER = [
    way({}),
    way({ secure: false }),
    way({ class: 'remote' }),
    way({ class: 'remote', secure: false }),
    way({ class: 'relay' }),
    way({ class: 'relay', secure: false })
  ];

  it('is nearer before it is safer, and nothing is better than itself', () => {
    ORDER.forEach((one, at) =>
      ORDER.forEach((other, against) => expect(isBetterRoute(one, other)).toBe(at < against))
    );
  });

  it('is not to be had of the best', () => {
    expect(ORDER.map(isImprovable)).toEqual([false, true, true, true, true, true]);
  });
});
