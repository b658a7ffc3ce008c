// promises: P7
/** An outage from the first miss to the way back, as the machine counts it. */
import { failureOf } from '../../../src/core/model/failure';
import { statusOf } from '../../../src/core/model/connection-status';
import { FakeWorld } from '../../support/fake-world';
import type { Config } from '../../../src/core/model/config';

async function home(config: Partial<Config> = {}): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.signIn(config);
  expect(world.connection.kind).toBe('online');
  return world;
}

function breakServer(world: FakeWorld): void {
  world.house.probeFault = failureOf('connectionRefused');
  world.house.reachFault = failureOf('noRoute');
}

function mendServer(world: FakeWorld): void {
  world.house.probeFault = null;
  world.house.reachFault = null;
}

/** As far as the second miss. */
async function lose(world: FakeWorld): Promise<void> {
  breakServer(world);
  await world.clock.run(() => world.connection.kind !== 'online');
}

const statusIn = (world: FakeWorld) => statusOf(world.connection, world.clock.now());
const restOf = (world: FakeWorld) => (world.connection.kind === 'waiting' ? world.connection.ms : -1);

/** The rests between attempts for so long. */
async function restsFor(world: FakeWorld, ms: number): Promise<number[]> {
  const end = world.clock.now() + ms;
  const rests: number[] = [];
  while (world.clock.now() < end) {
    await world.clock.run(() => world.connection.kind === 'waiting', 10000);
    rests.push(restOf(world));
    await world.clock.run(() => world.connection.kind !== 'waiting', 200000);
  }
  return rests;
}

describe('a server that stops answering', () => {
  it('is weak at the first miss and away at the second', async () => {
    const world = await home();
    breakServer(world);
    await world.clock.run(() => statusIn(world).kind === 'degraded');
    expect(world.connection).toMatchObject({ kind: 'online', misses: 1 });
    await world.clock.run(() => world.connection.kind !== 'online');
    expect(world.connection).toMatchObject({ kind: 'searching', serverId: 'den', attempt: 0 });
  });

  it('is asked about as often as the configuration says', async () => {
    const world = await home({ healthMs: 5000 });
    const before = world.house.probes;
    await world.go(50000);
    expect(world.house.probes - before).toBeGreaterThanOrEqual(9);
    expect(world.house.probes - before).toBeLessThanOrEqual(10);
  });

  it('has been away since the first miss, and answered last when it last answered', async () => {
    const world = await home();
    await world.go(65000);
    const answeredAt = world.connection.kind === 'online' ? world.connection.answeredAt : -1;
    breakServer(world);
    await world.clock.run(() => statusIn(world).kind === 'degraded');
    const since = world.clock.now();
    await world.go(20000);
    expect(world.connection).toMatchObject({ track: { server: { id: 'den' }, answeredAt, since } });
    expect(answeredAt).toBeGreaterThan(60000);
    await world.go(20000);
    expect(statusIn(world)).toMatchObject({ kind: 'offline', since, server: { id: 'den' } });
  });

  it('shows the middle of its last five answers', async () => {
    const world = await home();
    const waits = [90, 10, 50, 900, 20, 40];
    for (const latencyMs of waits) {
      world.house.latencyMs = latencyMs;
      await world.go(30000 + latencyMs);
    }
    expect(world.connection).toMatchObject({ latencies: waits.slice(-5) });
    expect(statusIn(world).latencyMs).toBe(40);
  });
});

describe('an outage that is over soon', () => {
  it('is kept from the viewer for three seconds, libraries and all', async () => {
    const world = await home();
    await lose(world);
    expect(world.connection).toMatchObject({ quiet: { uri: 'https://den' }, libraries: [{ id: '1' }] });
    expect(statusIn(world).kind).toBe('degraded');
    mendServer(world);
    await world.go(1500);
    expect(world.connection).toMatchObject({ kind: 'online', libraries: [{ id: '1' }] });
  });

  it('is shown when it lasts longer, counted from the first miss', async () => {
    const world = await home();
    breakServer(world);
    await world.clock.run(() => statusIn(world).kind === 'degraded');
    await world.go(2990);
    expect(world.connection).toMatchObject({ quiet: { uri: 'https://den' } });
    await world.go(20);
    expect(world.connection).toMatchObject({ quiet: null });
    expect(statusIn(world).kind).toBe('offline');
  });

  it('is shown at once when it took longer than that to be sure of it', async () => {
    const world = await home();
    breakServer(world);
    await world.clock.run(() => statusIn(world).kind === 'degraded');
    world.house.latencyMs = 4000;
    await world.clock.run(() => world.connection.kind !== 'online');
    expect(world.connection).toMatchObject({ kind: 'searching', quiet: null });
  });

  it('makes Back mean what it means at home', async () => {
    const world = await home();
    await lose(world);
    world.send({ type: 'cancel' });
    expect(world.connection).toMatchObject({ kind: 'searching', quiet: { uri: 'https://den' } });
    expect(world.state.dialog.kind).toBe('exit');
  });

  it('is no outage of another server', async () => {
    const world = await home();
    await lose(world);
    world.send({ type: 'chooseServer', serverId: 'loft' });
    expect(world.connection).toMatchObject({ quiet: null, libraries: null });
  });
});

describe('the rests between attempts', () => {
  it('grow from half a second to half a minute, and to two minutes once ten have passed', async () => {
    const world = await home();
    await lose(world);
    const early = await restsFor(world, 590000);
    expect(Math.min(...early)).toBeGreaterThanOrEqual(375);
    expect(early[0]).toBeLessThanOrEqual(625);
    expect(Math.max(...early)).toBeGreaterThan(22500);
    expect(Math.max(...early)).toBeLessThanOrEqual(37500);
    const late = await restsFor(world, 3600000);
    const settled = late.slice(2);
    expect(Math.min(...settled)).toBeGreaterThanOrEqual(90000);
    expect(Math.max(...settled)).toBeLessThanOrEqual(150000);
  });

  it('have one attempt between them, and one timer', async () => {
    const world = await home();
    await lose(world);
    await world.go(60000);
    await world.clock.run(() => world.connection.kind === 'waiting');
    const idle = world.clock.pending;
    const before = world.house.reached.length;
    await world.clock.run(() => world.connection.kind === 'searching');
    await world.clock.run(() => world.connection.kind === 'waiting');
    expect(world.house.reached.length - before).toBe(1);
    expect(world.clock.pending).toBe(idle);
  });

  it('do not pass while nobody looks: one attempt on the way back into view, a brisk one', async () => {
    const world = await home();
    await lose(world);
    await world.go(60000);
    world.device.set({ visible: false });
    await world.go(100);
    const before = world.house.reached.length;
    await world.go(8 * 3600000);
    expect(world.house.reached.length).toBe(before);
    world.device.set({ visible: true });
    await world.go(10);
    expect(world.house.reached.slice(before)).toMatchObject([{ serverId: 'den', brisk: true }]);
    await world.clock.run(() => world.house.reached.length > before + 1);
    expect(world.house.reached.slice(-1)).toMatchObject([{ brisk: false }]);
  });

  it('begin anew with the set’s own net', async () => {
    const world = await home();
    await lose(world);
    world.device.set({ online: false });
    await world.go(300000);
    world.device.set({ online: true });
    await world.go(100);
    expect(restOf(world)).toBeLessThanOrEqual(625);
  });
});

describe('a set that wakes', () => {
  it('asks its server at once, and does not wait long for a connection that died in its sleep', async () => {
    const world = await home();
    world.device.set({ visible: false });
    await world.go(3600000);
    world.house.latencyMs = 20000;
    world.device.set({ visible: true });
    await world.go(2990);
    expect(world.connection).toMatchObject({ kind: 'online', brisk: true });
    world.house.latencyMs = 30;
    await world.go(20);
    expect(world.connection).toMatchObject({ kind: 'searching', quiet: { uri: 'https://den' } });
    await world.go(50);
    expect(world.connection).toMatchObject({ kind: 'online', brisk: false });
  });

  it('asks calmly again once the server has answered', async () => {
    const world = await home();
    world.device.set({ visible: false });
    await world.go(1000);
    world.device.set({ visible: true });
    await world.go(1000);
    expect(world.connection).toMatchObject({
      kind: 'online',
      misses: 0,
      brisk: false,
      ask: { afterMs: 30000 }
    });
  });
});

describe('a key', () => {
  async function rested(): Promise<FakeWorld> {
    const world = await home();
    await lose(world);
    await world.go(300000);
    await world.clock.run(() => world.connection.kind === 'searching');
    await world.clock.run(() => world.connection.kind === 'waiting');
    return world;
  }

  it('tries at once whatever waits, and the rests stay as long as they were', async () => {
    const world = await rested();
    await world.go(1000);
    const before = world.house.reached.length;
    world.send({ type: 'nudge' });
    await world.go(100);
    expect(world.house.reached.length).toBe(before + 1);
    expect(restOf(world)).toBeGreaterThan(20000);
  });

  it('that is held tries once a second at most', async () => {
    const world = await rested();
    const before = world.house.reached.length;
    for (let held = 0; held < 100; held++) {
      world.send({ type: 'nudge' });
      await world.go(100);
    }
    expect(world.house.reached.length - before).toBeGreaterThan(5);
    expect(world.house.reached.length - before).toBeLessThanOrEqual(10);
  });

  it('does not overrule a service that asked for a rest, as the button does', async () => {
    const world = await home();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('busy', 429, 200000);
    await world.go(60000);
    const before = world.house.reached.length;
    world.send({ type: 'nudge' });
    await world.go(100);
    expect(world.house.reached.length).toBe(before);
    world.send({ type: 'retryNow' });
    await world.go(100);
    expect(world.house.reached.length).toBe(before + 1);
  });

  it('tries what is stuck every ten seconds at most', async () => {
    const world = await home();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('serverNeedsGateway');
    await world.clock.run(() => world.connection.kind === 'stuck');
    const before = world.house.reached.length;
    for (let held = 0; held < 100; held++) {
      world.send({ type: 'nudge' });
      await world.go(500);
    }
    expect(world.house.reached.length - before).toBe(4);
  });

  it('asks for a list that rests once a second at most', async () => {
    const world = new FakeWorld();
    world.house.servers = [];
    await world.signIn();
    await world.go(60000);
    const isResting = () => world.connection.kind === 'listing' && world.connection.retryAt !== undefined;
    world.send({ type: 'retryNow' });
    await world.clock.run(isResting);
    const resting = world.connection;
    world.house.servers = [{ id: 'den', name: 'Den', owned: true, present: true }];
    world.send({ type: 'nudge' });
    expect(world.connection).toBe(resting);
    await world.go(1000);
    world.send({ type: 'nudge' });
    await world.go(200);
    expect(world.connection.kind).toBe('online');
  });

  it('changes nothing where nothing waits', async () => {
    const world = await home();
    const state = world.state;
    world.send({ type: 'nudge' });
    expect(world.state).toBe(state);
  });
});
