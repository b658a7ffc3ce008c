// promises: P2 P3 P5 P7 B9
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

it('takes an address that the viewer types, and says what is wrong with one that is none', async () => {
  await add();
  const attic = await add({ name: 'Attic' });
  const foreign = await add({ name: 'Foreign', owner: ada });
  await evening.signIn();
  await evening.untilKind('choosingServer');
  const reasonFor = async (address: string): Promise<string | undefined> => {
    evening.send({ type: 'tryAddress', address });
    await evening.until(
      ({ connection }) => connection.kind === 'typingAddress' || connection.kind === 'online'
    );
    const { connection } = evening.state;
    return connection.kind === 'typingAddress' ? connection.reason?.code : undefined;
  };
  evening.send({ type: 'typeAddress' });
  expect(await reasonFor('my server!')).toBe('badAddress');
  expect(await reasonFor(uriOf(foreign))).toBe('serverNotOnAccount');
  expect(await reasonFor(`${uriOf(attic)}/web`)).toBeUndefined();
  expect(serverOf(evening.state.connection)).toBe('Attic');
});
