// promises: P2
/** Servers to choose from, each looked at while the list shows; and the yes to plain http in the house. */
import { failureOf } from '../../../src/core/model/failure';
import { FakeWorld } from '../../support/fake-world';
import type { Server } from '../../../src/core/model/session-state';

const server = (id: string): Server => ({ id, name: id, owned: true, present: true });
const LOOK_MS = 30;

async function choosing(arrange: (world: FakeWorld) => void = () => undefined): Promise<FakeWorld> {
  const world = new FakeWorld();
  world.house.servers = ['den', 'loft', 'shed'].map(server);
  arrange(world);
  await world.showCode();
  world.issuer.claim('c' + world.issuer.issued);
  await world.clock.run(() => world.connection.kind === 'choosingServer');
  return world;
}

const looksIn = (world: FakeWorld) => ('looks' in world.connection ? world.connection.looks : {});

describe('the servers on the list', () => {
  it('are looked at one after another', async () => {
    const world = await choosing();
    expect(world.house.looked).toEqual(['den']);
    await world.go(LOOK_MS);
    expect(world.house.looked).toEqual(['den', 'loft']);
    expect(looksIn(world)).toMatchObject({ den: { kind: 'reached', route: { uri: 'https://den' } } });
    await world.go(10 * LOOK_MS);
    expect(Object.keys(looksIn(world))).toEqual(['den', 'loft', 'shed']);
    expect(world.house.looked).toEqual(['den', 'loft', 'shed']);
  });

  it('say why they are not to be had', async () => {
    const world = await choosing((each) => void (each.house.lookFault = failureOf('noRoute')));
    await world.go(10 * LOOK_MS);
    expect(looksIn(world)).toMatchObject({ shed: { kind: 'failed', reason: { code: 'noRoute' } } });
    expect(world.connection.kind).toBe('choosingServer');
  });

  it('are left alone once one was chosen', async () => {
    const world = await choosing();
    world.send({ type: 'chooseServer', serverId: 'shed' });
    await world.go(10 * LOOK_MS);
    expect(world.house.looked).toEqual(['den']);
    expect(world.connection).toMatchObject({ kind: 'online', route: { server: { id: 'shed' } } });
  });

  it('are left alone while nobody looks, and while memory is short', async () => {
    const world = await choosing();
    world.device.set({ visible: false });
    await world.go(10 * LOOK_MS);
    expect(world.house.looked).toEqual(['den']);
    world.device.set({ visible: true });
    await world.go(LOOK_MS);
    world.device.set({ memoryLow: true });
    await world.go(10 * LOOK_MS);
    expect(looksIn(world)).toEqual({});
  });

  it('keep what was seen of them behind the keyboard', async () => {
    const world = await choosing();
    await world.go(10 * LOOK_MS);
    world.house.addressFault = failureOf('badAddress');
    world.send({ type: 'typeAddress' }, { type: 'tryAddress', address: 'x' });
    await world.go(100);
    expect(Object.keys(looksIn(world))).toHaveLength(3);
    world.send({ type: 'cancel' });
    expect(Object.keys(looksIn(world))).toHaveLength(3);
  });

  it('are listed and looked at anew when asked, the old list showing meanwhile', async () => {
    const world = await choosing();
    await world.go(10 * LOOK_MS);
    world.house.servers = ['den', 'attic'].map(server);
    world.send({ type: 'lookAgain' });
    expect(world.connection).toMatchObject({ kind: 'choosingServer', servers: { length: 3 } });
    await world.go(10 * LOOK_MS);
    expect(world.connection).toMatchObject({ kind: 'choosingServer', back: false });
    expect(Object.keys(looksIn(world))).toEqual(['den', 'attic']);
  });

  it('stay, with the reason, when there is no new list', async () => {
    const world = await choosing();
    await world.go(10 * LOOK_MS);
    world.house.listFault = failureOf('serviceDown', 503);
    world.send({ type: 'lookAgain' });
    await world.go(10 * LOOK_MS);
    expect(world.connection).toMatchObject({ servers: { length: 3 }, reason: { code: 'serviceDown' } });
    expect(world.house.looked).toHaveLength(6);
    world.house.listFault = null;
    world.send({ type: 'lookAgain' });
    await world.go(10 * LOOK_MS);
    expect(world.connection).not.toMatchObject({ reason: expect.anything() });
  });

  it('stay when an account suddenly shows none', async () => {
    const world = await choosing();
    world.house.servers = [];
    world.send({ type: 'lookAgain' });
    await world.go(LOOK_MS);
    expect(world.connection).toMatchObject({ kind: 'choosingServer', servers: { length: 3 } });
  });
});

describe('plain http in the house', () => {
  async function shut(): Promise<FakeWorld> {
    const world = new FakeWorld();
    await world.signIn();
    world.house.probeFault = failureOf('timeout');
    world.house.reachFault = failureOf('noRoute');
    await world.clock.run(() => world.connection.kind === 'waiting');
    return world;
  }

  it('is used after the yes was kept, and the yes is said once', async () => {
    const world = await shut();
    world.send({ type: 'allowInsecure', serverId: 'den' });
    expect(world.connection).toMatchObject({ kind: 'searching', allow: true });
    await world.go(60000);
    expect(world.house.allowed).toEqual(['den']);
    world.house.reachFault = null;
    await world.go(31000);
    expect(world.connection.kind).toBe('online');
  });

  it('is heard too while the address is tried again, as every key makes it be', async () => {
    const world = await shut();
    await world.go(2000);
    await world.clock.run(() => world.connection.kind === 'waiting');
    await world.go(1100);
    world.send({ type: 'nudge' }, { type: 'allowInsecure', serverId: 'den' });
    expect(world.connection).toMatchObject({ kind: 'searching', allow: true });
    const { connection } = world;
    world.send({ type: 'allowInsecure', serverId: 'den' });
    expect(world.connection).toBe(connection);
  });

  it('is allowed from the list too, for the server named', async () => {
    const world = await choosing();
    world.send({ type: 'allowInsecure', serverId: 'loft' });
    await world.go(100);
    expect(world.house.allowed).toEqual(['loft']);
    expect(world.connection).toMatchObject({ kind: 'online', route: { server: { id: 'loft' } } });
  });

  it('is not lost to a set that wakes meanwhile', async () => {
    const world = await shut();
    world.send({ type: 'allowInsecure', serverId: 'den' });
    world.device.set({ online: false });
    await world.go(1);
    world.device.set({ online: true });
    await world.go(1);
    expect(world.connection).toMatchObject({ kind: 'searching', allow: true });
  });

  it('is not to be had where the settings rule it out, nor at home', async () => {
    const world = await shut();
    const settings = { ...world.state.settings.values, insecureLan: false };
    world.send({ type: 'changeSettings', settings }, { type: 'allowInsecure', serverId: 'den' });
    expect(world.connection.kind).toBe('waiting');
    world.send({ type: 'changeSettings', settings: { ...settings, insecureLan: true } });
    world.house.probeFault = world.house.reachFault = null;
    await world.go(31000);
    const { connection } = world;
    world.send({ type: 'allowInsecure', serverId: 'den' });
    expect(world.connection).toBe(connection);
  });
});
