/** What every servers service promises, asked of it over real HTTP in a simulated house. */
import { failureIn } from '../../support/servers-world';
import { startSimulator, type Simulator } from '../../simulator/start';
import { DEMO_USER_IDS } from '../../simulator/plex/users';
import type { IProvider, IServers } from '../../../src/core/ports';
import type { MediaAddressPlan, MediaServer, MediaServerOptions } from '../../simulator/media/media-types';

/** A screen on which theo is signed in. */
export type ServersScreen = {
  readonly provider: () => IProvider;
  /** As an effect gets it: new each time. */
  readonly servers: () => IServers;
  /** The power of the screen is cut: what was not written is gone. */
  readonly restart: () => void;
  readonly accountToken: () => string;
  readonly close: () => Promise<void>;
};

const { ada, theo } = DEMO_USER_IDS;
const LAN: MediaAddressPlan = { kind: 'local', protocol: 'http' };
const WAN: MediaAddressPlan = { kind: 'remote', protocol: 'http' };
const RELAY: MediaAddressPlan = { kind: 'relay', protocol: 'http' };
// A connection kept alive breaks where a new one would be refused.
const NOBODY = ['connectionRefused', 'unreachable'];

let sim: Simulator;
let tv: ServersScreen;
let den: MediaServer;

const portOf = (server: MediaServer, at = 0): number => server.addresses[at]?.listener.port ?? 0;
const uriOf = (server: MediaServer, at = 0): string => `http://127.0.0.1:${portOf(server, at)}`;
const add = (options: Partial<MediaServerOptions> = {}): Promise<MediaServer> =>
  sim.media.add({ name: 'Den', owner: ada, addresses: [LAN], ...options });
const askedPorts = (): number[] => [
  ...new Set(
    sim.journal
      .all()
      .filter(({ service }) => service.startsWith('media:'))
      .map(({ port }) => port)
  )
];

/** The suite over whoever keeps these promises. */
export function serversSuite(open: (sim: Simulator) => Promise<ServersScreen>): void {
  beforeEach(async () => {
    sim = await startSimulator({ media: [] });
    tv = await open(sim);
  });

  afterEach(async () => {
    await tv.close();
    await sim.stop();
  });

  theList();
  theFirstChoice();
  aToken();
  theWay();
  aLook();
}

const theList = (): void =>
  describe('the list of servers', () => {
    it('has what is one’s own before what is shared, and remembers nothing at first', async () => {
      await add({ name: 'Attic', owner: ada, sharedWith: [theo] });
      await add({ name: 'Workshop', owner: theo });
      const { servers, rememberedId } = await tv.servers().list();
      expect(servers.map(({ name, owned }) => [name, owned])).toEqual([
        ['Workshop', true],
        ['Attic', false]
      ]);
      expect(rememberedId).toBeNull();
    });

    it('knows which one was chosen, keeps it when an answer leaves it out, and while plex.tv is down', async () => {
      den = await add({ owner: theo });
      await add({ name: 'Attic', owner: theo });
      await tv.servers().reach(den.machineIdentifier, { refetch: false, brisk: false });
      tv.restart();
      expect((await tv.servers().list()).rememberedId).toBe(den.machineIdentifier);
      sim.media.change('Den', { claimed: false });
      const missing = await tv.servers().list();
      expect(missing.rememberedId).toBe(den.machineIdentifier);
      expect(missing.servers.find(({ name }) => name === 'Den')?.present).toBe(false);
      sim.faults.set({ kind: 'status', status: 503, route: 'resources' });
      expect(await tv.servers().list()).toMatchObject({ servers: [{ name: 'Den' }] });
    });
  });

const theFirstChoice = (): void =>
  describe('the first choice', () => {
    it('is the only server there is', async () => {
      den = await add({ owner: theo });
      const route = await tv.servers().reach(null, { refetch: false, brisk: false });
      expect(route).toMatchObject({
        server: { name: 'Den' },
        uri: uriOf(den),
        class: 'local',
        secure: false
      });
      expect(route.reasons).toEqual(['loopback', 'plain']);
    });

    it('is the viewer’s when there are several, and is found again after a restart without plex.tv', async () => {
      den = await add({ owner: theo });
      await add({ name: 'Attic', owner: theo });
      expect(await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }))).toMatchObject({
        code: 'noServer'
      });
      await tv.servers().reach(den.machineIdentifier, { refetch: false, brisk: false });
      tv.restart();
      sim.faults.set({ kind: 'refuse', service: 'plex' });
      expect(await tv.servers().reach(null, { refetch: false, brisk: false })).toMatchObject({
        server: { name: 'Den' }
      });
    });

    it('is nobody’s when the account has none, and says whose it is not', async () => {
      expect(await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }))).toMatchObject({
        code: 'noServer'
      });
      const unknown = tv.servers().reach('somebody-else', { refetch: false, brisk: false });
      expect(await failureIn(unknown)).toMatchObject({ code: 'serverNotOnAccount' });
    });
  });

const aToken = (): void =>
  describe('a token', () => {
    it('goes nowhere before the machine has said who it is, and only to the one it is for', async () => {
      den = await add({ owner: theo });
      await tv.servers().reach(null, { refetch: false, brisk: false });
      const [identity, library] = sim.journal.all({ service: 'media:Den' });
      expect([identity?.route, library?.route]).toEqual(['identity', 'sections']);
      expect(Object.keys(identity?.headers ?? {}).filter((name) => name.startsWith('x-plex'))).toEqual([]);
      expect(library?.headers['x-plex-token']).toBe(den.tokens.tokenFor(theo));
      expect(library?.headers['x-plex-client-identifier']).toBeTruthy();
      const withAccount = sim.journal.sentTo(tv.accountToken()).map(({ service }) => service);
      expect(new Set(withAccount)).toEqual(new Set(['plex']));
    });

    it('is never shown to another machine that answers at the address', async () => {
      den = await add({ owner: theo });
      sim.media.impersonate('Den');
      expect(await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }))).toMatchObject({
        code: 'wrongMachine',
        tried: [{ uri: uriOf(den), result: 'wrongMachine' }]
      });
      expect(sim.journal.sentTo(den.tokens.tokenFor(theo))).toEqual([]);
    });

    it('is the guest’s own on a shared server', async () => {
      den = await add({ owner: ada, sharedWith: [theo] });
      await tv.servers().reach(null, { refetch: false, brisk: false });
      expect(sim.journal.sentTo(den.tokens.tokenFor(theo))).toHaveLength(1);
      expect(sim.journal.sentTo(den.tokens.tokenFor(ada))).toEqual([]);
    });

    it('that has been rotated is refused once, and fetched anew when asked', async () => {
      den = await add({ owner: theo });
      await tv.servers().reach(null, { refetch: false, brisk: false });
      sim.media.rotateToken('Den');
      expect(await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }))).toMatchObject({
        code: 'serverRefused',
        status: 401
      });
      expect(await tv.servers().reach(null, { refetch: true, brisk: false })).toMatchObject({
        uri: uriOf(den)
      });
      expect(await tv.servers().reach(null, { refetch: false, brisk: false })).toMatchObject({
        uri: uriOf(den)
      });
    });

    it('that the server has revoked stays refused, and the sign-in stays', async () => {
      den = await add({ owner: theo });
      sim.media.revokeToken('Den');
      expect(await failureIn(tv.servers().reach(null, { refetch: true, brisk: false }))).toMatchObject({
        code: 'serverRefused'
      });
      await expect(tv.provider().restore()).resolves.toMatchObject({ kind: 'signedIn' });
    });

    it('does not follow a redirect', async () => {
      den = await add({ owner: theo });
      const thief = await add({ name: 'Thief', owner: ada });
      sim.faults.set({ kind: 'redirect', service: 'media:Den', to: uriOf(thief) });
      expect(await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }))).toMatchObject({
        code: 'redirected'
      });
      expect(sim.journal.sentTo(den.tokens.tokenFor(theo))).toEqual([]);
    });
  });

const theWay = (): void =>
  describe('the way', () => {
    it('is never the relay while a direct address answers within the grace', async () => {
      den = await add({ owner: theo, addresses: [RELAY, WAN] });
      sim.faults.set({ kind: 'latency', ms: 300, port: portOf(den, 1) });
      expect(await tv.servers().reach(null, { refetch: false, brisk: false })).toMatchObject({
        class: 'remote',
        uri: uriOf(den, 1)
      });
      expect(askedPorts()).toEqual([portOf(den, 1)]);
    });

    it('is the relay when nothing else answers', async () => {
      den = await add({
        owner: theo,
        addresses: [{ ...LAN, state: 'refused' }, { ...WAN, state: 'refused' }, RELAY]
      });
      expect(await tv.servers().reach(null, { refetch: false, brisk: false })).toMatchObject({
        class: 'relay',
        uri: uriOf(den, 2)
      });
    });

    it('is the best of those that live, and aborts the silent ones', async () => {
      den = await add({ owner: theo, addresses: [{ ...LAN, state: 'silent' }, WAN, RELAY] });
      const route = await tv.servers().reach(null, { refetch: false, brisk: false });
      expect(route.uri).toBe(uriOf(den, 1));
      expect(askedPorts().sort()).toEqual([portOf(den, 0), portOf(den, 1)].sort());
    });

    it('does not lead over http where the server requires https', async () => {
      den = await add({ owner: theo, httpsRequired: true });
      expect(await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }))).toMatchObject({
        code: 'noRoute',
        tried: [{ uri: uriOf(den), result: 'httpsRequired' }]
      });
      expect(askedPorts()).toEqual([]);
    });

    it('leaves out a container’s bridge, and says so', async () => {
      const bridge = { owner: theo, dockerBridge: true, publicAddressMatches: false };
      den = await add({ ...bridge, addresses: [{ ...WAN, state: 'refused' }] });
      const { tried } = await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }));
      expect(tried?.map(({ result }) => result)).toEqual(['connectionRefused', 'dockerBridge']);
    });

    it('leads to where the server has moved, without being asked to look', async () => {
      den = await add({ owner: theo });
      const { uri } = await tv.servers().reach(null, { refetch: false, brisk: false });
      tv.restart();
      await sim.media.move('Den');
      const route = await tv.servers().reach(null, { refetch: false, brisk: false });
      expect(route.uri).toBe(uriOf(den));
      expect(route.uri).not.toBe(uri);
    });

    it('is not asked of plex.tv again and again while the server is off', async () => {
      den = await add({ owner: theo });
      await tv.servers().reach(null, { refetch: false, brisk: false });
      await sim.media.stop('Den');
      sim.journal.clear();
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const { code } = await failureIn(tv.servers().reach(null, { refetch: false, brisk: false }));
        expect(NOBODY).toContain(code);
      }
      expect(sim.journal.all({ route: 'resources' }).length).toBeLessThanOrEqual(1);
    });
  });

const aLook = (): void =>
  describe('a look at the server', () => {
    it('takes some milliseconds and no token', async () => {
      den = await add({ owner: theo });
      const route = await tv.servers().reach(null, { refetch: false, brisk: false });
      sim.journal.clear();
      expect(await tv.servers().probe(route)).toBeGreaterThan(0);
      expect(sim.journal.all().map(({ route: name }) => name)).toEqual(['identity']);
      expect(sim.journal.sentTo(den.tokens.tokenFor(theo))).toEqual([]);
    });

    it('notices another machine, and nobody', async () => {
      den = await add({ owner: theo });
      const route = await tv.servers().reach(null, { refetch: false, brisk: false });
      sim.media.impersonate('Den');
      expect(await failureIn(tv.servers().probe(route))).toMatchObject({ code: 'wrongMachine' });
      await sim.media.stop('Den');
      expect(NOBODY).toContain((await failureIn(tv.servers().probe(route))).code);
    });
  });
