// promises: P7
/** A set that runs out of memory: what can be had again is dropped, and the rests grow. */
import { failureOf } from '../../../src/core/model/failure';
import { FakeWorld } from '../../support/fake-world';

const MINUTE_MS = 60000;

async function homeOnShortMemory(arrange: (world: FakeWorld) => void = () => undefined): Promise<FakeWorld> {
  const world = new FakeWorld();
  arrange(world);
  await world.signIn();
  world.device.set({ memoryLow: true });
  await world.go(10);
  return world;
}

describe('a set that runs out of memory', () => {
  it('drops the libraries, and has them again when there is room', async () => {
    const world = await homeOnShortMemory();
    await world.go(10 * MINUTE_MS);
    expect(world.connection).toMatchObject({ kind: 'online', libraries: null });
    expect(world.house.listings).toBe(1);
    world.device.set({ memoryLow: false });
    await world.go(100);
    expect(world.connection).toMatchObject({ libraries: [{ id: '1' }] });
  });

  it('asks its server a quarter as often', async () => {
    const world = await homeOnShortMemory();
    await world.go(2 * MINUTE_MS);
    const before = world.house.probes;
    await world.go(20 * MINUTE_MS);
    expect(world.house.probes - before).toBeGreaterThanOrEqual(9);
    expect(world.house.probes - before).toBeLessThanOrEqual(10);
  });

  it('looks for a better way a quarter as often', async () => {
    const world = await homeOnShortMemory((each) => void (each.house.way = { class: 'relay' }));
    await world.go(2 * MINUTE_MS);
    const before = world.house.reached.length;
    await world.go(20 * MINUTE_MS);
    expect(world.house.reached.length - before).toBeGreaterThanOrEqual(9);
    expect(world.house.reached.length - before).toBeLessThanOrEqual(10);
  });

  it('is as quick as any other once its server misses', async () => {
    const world = await homeOnShortMemory();
    world.house.probeFault = world.house.reachFault = failureOf('timeout');
    await world.clock.run(() => world.connection.kind === 'online' && world.connection.misses === 1);
    await world.go(1100);
    expect(world.connection.kind).toMatch(/searching|waiting/);
  });

  it('keeps no libraries through an outage', async () => {
    const world = new FakeWorld();
    await world.signIn();
    world.house.probeFault = world.house.reachFault = failureOf('noRoute');
    await world.clock.run(() => world.connection.kind === 'waiting');
    world.device.set({ memoryLow: true });
    await world.go(10);
    expect(world.connection).toMatchObject({ libraries: null });
  });
});
