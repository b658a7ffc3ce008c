// promises: B3 B12 T6
/** What somebody tries who was not asked in: to be led elsewhere, to say more than a header, to wait in another's session. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen, type Screen } from '../../support/gateway-screen';
import { testGateway, type TestGateway } from '../../support/gateway-world';
import { until } from '../../support/until';

// A code is looked at every two seconds.
jest.setTimeout(60_000);

const ELSEWHERE = 'evil.example';

let sim: Simulator;
let gateway: TestGateway;
let folder: string;

const start = (more = {}): Promise<TestGateway> =>
  testGateway({
    COUCHKEY_DATA: folder,
    COUCHKEY_PLEX_URL: sim.urls.plex,
    COUCHKEY_LINK_BASE: sim.urls.plex,
    COUCHKEY_TMDB_API_KEY: sim.tmdb.apiKey,
    COUCHKEY_TMDB_API_URL: sim.urls.tmdb,
    COUCHKEY_TMDB_SITE_URL: sim.urls.tmdb,
    ...more
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'couchkey-tricks-'));
  sim = await startSimulator({ media: [] });
  gateway = await start();
});
afterEach(async () => {
  await gateway.stop();
  await sim.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function screenAt(): Promise<Screen> {
  const screen = aScreen(gateway.url);
  await screen.begin();
  return screen;
}

/** As it is said on the wire, for what no client would say. */
function raw(lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.on('data', (piece) => (text += String(piece)));
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });
}

describe('a page of the gateway', () => {
  test.each(['/auth/login', '/auth/logout'])('%s leads to the kiosk and nowhere else', async (path) => {
    const asked = [
      path,
      `${path}?next=https://${ELSEWHERE}/&redirect_uri=//${ELSEWHERE}&url=${ELSEWHERE}`,
      `${path}?returnTo=%0d%0aLocation:%20https://${ELSEWHERE}`
    ];
    for (const each of asked) {
      const { status, headers } = await aScreen(gateway.url).get(each);
      expect([status, headers.get('location')]).toEqual([302, '/']);
    }
    const said = await raw([
      `GET ${path} HTTP/1.1`,
      `Host: ${ELSEWHERE}`,
      `X-Forwarded-Host: ${ELSEWHERE}`,
      `X-Forwarded-Prefix: //${ELSEWHERE}`,
      'Connection: close'
    ]);
    expect(said).toMatch(/^HTTP\/1\.1 302 /);
    expect(said).not.toContain(ELSEWHERE);
  });

  test('that a phone comes back to says nothing of what was asked, and looks for itself', async () => {
    const query = `request_token=<script>alert(1)</script>&approved=true&next=https://${ELSEWHERE}`;
    const { body, headers } = await aScreen(gateway.url).get(`/auth/callback?${query}`);
    expect(body).not.toMatch(/script|evil/);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each([`//${ELSEWHERE}/`, `/%2f${ELSEWHERE}/`, `/\\${ELSEWHERE}/`, `http://${ELSEWHERE}/`])(
    'is not at %s, and nothing leads there',
    async (path) => {
      const said = await raw([`GET ${path} HTTP/1.1`, 'Host: kiosk', 'Connection: close']);
      expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(said).not.toMatch(/^location:/im);
    }
  );
});

test('a header that is more than one becomes none, here and at plex.tv', async () => {
  const cookies = (await screenAt()).cookies;
  const session = cookies.get('couchkey_session') ?? '';
  const told = await raw([
    'GET /api/session HTTP/1.1',
    'Host: kiosk',
    `Cookie: couchkey_session=${session}`,
    'X-Couchkey-Screen: Lobby\u00e9\t<b>%0d%0aSet-Cookie:a=b',
    'User-Agent: \u00ffKiosk',
    'Connection: close'
  ]);
  expect(told).toMatch(/^HTTP\/1\.1 200 /);
  expect(told).not.toMatch(/^set-cookie: a=b/im);
  const named = aScreen(gateway.url, { 'x-couchkey-screen': `Lobby\u00e9 ${'x'.repeat(500)}` });
  await named.begin();
  await named.send('POST', '/api/plex/oauth/pin');
  const asked = sim.journal.all({ route: 'pins.create' });
  expect(asked.length).toBeGreaterThan(0);
  asked.forEach(({ headers }) => expect(JSON.stringify(headers)).not.toMatch(/\\u00|\\[rn]/));
});

test('whoever planted a session before somebody signed in on it has nothing of it afterwards', async () => {
  const screen = await screenAt();
  const planted = aScreen(gateway.url);
  screen.cookies.forEach((value, name) => planted.cookies.set(name, value));
  planted.csrf = screen.csrf;
  const { code } = (await screen.send('POST', '/api/plex/oauth/pin')).body;
  expect(sim.phone.twoFactor(code.text, 'theo')).toMatchObject({ ok: true });
  await until(
    async () => (await screen.get(`/api/plex/oauth/pin/${code.id}/check?waitMs=5000`)).body.kind === 'granted'
  );
  expect((await screen.send('POST', '/api/plex/account', { remember: true })).status).toBe(200);
  const { csrf } = planted;
  expect((await planted.get('/api/plex/restore')).status).toBe(401);
  expect((await planted.send('POST', '/api/plex/logout', undefined, { 'x-csrf-token': csrf })).status).toBe(
    401
  );
  expect((await planted.begin()).body.signedIn).toBe(false);
  expect((await screen.begin()).body.signedIn).toBe(true);
});

describe('TMDB hands out what was approved once', () => {
  test('so when the gateway dies between hearing and writing it, the code is gone, and the next one works', async () => {
    const screen = await screenAt();
    const tokenOf = ({ link }: { link: string }): string => link.split('/').pop() ?? '';
    const { code } = (await screen.send('POST', '/api/tmdb/oauth/pin')).body;
    await gateway.stop();
    sim.phone.approveTmdb(tokenOf(code));
    const heard = await fetch(`${sim.urls.tmdb}/3/authentication/session/new?api_key=${sim.tmdb.apiKey}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request_token: tokenOf(code) })
    });
    expect(heard.status).toBe(200);
    gateway = await start({ COUCHKEY_PORT: new URL(gateway.url).port });
    const kindOf = async (id: string): Promise<string> =>
      (await screen.get(`/api/tmdb/oauth/pin/${id}/check?waitMs=5000`)).body.kind;
    await until(async () => (await kindOf(code.id)) === 'gone');
    const next = (await screen.send('POST', '/api/tmdb/oauth/pin')).body.code;
    expect(tokenOf(next)).not.toBe(tokenOf(code));
    sim.phone.approveTmdb(tokenOf(next));
    await until(async () => (await kindOf(next.id)) === 'granted');
  });
});
