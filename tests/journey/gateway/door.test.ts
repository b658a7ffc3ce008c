// promises: B4, M7
import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildApp } from '../../../src/gateway/http/app';
import { openPino } from '../../../src/gateway/http/log';
import { done, ok, type Route, type Who } from '../../../src/gateway/http/route';
import { failureOf } from '../../../src/core/model/failure';
import { hashToken } from '../../../src/gateway/secrets/tokens';
import { testGateway, type Environment, type TestGateway } from '../../support/gateway-world';
import { aScreen } from '../../support/gateway-screen';

const WHOS: readonly Who[] = ['anyone', 'screen', 'user', 'admin'];
const TEXT = { type: 'string' };
const BODY = { type: 'object', additionalProperties: false, properties: { said: TEXT } };

const route = (parts: Partial<Route> & Pick<Route, 'path'>): Route => ({
  method: 'GET',
  who: 'anyone',
  summary: 'for a test',
  replies: { 200: { type: 'object', properties: { said: TEXT } }, 204: null },
  handle: async () => ok({ said: 'yes', token: 'not in the schema' }),
  ...parts
});

const throwing = (path: string, thrown: unknown): Route =>
  route({ path, handle: () => Promise.reject(thrown) });

const TRIAL: readonly Route[] = [
  ...WHOS.map((who) => route({ path: `/for/${who}`, who })),
  ...WHOS.map((who) =>
    route({ path: `/for/${who}`, who, method: 'POST', body: BODY, handle: async () => done() })
  ),
  throwing('/busy', failureOf('serviceDown', 502, 7000)),
  throwing('/refused', failureOf('issuerRefused', 401)),
  throwing('/bug', new Error('secret detail of ours'))
];

type Door = {
  readonly gateway: TestGateway;
  readonly app: FastifyInstance;
  readonly stop: () => Promise<void>;
};

async function aDoor(environment: Environment = {}): Promise<Door> {
  const gateway = await testGateway(environment);
  const { world } = gateway;
  const app = await buildApp({
    world,
    logger: openPino('silent'),
    routes: TRIAL,
    version: '0',
    readBearer: async (_world, text) =>
      text === 'good' ? { kind: 'client', userId: 'u', role: 'admin', familyId: 'f' } : null
  });
  return { gateway, app, stop: async () => void (await app.close(), await gateway.stop()) };
}

type Somebody = { readonly cookie: string; readonly csrf: string };

async function somebody({ gateway }: Door, role: 'user' | 'admin' | null, notes = {}): Promise<Somebody> {
  const { sessions, users } = gateway.world.house.stores;
  const cookie = `cookie of ${role ?? 'nobody'} ${Math.random()}`;
  const issuerId = `p ${role}`;
  const user =
    role === null ? null : await users.meet({ id: `${role}`, title: role, role, provider: 'plex', issuerId });
  const session = await sessions.create({
    ...{ address: '', agent: '', screenName: '', deviceId: null, csrf: `csrf ${role}` },
    ...{ id: cookie, hash: hashToken(cookie), userId: user === null ? null : user.user.id }
  });
  await Promise.all(
    Object.entries(notes).map(([name, value]) => sessions.note(session.id, name, String(value)))
  );
  return { cookie, csrf: session.csrf };
}

async function ask({ app }: Door, url: string, parts: InjectOptions = {}, who?: Somebody): Promise<any> {
  const cookie = who === undefined ? {} : { cookie: `couchkey_session=${encodeURIComponent(who.cookie)}` };
  const headers = { ...cookie, ...parts.headers };
  const reply = await app.inject({ method: 'GET', ...parts, url, headers });
  return { status: reply.statusCode, headers: reply.headers, code: codeIn(reply.body), text: reply.body };
}

function codeIn(text: string): string | null {
  try {
    return JSON.parse(text).error.code;
  } catch {
    return null;
  }
}

describe('who is let in', () => {
  let door: Door;
  beforeAll(async () => void (door = await aDoor()));
  afterAll(() => door.stop());

  test.each([
    ['nobody', null, ['', 'NO_SESSION', 'NO_SESSION', 'NO_SESSION']],
    ['a stranger', 'stranger', ['', '', 'SIGN_IN_NEEDED', 'SIGN_IN_NEEDED']],
    ['a user', 'user', ['', '', '', 'ADMIN_ONLY']],
    ['an admin without the PIN', 'admin', ['', '', '', 'ADMIN_PIN_NEEDED']],
    ['an admin with the PIN', 'unlocked', ['', '', '', '']]
  ])('%s', async (_words, kind, expected) => {
    const notes = kind === 'unlocked' ? { adminUntil: door.gateway.world.clock.wall() + 60000 } : {};
    const role = kind === 'stranger' ? null : kind === 'user' ? 'user' : 'admin';
    const who = kind === null ? undefined : await somebody(door, role, notes);
    for (const [index, each] of WHOS.entries()) {
      expect((await ask(door, `/for/${each}`, {}, who)).code ?? '').toBe(expected[index]);
    }
  });

  test('an admin PIN given too long ago counts no more', async () => {
    const who = await somebody(door, 'admin', { adminUntil: door.gateway.world.clock.wall() - 1 });
    expect((await ask(door, '/for/admin', {}, who)).code).toBe('ADMIN_PIN_NEEDED');
  });

  test('an access token is taken at its word, without a CSRF token; a bad one is refused even beside a good cookie', async () => {
    const post = { method: 'POST', body: {} } as const;
    const good = { ...post, headers: { authorization: 'Bearer good' } };
    expect((await ask(door, '/for/admin', good)).status).toBe(204);
    const bad = { ...post, headers: { authorization: 'Bearer bad' } };
    expect((await ask(door, '/for/anyone', bad, await somebody(door, 'user'))).code).toBe(
      'ACCESS_TOKEN_INVALID'
    );
    const odd = { ...post, headers: { authorization: 'Basic Z29vZA==' } };
    expect((await ask(door, '/for/anyone', odd)).code).toBe('ACCESS_TOKEN_INVALID');
  });

  test('a screen that changes something shows its CSRF token, its own and no other', async () => {
    const who = await somebody(door, 'user');
    const post = (csrf?: string): InjectOptions => ({
      method: 'POST',
      body: {},
      headers: csrf === undefined ? {} : { 'x-csrf-token': csrf }
    });
    expect((await ask(door, '/for/user', post(), who)).code).toBe('CSRF_REFUSED');
    expect((await ask(door, '/for/user', post('csrf admin'), who)).code).toBe('CSRF_REFUSED');
    expect((await ask(door, '/for/user', post(who.csrf), who)).status).toBe(204);
  });

  test('plain http from beyond this machine is refused, unless it was allowed', async () => {
    const far = { remoteAddress: '192.0.2.9' };
    expect((await ask(door, '/for/anyone', far)).code).toBe('TLS_NEEDED');
    const open = await aDoor({ COUCHKEY_INSECURE_LAN: 'true' });
    expect((await ask(open, '/for/anyone', far)).status).toBe(200);
    await open.stop();
  });
});

describe('what is said of trouble', () => {
  let door: Door;
  beforeAll(async () => void (door = await aDoor()));
  afterAll(() => door.stop());

  test('a failure of the core travels whole, under the names that Bazarr gave', async () => {
    const { status, headers, text } = await ask(door, '/busy');
    expect([status, headers['retry-after']]).toEqual([503, '7']);
    expect(JSON.parse(text).error).toMatchObject({
      code: 'PLEX_CONNECTION_ERROR',
      failure: { code: 'serviceDown', status: 502, retryAfterMs: 7000 }
    });
    expect((await ask(door, '/refused')).status).toBe(401);
  });

  test('a bug says that it is one, and nothing of itself', async () => {
    const { status, text } = await ask(door, '/bug');
    expect(status).toBe(500);
    expect(text).not.toContain('secret detail');
  });

  const post = (payload: string, type = 'application/json'): InjectOptions => ({
    method: 'POST',
    payload,
    headers: { 'content-type': type }
  });

  test.each([
    ['no JSON', post('{"said":'), 'BAD_REQUEST'],
    ['a field that is not known', post('{"other":1}'), 'BAD_REQUEST'],
    ['the wrong type', post('{"said":1}'), 'BAD_REQUEST'],
    ['a poisoned prototype', post('{"__proto__":{"role":"admin"}}'), 'BAD_REQUEST'],
    ['a poisoned constructor', post('{"constructor":{"prototype":{"role":"admin"}}}'), 'BAD_REQUEST'],
    ['nesting without end', post('['.repeat(8000) + ']'.repeat(8000)), 'BAD_REQUEST'],
    ['more than anybody has to say', post(JSON.stringify({ said: 'x'.repeat(20000) })), 'TOO_LARGE'],
    ['another kind of body', post('<said/>', 'application/xml'), 'BAD_REQUEST']
  ])('%s is refused in the one shape', async (_words, request, code) => {
    expect((await ask(door, '/for/anyone', request)).code).toBe(code);
  });

  test.each(['/nowhere', '/%', '/for/%c0%ae', '//for/anyone', '/for/anyone/..%2f..%2fetc'])(
    '%s is not there',
    async (url) => {
      expect((await ask(door, url)).code).toMatch(/NOT_FOUND|BAD_REQUEST/);
    }
  );

  test('what a route does not describe does not leave it', async () => {
    expect((await ask(door, '/for/anyone')).text).toBe('{"said":"yes"}');
  });
});

describe('limits', () => {
  test('a stranger has fewer requests a minute than a user, and both are told', async () => {
    const door = await aDoor({ COUCHKEY_LIMIT_STRANGER: '2', COUCHKEY_LIMIT_USER: '3' });
    const tries = async (who: Somebody): Promise<number[]> => {
      const replies = [];
      for (let nth = 0; nth < 4; nth += 1) {
        replies.push(await ask(door, '/for/screen', {}, who));
      }
      expect(replies[3].headers['retry-after']).toMatch(/^[1-9]\d*$/);
      expect(replies[0].headers['ratelimit-remaining']).toBe(
        String(Number(replies[0].headers['ratelimit-limit']) - 1)
      );
      return replies.map(({ status }) => status);
    };
    expect(await tries(await somebody(door, null))).toEqual([200, 200, 429, 429]);
    expect(await tries(await somebody(door, 'user'))).toEqual([200, 200, 200, 429]);
    await door.stop();
  });

  test('forged X-Forwarded headers buy nothing: neither another address nor a secure cookie', async () => {
    const door = await aDoor({ COUCHKEY_LIMIT_ADDRESS: '2' });
    const asked = async (nth: number): Promise<number> =>
      (await ask(door, '/for/anyone', { headers: { 'x-forwarded-for': `198.51.100.${nth}` } })).status;
    expect([await asked(1), await asked(2), await asked(3)]).toEqual([200, 200, 429]);
    await door.stop();
  });

  test('dropping the cookie makes only so many new screens', async () => {
    const gateway = await testGateway({ COUCHKEY_LIMIT_NEW_SCREENS: '2' });
    const fresh = async (): Promise<number> => (await aScreen(gateway.url).begin()).status;
    expect([await fresh(), await fresh(), await fresh()]).toEqual([200, 200, 429]);
    await gateway.stop();
  });
});

describe('cookies', () => {
  test('a screen is given its session once and keeps it; no script can read it', async () => {
    const gateway = await testGateway();
    const screen = aScreen(gateway.url);
    const first = await screen.begin();
    expect(first.headers.getSetCookie()[0]).toMatch(
      /^couchkey_session=.{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/
    );
    const again = await screen.begin();
    expect(again.body.csrf).toBe(first.body.csrf);
    await gateway.stop();
  });

  test('behind a proxy that is trusted and speaks TLS the cookie is Secure and bound to the host', async () => {
    const gateway = await testGateway({
      COUCHKEY_PUBLIC_URL: 'https://kiosk.example',
      COUCHKEY_TRUSTED_PROXIES: '127.0.0.1'
    });
    const proxied = aScreen(gateway.url, { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.4' });
    const line = (await proxied.begin()).headers.getSetCookie()[0];
    expect(line).toMatch(/^__Host-couchkey_session=/);
    expect(line).toMatch(/Secure/);
    expect(line).not.toMatch(/Domain/i);
    const [session] = (await gateway.world.house.stores.sessions.list(null, 9, null)).items;
    expect(session).toBeUndefined();
    await gateway.stop();
  });

  test('a remembered screen comes back signed in with a new cookie; its old copy ends the memory, and that is noted', async () => {
    const gateway = await testGateway();
    const { stores } = gateway.world.house;
    const { user } = await stores.users.meet({
      id: 'u',
      title: 'Ada',
      role: 'user',
      provider: 'plex',
      issuerId: '1'
    });
    await stores.devices.create({
      ...{ id: 'd', hash: hashToken('remembered'), userId: user.id },
      ...{ address: '', agent: '', screenName: '' }
    });
    const screen = aScreen(gateway.url);
    screen.cookies.set('couchkey_device', 'remembered');
    expect((await screen.begin()).body).toMatchObject({ signedIn: true, userTitle: 'Ada', role: 'user' });
    expect(screen.cookies.get('couchkey_device')).not.toBe('remembered');
    screen.cookies.delete('couchkey_session');
    expect((await screen.begin()).body.signedIn).toBe(true);
    const thief = aScreen(gateway.url);
    thief.cookies.set('couchkey_device', 'remembered');
    expect((await thief.begin()).body.signedIn).toBe(false);
    const [entry] = (await stores.audit.page(1, null)).items;
    expect(entry).toMatchObject({ event: 'deviceReplayed', unusual: true, userId: 'u' });
    await gateway.stop();
  });
});

describe('what is written down', () => {
  test('neither cookie nor CSRF token nor a query reaches the log', async () => {
    const gateway = await testGateway();
    const screen = aScreen(gateway.url);
    await screen.begin();
    await screen.get('/api/session?X-Plex-Token=abcdefghijklmnopqrst');
    await gateway.stop();
    const secrets = [screen.csrf, ...screen.cookies.values(), 'abcdefghijklmnopqrst'];
    expect(gateway.logged()).toContain('"route":"/api/session"');
    expect(secrets.filter((secret) => gateway.logged().includes(secret))).toEqual([]);
  });
});
