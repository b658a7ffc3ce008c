/** An address that the viewer typed: what is tried, what is sent there, and what is said about it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failureIn, signedInWorld, type ServersWorld } from '../support/servers-world';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import type { MediaServer, MediaServerOptions } from '../simulator/media/media-types';

const { ada, theo } = DEMO_USER_IDS;

let sim: Simulator;
let tv: ServersWorld;

const portOf = (server: MediaServer): number => server.addresses[0]?.listener.port ?? 0;
const add = (options: Partial<MediaServerOptions> = {}): Promise<MediaServer> =>
  sim.media.add({
    name: 'Den',
    owner: theo,
    addresses: [{ kind: 'local', protocol: 'http' }],
    ...options
  });

/** Some other web server of the house. */
async function otherWebServer(status: number, body: string): Promise<Server> {
  const other = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  return other;
}

beforeEach(async () => {
  sim = await startSimulator({ media: [] });
  tv = await signedInWorld(sim, 'theo');
});

afterEach(() => sim.stop());

describe('a typed address', () => {
  it('is taken when one’s own server answers there, and remembered', async () => {
    const den = await add();
    const route = await tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`);
    expect(route).toMatchObject({ server: { id: den.machineIdentifier, name: 'Den' }, class: 'local' });
    tv.restart();
    sim.faults.set({ kind: 'refuse', service: 'plex' });
    expect(await tv.servers().reach(null, { refetch: false, brisk: false })).toMatchObject({
      uri: route.uri
    });
  });

  it('stays with its server when plex.tv does not list that address', async () => {
    const den = await add({ addresses: [{ kind: 'local', protocol: 'http', host: 'nowhere.invalid' }] });
    const typed = await tv.servers().reachAddress(`http://127.0.0.1:${portOf(den)}/web/index.html`);
    tv.restart();
    const found = await tv.servers().reach(den.machineIdentifier, { refetch: true, brisk: false });
    expect(found.uri).toBe(typed.uri);
    expect(found.reasons).toContain('typed');
  });

  it('carries no account token, whoever answers', async () => {
    const den = await add({ owner: ada });
    expect(await failureIn(tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`))).toMatchObject({
      code: 'serverNotOnAccount'
    });
    const services = sim.journal.sentTo(tv.accountToken()).map(({ service }) => service);
    expect(new Set(services)).toEqual(new Set(['plex']));
    expect(tv.vault.disk.has('server')).toBe(false);
  });

  it('of a server that is not on the account works with a token of that server', async () => {
    const den = await add({ owner: ada, sharedWith: [theo] });
    sim.media.change('Den', { claimed: false });
    const token = den.tokens.tokenFor(theo);
    const route = await tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`, ` ${token} `);
    expect(route.server.id).toBe(den.machineIdentifier);
    tv.restart();
    await expect(tv.servers().reach(null, { refetch: true, brisk: false })).resolves.toMatchObject({
      uri: route.uri
    });
    const wrong = tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`, 'not-a-token-of-it');
    expect(await failureIn(wrong)).toMatchObject({ code: 'serverRefused' });
  });

  it('is saved only when it works', async () => {
    const den = await add();
    sim.media.revokeToken('Den');
    const refused = tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`);
    expect(await failureIn(refused)).toMatchObject({ code: 'serverRefused' });
    expect(tv.vault.disk.has('server')).toBe(false);
  });
});

describe('what is said of an address that does not work', () => {
  it('is that it is none', async () => {
    expect(await failureIn(tv.servers().reachAddress('192.168.1'))).toMatchObject({ code: 'badAddress' });
  });

  it('is that nobody answers there', async () => {
    const den = await add({ addresses: [{ kind: 'local', protocol: 'http', state: 'refused' }] });
    const failure = await failureIn(tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`));
    expect(failure.code).toBe('connectionRefused');
    expect(failure.tried?.map(({ uri }) => uri.split(':')[0])).toEqual(['https', 'http']);
  });

  it.each([
    [404, 'not found'],
    [200, '<html>router</html>'],
    [200, '{"MediaContainer":{}}']
  ])('is that something else than Plex does (%s %s)', async (status, body) => {
    const other = await otherWebServer(status, body);
    const { port } = other.address() as AddressInfo;
    const failure = await failureIn(tv.servers().reachAddress(`127.0.0.1:${port}`));
    expect(failure.code).toBe('notPlexServer');
    await new Promise((resolve) => other.close(resolve));
  });

  it('is that the server wants https, asked in plain or from a page that may not', async () => {
    const den = await add({ httpsRequired: true });
    const address = `http://127.0.0.1:${portOf(den)}`;
    for (const typed of [address, address.replace('http://', '')]) {
      expect(await failureIn(tv.servers().reachAddress(typed))).toMatchObject({ code: 'needsHttps' });
    }
    const page = tv.servers({ securePage: true });
    expect(await failureIn(page.reachAddress(address))).toMatchObject({ code: 'needsHttps' });
  });

  it('is what plex.tv’s trouble is, when the server is a stranger and nobody can say whose it is', async () => {
    const den = await add();
    sim.faults.set({ kind: 'status', status: 503, route: 'resources' });
    const failure = await failureIn(tv.servers().reachAddress(`127.0.0.1:${portOf(den)}`));
    expect(failure.code).toBe('serviceDown');
  });
});
