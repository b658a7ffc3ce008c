/** Retune's discovery contract, as an embedder uses it beside PlexAuth. */
// promises: P2
import { EventEmitter } from 'eventemitter3';
import { PlexAuth } from '../../src/modules/plex/auth';
import { PlexServerDiscovery, type ActiveConnection } from '../../src/modules/plex/servers';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { realClock } from '../support/real-clock';
import { failureIn } from '../support/servers-world';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import type { Server } from '../../src/core/model/session-state';

const { ada, theo } = DEMO_USER_IDS;

let sim: Simulator;
let auth: PlexAuth;
let discovery: PlexServerDiscovery;
let ports: ConstructorParameters<typeof PlexAuth>[0];
const config = () => ({ clientIdentifier: 'embedder-1', plexUrl: sim.urls.plex, linkBase: sim.urls.plex });
const addresses = [{ kind: 'local', protocol: 'http' }] as const;
const idOf = (name: string): string => sim.media.get(name).machineIdentifier;

beforeEach(async () => {
  sim = await startSimulator({ media: [] });
  await sim.media.add({ name: 'Den', owner: theo, addresses });
  await sim.media.add({ name: 'Attic', owner: ada, sharedWith: [theo], addresses });
  ports = { http: nodeHttp(), vault: memoryVault(), clock: realClock(), emitter: new EventEmitter() };
  auth = new PlexAuth(ports, config());
  discovery = new PlexServerDiscovery(ports, config(), auth);
  const pin = await auth.requestPin();
  sim.phone.twoFactor(pin.code, 'theo');
  await auth.checkPinStatus(pin.id);
});

afterEach(() => sim.stop());

it('discovers, selects and says where requests go and with what', async () => {
  expect((await discovery.discoverServers()).map(({ name }) => name)).toEqual(['Den', 'Attic']);
  expect(discovery.getServers()).toHaveLength(2);
  expect(discovery.getActiveConnection()).toBeNull();
  await discovery.selectServer(idOf('Den'));
  expect(discovery.getSelectedServer()?.name).toBe('Den');
  const { uri, headers } = discovery.getActiveConnection() as ActiveConnection;
  const answer = await fetch(`${uri}/library/sections`, { headers });
  expect(answer.status).toBe(200);
});

it('tells of another server and of another way, whatever a listener does', async () => {
  const servers: (string | null)[] = [];
  const uris: (string | null)[] = [];
  discovery.on('serverChange', (server: Server | null) => servers.push(server?.name ?? null));
  const heard = discovery.on('connectionChange', (way) => uris.push(way?.uri ?? null));
  discovery.on('connectionChange', () => {
    throw new Error('a listener of ill will');
  });
  await discovery.selectServer(idOf('Den'));
  await discovery.reconnect();
  await sim.media.move('Den');
  await discovery.reconnect().catch(() => discovery.selectServer(idOf('Attic')));
  heard.dispose();
  await discovery.clearSelection();
  expect(servers).toEqual(['Den', 'Attic', null]);
  expect(new Set(uris).size).toBe(2);
});

it('finds the remembered server after a restart, with a token that has been changed meanwhile', async () => {
  await discovery.selectServer(idOf('Attic'));
  sim.media.rotateToken('Attic', theo);
  const later = new PlexServerDiscovery(ports, config(), auth);
  await later.reconnect();
  expect(later.getSelectedServer()?.name).toBe('Attic');
  expect(later.getActiveConnection()?.headers['X-Plex-Token']).toBe(
    sim.media.get('Attic').tokens.tokenFor(theo)
  );
});

it('lets the last one of two selections at once have the last word', async () => {
  await Promise.all([discovery.selectServer(idOf('Attic')), discovery.selectServer(idOf('Den'))]);
  expect(discovery.getSelectedServer()?.name).toBe('Den');
  const later = new PlexServerDiscovery(ports, config(), auth);
  await later.reconnect();
  expect(later.getSelectedServer()?.name).toBe('Den');
});

it('keeps the server it has when another one cannot be reached', async () => {
  await discovery.selectServer(idOf('Den'));
  await sim.media.stop('Attic');
  expect(await failureIn(discovery.selectServer(idOf('Attic')))).toMatchObject({ code: 'connectionRefused' });
  expect(discovery.getSelectedServer()?.name).toBe('Den');
});

it('has no connection once nobody is signed in, and rejects with a failure', async () => {
  await discovery.selectServer(idOf('Den'));
  await auth.clearCredentials();
  expect(discovery.getActiveConnection()).toBeNull();
  expect(await failureIn(discovery.discoverServers())).toEqual({ code: 'storage' });
});
