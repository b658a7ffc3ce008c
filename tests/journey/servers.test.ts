// promises: P2 P3 P5 P7 B9
import { secretOf } from '../../src/core/model/secret';
import { closePages } from '../support/node-xhr';
import { ServerEvening } from '../support/server-evening';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import type { ConnectionState } from '../../src/core/model/session-state';
import type { MediaServer, MediaServerOptions } from '../simulator/media/media-types';

const { ada, theo } = DEMO_USER_IDS;

let sim: Simulator;
let evening: ServerEvening;

const add = (options: Partial<MediaServerOptions> = {}): Promise<MediaServer> =>
  sim.media.add({ name: 'Den', owner: theo, addresses: [{ kind: 'local', protocol: 'http' }], ...options });
const uriOf = (server: MediaServer): string => `http://127.0.0.1:${server.addresses[0]?.listener.port ?? 0}`;
const serverOf = (connection: ConnectionState): string | null =>
  connection.kind === 'online' ? connection.route.server.name : null;

beforeEach(async () => {
  sim = await startSimulator({ media: [] });
  evening = new ServerEvening(sim);
  evening.boot();
});

afterEach(async () => {
  evening.kill();
  await sim.stop();
});

afterAll(() => closePages());

it('signs in and is online at the only server, and again after a power cut while plex.tv is down', async () => {
  await add();
  await evening.signIn();
  await evening.untilKind('online');
  expect(serverOf(evening.state.connection)).toBe('Den');
  evening.kill();
  sim.faults.set({ kind: 'refuse', service: 'plex' });
  evening.boot();
  await evening.untilKind('online');
  expect(evening.state.auth.kind).toBe('signedIn');
});

it('lets the viewer choose among several, and remembers the choice', async () => {
  await add();
  const attic = await add({ name: 'Attic' });
  await evening.signIn();
  await evening.untilKind('choosingServer');
  evening.send({ type: 'chooseServer', serverId: attic.machineIdentifier });
  await evening.untilKind('online');
  evening.kill();
  evening.boot();
  await evening.untilKind('online');
  expect(serverOf(evening.state.connection)).toBe('Attic');
});

it('shows the way to each server while the viewer chooses, and remembers none of them', async () => {
  const [den, attic, cellar] = [await add(), await add({ name: 'Attic' }), await add({ name: 'Cellar' })];
  await sim.media.stop('Cellar');
  await evening.signIn();
  await evening.untilKind('choosingServer');
  const listings = sim.journal.all({ route: 'resources' }).length;
  await evening.until(
    ({ connection }) => connection.kind === 'choosingServer' && Object.keys(connection.looks).length === 3
  );
  const { connection } = evening.state;
  const looks = connection.kind === 'choosingServer' ? connection.looks : {};
  expect(looks).toMatchObject({
    [den.machineIdentifier]: { kind: 'reached', route: { uri: uriOf(den), class: 'local' } },
    [attic.machineIdentifier]: { kind: 'reached', route: { uri: uriOf(attic) } },
    [cellar.machineIdentifier]: { kind: 'failed' }
  });
  expect(evening.vault.disk.has('server')).toBe(false);
  expect(sim.journal.all({ route: 'resources' })).toHaveLength(listings);
});

it('counts what the server has once it is online, and keeps that through an outage', async () => {
  await add();
  const libraries = (): readonly (readonly [string, number | null])[] | null => {
    const { connection } = evening.state;
    const known = 'libraries' in connection ? connection.libraries : null;
    return known === null ? null : known.map(({ title, items }) => [title, items]);
  };
  await evening.signIn();
  await evening.until(() => libraries() !== null);
  const known = libraries();
  expect(known).toEqual([
    ['Films', 3],
    ['Series', 2],
    ['Music', 1]
  ]);
  await sim.media.stop('Den');
  evening.wake();
  await evening.untilKind('waiting');
  expect(libraries()).toEqual(known);
});

it('moves over to the house when the house answers again, without a word', async () => {
  const plans = ['local', 'relay'] as const;
  const den = await add({ addresses: plans.map((kind) => ({ kind, protocol: 'http' })) });
  await den.addresses[0]?.listener.close();
  await evening.signIn();
  await evening.untilKind('online');
  const wayNow = (): string | null => {
    const { connection } = evening.state;
    return connection.kind === 'online' ? connection.route.class : null;
  };
  expect(wayNow()).toBe('relay');
  await den.addresses[0]?.listener.open();
  const seen = new Set<string>();
  await evening.until(
    () => wayNow() === 'local',
    ({ connection }) => void seen.add(connection.kind)
  );
  expect([...seen]).toEqual(['online']);
});

it('says which addresses it has tried while the server is off, and is back once it is on', async () => {
  const den = await add();
  await evening.signIn();
  await evening.untilKind('online');
  await sim.media.stop('Den');
  evening.wake();
  await evening.untilKind('waiting');
  const { connection } = evening.state;
  const tried = connection.kind === 'waiting' ? connection.reason.tried : undefined;
  expect(tried?.map(({ uri }) => uri)).toEqual([uriOf(den)]);
  await sim.media.start('Den');
  await evening.untilKind('online');
  expect(evening.state.auth.kind).toBe('signedIn');
});

it('gets a new token for a server that has changed its own, without asking anybody', async () => {
  const den = await add();
  await evening.signIn();
  await evening.untilKind('online');
  const fresh = sim.media.rotateToken('Den');
  await sim.media.stop('Den');
  evening.wake();
  await evening.untilKind('waiting');
  await sim.media.start('Den');
  await evening.untilKind('online');
  expect(evening.vault.disk.get('server')).toContain(fresh);
  expect(den.tokens.tokenFor(theo)).toBe(fresh);
});

it('takes an address that the viewer types, with the server’s own token if need be, and says what is wrong with one that is none', async () => {
  await add();
  const attic = await add({ name: 'Attic' });
  const foreign = await add({ name: 'Foreign', owner: ada });
  await evening.signIn();
  await evening.untilKind('choosingServer');
  const reasonFor = async (address: string, token?: string): Promise<string | undefined> => {
    evening.send({ type: 'tryAddress', address, token: token === undefined ? undefined : secretOf(token) });
    await evening.until(
      ({ connection }) => connection.kind === 'typingAddress' || connection.kind === 'online'
    );
    const { connection } = evening.state;
    return connection.kind === 'typingAddress' ? connection.reason?.code : undefined;
  };
  evening.send({ type: 'typeAddress' });
  expect(await reasonFor('my server!')).toBe('badAddress');
  expect(await reasonFor(uriOf(foreign))).toBe('serverNotOnAccount');
  evening.send({ type: 'typeToken' });
  expect(await reasonFor(uriOf(foreign), 'not-their-token')).toBe('serverRefused');
  expect(await reasonFor(uriOf(foreign), foreign.tokens.tokenFor(ada))).toBeUndefined();
  expect(serverOf(evening.state.connection)).toBe(uriOf(foreign).replace('http://', ''));
  evening.send({ type: 'typeAddress' });
  expect(await reasonFor(`${uriOf(attic)}/web`)).toBeUndefined();
  expect(serverOf(evening.state.connection)).toBe('Attic');
});
