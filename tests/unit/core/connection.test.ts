// promises: C4
import { secretOf } from '../../../src/core/model/secret';
import { failureOf } from '../../../src/core/model/failure';
import { screenFor } from '../../../src/ui/screen-for';
import { FakeWorld } from '../../support/fake-world';
import type { Server } from '../../../src/core/model/session-state';

const server = (id: string, change: Partial<Server> = {}): Server => ({
  id,
  name: id,
  owned: true,
  present: true,
  ...change
});

async function home(servers?: readonly Server[]): Promise<FakeWorld> {
  const world = new FakeWorld();
  world.house.servers = servers ?? world.house.servers;
  await world.signIn();
  return world;
}

function searches(world: FakeWorld): number {
  return world.house.reached.length;
}

describe('the first server', () => {
  it('is the only one there is', async () => {
    const world = await home([server('loft', { owned: false, present: false })]);
    expect(world.connection).toMatchObject({ kind: 'online', route: { server: { id: 'loft' } } });
  });

  it("is the viewer's own that is switched on", async () => {
    const world = await home([
      server('friend', { owned: false }),
      server('old', { present: false }),
      server('den')
    ]);
    expect(world.connection).toMatchObject({ kind: 'online', route: { server: { id: 'den' } } });
  });

  it('is asked for when two would do, and Back from there has nowhere to go', async () => {
    const world = await home([server('den'), server('loft')]);
    expect(world.connection.kind).toBe('choosingServer');
    world.send({ type: 'cancel' });
    expect(world.state.dialog.kind).toBe('exit');
    world.send({ type: 'cancel' }, { type: 'chooseServer', serverId: 'loft' });
    await world.go(200);
    expect(world.connection).toMatchObject({ kind: 'online', route: { server: { id: 'loft' } } });
  });

  it('is waited for when the account shows none, which may pass', async () => {
    const world = await home([]);
    expect(world.connection).toMatchObject({ kind: 'listing', reason: { code: 'noServer' } });
    expect(screenFor(world.state).screen).toBe('trouble');
    world.house.servers = [server('den')];
    await world.go(31000);
    expect(world.connection.kind).toBe('online');
  });
});

describe('the way to the server', () => {
  it('begins with the remembered one, whatever plex.tv does', async () => {
    const world = await home();
    world.kill();
    world.http.weather = () => failureOf('unreachable');
    world.house.listFault = failureOf('unreachable');
    await world.boot();
    expect(world.connection.kind).toBe('online');
  });

  it('is asked about once more before it counts as lost', async () => {
    const world = await home();
    const before = searches(world);
    world.house.probeFault = failureOf('timeout');
    await world.go(27000);
    world.house.probeFault = null;
    await world.go(5000);
    expect(world.connection).toMatchObject({ kind: 'online', misses: 0 });
    expect(searches(world)).toBe(before);
  });

  it('is searched anew with growing rests while the server is away, each search a new question', async () => {
    const world = await home();
    const before = searches(world);
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('noRoute');
    await world.go(600000);
    expect(world.connection.kind).toMatch(/waiting|searching/);
    expect(searches(world) - before).toBeGreaterThan(600000 / (1.25 * 30000));
    expect(searches(world) - before).toBeLessThan(600000 / (0.75 * 30000) + 10);
    world.house.probeFault = null;
    world.house.reachFault = null;
    await world.go(40000);
    expect(world.connection.kind).toBe('online');
  });

  it('waits as long as a busy service asks', async () => {
    const world = await home();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('busy', 429, 200000);
    await world.go(40000);
    const before = searches(world);
    await world.go(150000);
    expect(searches(world)).toBe(before);
  });

  it('refetches the token once when the server refuses it, then says so, account untouched', async () => {
    const world = await home();
    world.house.probeFault = failureOf('serverRefused', 401);
    world.house.reachFault = failureOf('serverRefused', 401);
    await world.go(32000);
    expect(world.connection).toMatchObject({ kind: 'stuck', reason: { code: 'serverRefused' } });
    expect(world.house.reached.slice(-1)).toMatchObject([{ serverId: 'den', refetch: true }]);
    expect(world.state.auth.kind).toBe('signedIn');
    world.house.probeFault = null;
    world.house.reachFault = null;
    world.send({ type: 'retryNow' });
    await world.go(200);
    expect(world.connection.kind).toBe('online');
  });

  it('asks for another token once a minute where the server refuses the one it has', async () => {
    const world = await home();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('serverRefused', 401);
    await world.clock.run(() => world.connection.kind === 'stuck');
    const before = searches(world);
    await world.go(10 * 60000);
    expect((searches(world) - before) / 2).toBeGreaterThanOrEqual(9);
    expect((searches(world) - before) / 2).toBeLessThanOrEqual(10);
  });

  it('tries what is stuck now and then, for nobody stands before a kiosk', async () => {
    const world = await home();
    world.house.probeFault = failureOf('serverRefused', 401);
    world.house.reachFault = failureOf('serverNeedsGateway');
    await world.go(40000);
    expect(world.connection.kind).toBe('stuck');
    world.house.probeFault = null;
    world.house.reachFault = null;
    await world.go(301000);
    expect(world.connection.kind).toBe('online');
  });

  it('keeps looking for a remembered server that the account misses, and asks nobody to begin anew', async () => {
    const world = await home();
    world.kill();
    world.house.servers = [];
    await world.boot();
    await world.go(20000);
    expect(world.connection).toMatchObject({ kind: 'waiting', reason: { code: 'serverNotOnAccount' } });
    world.house.servers = [server('den')];
    await world.go(31000);
    expect(world.connection.kind).toBe('online');
  });

  it('is tried at once when the set wakes or the net is back', async () => {
    const world = await home();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('noRoute');
    await world.go(300000);
    world.device.set({ online: false });
    await world.go(5);
    world.house.probeFault = null;
    world.house.reachFault = null;
    world.device.set({ online: true });
    await world.go(100);
    expect(world.connection.kind).toBe('online');
  });

  it('is not asked about while nobody looks', async () => {
    const world = await home();
    const before = searches(world);
    world.house.probeFault = failureOf('timeout');
    world.device.set({ visible: false });
    await world.go(24 * 3600000);
    expect(world.connection.kind).toBe('online');
    world.device.set({ visible: true });
    await world.go(200);
    expect(searches(world)).toBe(before + 1);
  });

  it('can be left by Back for another server, and come back to', async () => {
    const world = await home([server('den')]);
    world.send({ type: 'switchServer' });
    await world.go(100);
    expect(world.connection).toMatchObject({ kind: 'choosingServer', back: true });
    world.send({ type: 'cancel' });
    await world.go(100);
    expect(world.connection.kind).toBe('online');
  });

  it('lets Back stop a search that leads nowhere', async () => {
    const world = await home();
    world.send({ type: 'chooseServer', serverId: 'den' });
    expect(world.connection.kind).toBe('searching');
    world.send({ type: 'cancel' });
    expect(world.connection).toMatchObject({ kind: 'listing', choose: true });
  });

  it('asks before it is left by Back while something is wrong, whether it waits or tries', async () => {
    const world = await home([server('den')]);
    world.house.probeFault = failureOf('connectionRefused');
    world.house.reachFault = failureOf('noRoute');
    await world.clock.run(() => world.connection.kind === 'waiting' && world.connection.quiet === null);
    world.send({ type: 'cancel' });
    const whileWaiting = world.state.dialog.kind;
    world.send({ type: 'cancel' }, { type: 'retryNow' });
    expect(world.connection.kind).toBe('searching');
    world.send({ type: 'cancel' });
    expect([whileWaiting, world.state.dialog.kind, world.connection.kind]).toEqual([
      'exit',
      'exit',
      'searching'
    ]);
  });

  it('says why the list does not come, goes on asking, and has a way back', async () => {
    const world = await home();
    world.house.listFault = failureOf('serviceDown', 503);
    world.send({ type: 'switchServer' });
    await world.go(100000);
    expect(world.connection).toMatchObject({ kind: 'listing', reason: { code: 'serviceDown', status: 503 } });
    world.send({ type: 'cancel' });
    await world.go(100);
    expect(world.connection.kind).toBe('online');
  });
});

describe('an address typed by hand', () => {
  it('is tried, and a bad one goes back to the keyboard with the reason', async () => {
    const world = await home();
    world.house.addressFault = failureOf('badAddress');
    world.send({ type: 'switchServer' }, { type: 'typeAddress' });
    expect(screenFor(world.state)).toEqual({ screen: 'servers', overlay: 'keyboard' });
    world.send({ type: 'tryAddress', address: 'nowhere' });
    await world.go(100);
    expect(world.connection).toMatchObject({ kind: 'typingAddress', reason: { code: 'badAddress' } });
    world.house.addressFault = null;
    world.send({ type: 'tryAddress', address: '10.0.0.2' });
    await world.go(100);
    expect(world.connection.kind).toBe('online');
  });

  it('of a server on nobody’s list is followed by the token of that server, which no state prints', async () => {
    const world = await home();
    world.house.addressFault = failureOf('serverNotOnAccount');
    world.send({ type: 'switchServer' }, { type: 'typeAddress' }, { type: 'typeToken' });
    expect(screenFor(world.state).overlay).toBe('keyboard');
    world.send({ type: 'tryAddress', address: '10.0.0.9' });
    await world.go(100);
    world.send({ type: 'typeToken' });
    expect(screenFor(world.state)).toEqual({ screen: 'servers', overlay: 'serverToken' });
    world.house.addressFault = failureOf('serverRefused');
    const token = secretOf('their-Token');
    world.send({ type: 'tryAddress', address: '10.0.0.9', token });
    expect(JSON.stringify(world.state)).not.toContain('their-Token');
    expect(screenFor(world.state).overlay).toBe('serverToken');
    await world.go(100);
    expect(world.connection).toMatchObject({ asksToken: true, reason: { code: 'serverRefused' } });
    expect(world.connection).not.toHaveProperty('token');
    world.house.addressFault = null;
    world.send({ type: 'tryAddress', address: '10.0.0.9', token });
    await world.go(100);
    expect(world.connection.kind).toBe('online');
  });

  it('is typed again when Back leads from its server’s token, also while that is tried', async () => {
    const world = await home();
    world.house.addressFault = failureOf('serverNotOnAccount');
    world.send({ type: 'switchServer' }, { type: 'typeAddress' });
    world.send({ type: 'tryAddress', address: '10.0.0.9' });
    await world.go(100);
    world.send({ type: 'typeToken' }, { type: 'tryAddress', address: '10.0.0.9', token: secretOf('t') });
    const ways = [0, 1, 2].map(() => {
      world.send({ type: 'cancel' });
      return screenFor(world.state).overlay;
    });
    expect(ways).toEqual(['serverToken', 'keyboard', 'none']);
  });

  it('can be typed from the list, and Back returns there', async () => {
    const world = await home();
    world.send({ type: 'switchServer' });
    await world.go(100);
    world.send({ type: 'typeAddress' }, { type: 'cancel' });
    expect(world.connection).toMatchObject({ kind: 'choosingServer', servers: world.house.servers });
  });

  it('can be typed while the list does not come, and Back goes on with the search', async () => {
    const world = await home();
    world.house.listFault = failureOf('unreachable');
    world.send({ type: 'switchServer' });
    await world.go(1000);
    world.send({ type: 'typeAddress' }, { type: 'cancel' });
    await world.go(100);
    expect(world.connection.kind).toBe('online');
  });
});
