// promises: P4, P7, B9
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openGdm } from '../../../src/gateway/gdm/gdm';
import type { MediaServer } from '../../simulator/media/media-types';
import { DEMO_USER_IDS } from '../../simulator/plex/users';
import { startSimulator, type Simulator } from '../../simulator/start';
import { evilServer, type EvilAnswer, type EvilServer } from '../../support/evil-server';
import { signedInScreen, type SignedIn } from '../../support/gateway-sign-in';
import { until } from '../../support/until';
import { testGateway, type TestGateway } from '../../support/gateway-world';

const { ada } = DEMO_USER_IDS;
/** The first start loads everything there is. */
const STARTING_MS = 60_000;

let simulator: Simulator;
let gateway: TestGateway;
let den: MediaServer;
let her: SignedIn;

const chosen = (serverId: string | null, refetch = false): object => ({ serverId, refetch, brisk: false });
const tokensOf = (server: MediaServer): readonly string[] => [server.tokens.tokenFor(ada)];

async function begin(environment = {}): Promise<void> {
  simulator = await startSimulator({ media: [], gdm: { port: 0 } });
  den = await simulator.media.add({
    name: 'Den',
    owner: ada,
    addresses: [{ kind: 'local', protocol: 'http' }]
  });
  gateway = await testGateway(
    { COUCHKEY_PLEX_URL: simulator.urls.plex, COUCHKEY_LOOPBACK_SERVERS: 'true', ...environment },
    { gdm: openGdm(() => [{ address: '127.0.0.1', port: simulator.gdm?.port ?? 0 }], 300) }
  );
  her = await signedInScreen(gateway, simulator, 'ada', 'admin');
}

afterEach(async () => {
  await gateway.stop();
  await simulator.stop();
});

describe('servers', () => {
  beforeEach(() => begin(), STARTING_MS);

  test('are listed, chosen, asked for a sign of life and for what they have', async () => {
    const { screen } = her;
    expect((await screen.get('/api/status')).body).toMatchObject({ kind: 'idle', server: null });
    const list = (await screen.get('/api/plex/servers')).body;
    expect(list.servers).toEqual([{ id: den.machineIdentifier, name: 'Den', owned: true, present: true }]);
    const route = (await screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier))).body;
    expect(route).toMatchObject({ server: { name: 'Den' }, class: 'local', secure: false });
    const probe = await screen.send('POST', '/api/plex/probe', { serverId: den.machineIdentifier });
    expect(probe.body.latencyMs).toBeGreaterThanOrEqual(0);
    const { libraries } = (await screen.get(`/api/plex/libraries?serverId=${den.machineIdentifier}`)).body;
    expect(libraries[0]).toMatchObject({ title: 'Films', kind: 'movie', items: 3 });
    expect((await screen.get('/api/plex/servers')).body.rememberedId).toBe(den.machineIdentifier);
  });

  test('a status is measured when it is asked for: well, weak, away, well again', async () => {
    const { screen } = her;
    await screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier));
    const kind = async (): Promise<string> => (await screen.get('/api/status')).body.kind;
    expect(await kind()).toBe('online');
    await simulator.media.stop('Den');
    expect(await kind()).toBe('degraded');
    expect(await kind()).toBe('offline');
    await simulator.media.start('Den');
    expect(await kind()).toBe('online');
    expect((await screen.get('/api/status')).body.server.name).toBe('Den');
  });

  test('a server is found again after the gateway was restarted, without being chosen anew', async () => {
    await her.screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier));
    gateway.world.upstream.forget('everything');
    const [session] = (await gateway.world.house.stores.sessions.list(her.userId, 1, null)).items;
    gateway.world.upstream.forget(session?.id ?? '');
    const probe = await her.screen.send('POST', '/api/plex/probe', { serverId: den.machineIdentifier });
    expect(probe.status).toBe(200);
  });

  test('a question about another server than the chosen one chooses nothing', async () => {
    const attic = await simulator.media.add({
      name: 'Attic',
      owner: ada,
      addresses: [{ kind: 'local', protocol: 'http' }]
    });
    await her.screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier));
    const asked = await her.screen.get(`/api/pms/${attic.machineIdentifier}/library/sections`);
    expect(asked.body.MediaContainer.size).toBe(3);
    expect((await her.screen.get('/api/plex/servers')).body.rememberedId).toBe(den.machineIdentifier);
    expect((await her.screen.get('/api/status')).body.server.name).toBe('Den');
  });

  test('whoever has the address of a server later is asked who it is before it is shown a token', async () => {
    await her.screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier));
    await simulator.media.add({ name: 'Thief', owner: ada, addresses: [] });
    simulator.media.impersonate('Den', 'Thief');
    const { world } = gateway;
    const [session] = (await world.house.stores.sessions.list(her.userId, 1, null)).items;
    const memory = world.upstream.memoryOf(session?.id ?? '');
    memory.way = memory.way && { ...memory.way, seenAt: -1e6 };
    const before = simulator.journal.all().length;
    const reply = await her.screen.get(`/api/pms/${den.machineIdentifier}/library/sections`);
    expect(reply.body.error.failure.code).toBe('wrongMachine');
    expect(
      simulator.journal
        .all()
        .slice(before)
        .map(({ path }) => path)
    ).toEqual(['/identity']);
  });

  test('a server that does not answer is the same Failure that a television would see', async () => {
    await simulator.media.stop('Den');
    const reply = await her.screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier));
    expect(reply.status).toBe(503);
    expect(reply.body.error.failure.code).toBe('connectionRefused');
    const nobody = await her.screen.send('POST', '/api/plex/select-server', chosen('nobody'));
    expect([nobody.status, nobody.body.error.code]).toEqual([404, 'SERVER_NOT_FOUND']);
  });

  test('what the local network answers is read tolerantly, and only an admin hears of it', async () => {
    const [found] = (await her.screen.get('/api/plex/lan')).body.servers;
    expect(found).toMatchObject({ id: den.machineIdentifier, name: 'Den', address: '127.0.0.1' });
    simulator.gdm?.setReply(
      Buffer.from('HTTP/1.0 200 OK\r\nContent-Type: plex/media-server\r\nPort: 99999999')
    );
    expect((await her.screen.get('/api/plex/lan')).body.servers).toEqual([]);
    const theo = await signedInScreen(gateway, simulator, 'theo');
    expect((await theo.screen.get('/api/plex/lan')).status).toBe(403);
  });

  test('no answer holds a token, and no token is in an address', async () => {
    const { screen, accountToken } = her;
    const replies = [
      await screen.get('/api/plex/servers'),
      await screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier)),
      await screen.get(`/api/plex/libraries?serverId=${den.machineIdentifier}`),
      await screen.get(`/api/pms/${den.machineIdentifier}/library/sections`)
    ];
    const said = replies.map(({ body, headers }) => JSON.stringify([body, [...headers]])).join('');
    const secrets = [accountToken, ...tokensOf(den)];
    expect(secrets.length).toBeGreaterThan(1);
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    const asked = simulator.journal
      .all()
      .map(({ path, query }) => JSON.stringify([path, query]))
      .join('\n');
    expect(secrets.filter((secret) => asked.includes(secret))).toEqual([]);
  });
});

describe('what is handed on to a media server', () => {
  let pms: (path: string) => Promise<{ status: number; body: any; headers: Headers }>;
  beforeEach(async () => {
    await begin();
    await her.screen.send('POST', '/api/plex/select-server', chosen(den.machineIdentifier));
    pms = (path) => her.screen.get(`/api/pms/${den.machineIdentifier}/${path}`);
  });

  test('are the questions on the list, with the token added on this side', async () => {
    expect((await pms('identity')).status).toBe(200);
    const sections = await pms('library/sections');
    expect([sections.status, sections.headers.get('set-cookie')]).toEqual([200, null]);
    const all = await pms('library/sections/1/all?X-Plex-Container-Start=0&X-Plex-Container-Size=1');
    expect(all.status).toBe(200);
  });

  test.each([
    ['a path that is not on the list', ':/prefs'],
    ['one that changes something', 'library/sections/1/refresh'],
    ['another folder', 'library/sections/../../:/prefs'],
    ['another folder, encoded', 'library/sections/%2e%2e/%2e%2e/:/prefs'],
    ['another folder, encoded twice', 'library/sections/%252e%252e/prefs'],
    ['a backslash', 'library%5csections'],
    ['an empty folder', 'library//sections'],
    ['a semicolon', 'library/sections;x=1'],
    ['a line break', 'library/sections%0d%0aX-Evil:1'],
    ['a nul', 'library/sections%00'],
    ['another host in front', '@127.0.0.1/library/sections'],
    ["a token of one's own", 'library/sections?X-Plex-Token=abc'],
    ['a picture from elsewhere', 'photo/:/transcode?url=http://169.254.169.254/latest'],
    ['a picture from this machine', 'photo/:/transcode?url=/../../etc/passwd'],
    ['the same name twice', 'library/sections/1/all?type=1&type=2']
  ])('is not %s', async (_words, path) => {
    const before = simulator.journal.all().length;
    expect([400, 404]).toContain((await pms(path)).status);
    expect(simulator.journal.all().length).toBe(before);
  });
});

describe('a server that means harm', () => {
  let evil: EvilServer;
  let answer: EvilAnswer;

  beforeEach(async () => {
    await begin();
    evil = await evilServer(simulator, den, (response, token) => answer(response, token));
    const reply = await her.screen.send(
      'POST',
      '/api/plex/select-server',
      chosen(den.machineIdentifier, true)
    );
    expect(reply.status).toBe(200);
  });
  afterEach(() => evil.stop());

  const picture = (): Promise<any> =>
    her.screen.get(`/api/pms/${den.machineIdentifier}/library/metadata/1/thumb/2`);

  test('leads nobody elsewhere by a redirect', async () => {
    answer = (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect((await picture()).body.error.failure.code).toBe('redirected');
  });

  test('gives the browser no page, no cookie and no script', async () => {
    answer = (response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<script>1</script>');
    expect((await picture()).status).toBe(503);
    answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'a=b', 'x-evil': '1' })
        .end('x');
    const { status, headers } = await picture();
    expect([status, headers.get('set-cookie'), headers.get('x-evil')]).toEqual([200, null, null]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('has the token taken out of what it repeats, also across two pieces', async () => {
    let seen = '';
    answer = (response, token) => {
      seen = token;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(`{"one":"${token}","two":"${token.slice(0, 7)}`);
      setTimeout(() => response.end(`${token.slice(7)}"}`), 30);
    };
    const { body } = await picture();
    expect(seen.length).toBeGreaterThan(10);
    expect(body).toEqual({ one: '*'.repeat(seen.length), two: '*'.repeat(seen.length) });
  });

  test('gets no token out in a header, and hands on no more than lists and pictures need', async () => {
    answer = (response, token) =>
      void response.writeHead(200, { 'content-type': 'image/png', etag: `"${token}"` }).end('x');
    const { status, headers } = await picture();
    expect([status, headers.get('etag')]).toEqual([200, null]);
    answer = (response) =>
      void response.writeHead(200, { 'content-type': 'image/png', 'content-length': String(40e6) }).end();
    expect((await picture()).body.error.failure.code).toBe('malformedReply');
  });

  test('that never ends is broken off, and the connection to it with it', async () => {
    let isClosed = false;
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      const piece = Buffer.alloc(1024 * 1024);
      const more = (): void => void (isClosed || response.write(piece, () => setImmediate(more)));
      response.on('close', () => (isClosed = true));
      more();
    };
    await expect(picture()).rejects.toThrow();
    await until(() => isClosed);
  });

  test('that refuses is told apart from an issuer that refuses: nobody is signed out', async () => {
    answer = (response) => void response.writeHead(401).end();
    expect((await picture()).body.error.failure.code).toBe('serverRefused');
    expect((await her.screen.get('/api/session')).body.signedIn).toBe(true);
  });
});

describe('an address that an admin types', () => {
  test('is asked who it is before anything is saved', async () => {
    await begin();
    const address = `127.0.0.1:${den.addresses[0]?.listener.port}`;
    const ask = (save: boolean): Promise<any> =>
      her.screen.send('POST', '/api/plex/test-connection', { address, save });
    const tried = (await ask(false)).body;
    expect(tried).toMatchObject({ machineId: den.machineIdentifier, route: null });
    expect(tried.latencyMs).toBeGreaterThanOrEqual(0);
    expect((await her.screen.get('/api/plex/servers')).body.rememberedId).toBeNull();
    expect((await ask(true)).body.route).toMatchObject({ server: { name: 'Den' } });
    expect((await her.screen.get('/api/plex/servers')).body.rememberedId).toBe(den.machineIdentifier);
  });

  test('is answered alike whether nobody is there, somebody else is, or it may not be asked', async () => {
    await begin({ COUCHKEY_LOOPBACK_SERVERS: 'false' });
    const web = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as AddressInfo;
    let asked = 0;
    web.on('connection', () => (asked += 1));
    const addresses = [
      `127.0.0.1:${port}`,
      '127.0.0.1:1',
      '169.254.169.254',
      '0x7f000001',
      '2130706433',
      '[::1]',
      'nonsense:::',
      '[::ffff:127.0.0.1]',
      'localhost'
    ];
    const replies = await Promise.all(
      addresses.map((address) =>
        her.screen.send('POST', '/api/plex/test-connection', { address, save: false })
      )
    );
    expect(new Set(replies.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(replies[0]?.body.error.code).toBe('ADDRESS_NOT_ALLOWED');
    expect(asked).toBe(0);
    await new Promise((resolve) => web.close(resolve));
  });
});
