// promises: B2 B4 B5 T6
/** A packaged app at its gateway: tokens instead of cookies, and no other origin gets more than an app may have. */
import { ROUTES } from '../../../src/gateway/http/routes';
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen, type Reply } from '../../support/gateway-screen';
import { towards } from '../../support/gateway-provider-world';
import { testGateway, type TestGateway } from '../../support/gateway-world';
import { startRedis, type RedisServer } from '../../support/redis-server';

// A code is looked at every two seconds.
jest.setTimeout(60_000);

type Tokens = { readonly accessToken: string; readonly refreshToken: string };

const KEY = Buffer.alloc(32, 7).toString('base64');

let sim: Simulator;
let redis: RedisServer;
let gateway: TestGateway;
let nth = 0;

beforeAll(async () => {
  sim = await startSimulator({ media: [] });
  redis = await startRedis();
});
afterAll(async () => {
  await sim.stop();
  await redis.stop();
});
afterEach(() => gateway.stop());

async function begin(store = 'sqlite', more = {}): Promise<void> {
  nth += 1;
  const shared = store === 'redis' ? { REDIS_URL: `${redis.url}/${nth}`, COUCHKEY_KEY: KEY } : {};
  gateway = await testGateway({ ...towards(sim), ...shared, ...more });
}

/** An app has nothing of a browser's but this. */
const ask = (method: string, path: string, accessToken: string, body?: unknown): Promise<Reply> =>
  aScreen(gateway.url, { origin: 'null', authorization: `Bearer ${accessToken}` }).send(method, path, body);

async function open(refreshToken?: string): Promise<Tokens> {
  const reply = await aScreen(gateway.url).send(
    'POST',
    '/api/auth/screen',
    refreshToken === undefined ? {} : { refreshToken }
  );
  expect([reply.status, reply.headers.getSetCookie()]).toEqual([200, []]);
  return reply.body;
}

async function codeFor({ accessToken }: Tokens): Promise<{ id: string; text: string }> {
  return (await ask('POST', '/api/plex/oauth/pin', accessToken)).body.code;
}

async function signIn(tokens: Tokens, person = 'theo'): Promise<Reply> {
  const { id, text } = await codeFor(tokens);
  expect(sim.phone.twoFactor(text, person)).toMatchObject({ ok: true });
  const check = await ask('GET', `/api/plex/oauth/pin/${id}/check?waitMs=20000`, tokens.accessToken);
  expect(check.body).toEqual({ kind: 'granted', remembered: true });
  const reply = await ask('POST', '/api/plex/account', tokens.accessToken, { remember: true });
  expect([reply.status, reply.headers.getSetCookie()]).toEqual([200, []]);
  return reply;
}

async function personOf({ accessToken }: Pick<Tokens, 'accessToken'>): Promise<unknown> {
  const { status, body } = await ask('GET', '/api/session', accessToken);
  return status === 200 ? body.userTitle : status;
}

const events = async (): Promise<readonly string[]> =>
  (await gateway.world.house.stores.audit.page(50, null)).items.map(({ event }) => event);

describe.each(['sqlite', 'redis'])('an app over %s', (store) => {
  beforeAll(() => void (nth = 0));
  beforeEach(() => begin(store));

  it('shows one code, and the same one after any number of power cuts', async () => {
    const tokens = await open();
    const { id } = await codeFor(tokens);
    const again = await open(tokens.refreshToken);
    expect(again.refreshToken).toBeNull();
    expect((await codeFor(again)).id).toBe(id);
    expect((await codeFor(await open(tokens.refreshToken))).id).toBe(id);
  });

  it('signs in without a CSRF token, and no token of its own has to change for it', async () => {
    const tokens = await open();
    const { body } = await signIn(tokens);
    expect(body).toMatchObject({ csrf: null, refreshToken: tokens.refreshToken });
    expect(await personOf(tokens)).toBe('Theo');
    expect((await ask('POST', '/api/plex/validate', tokens.accessToken)).status).toBe(204);
  });

  it('finds its person again though the answer to the sign-in never came', async () => {
    const tokens = await open();
    await signIn(tokens);
    expect(await personOf(await open(tokens.refreshToken))).toBe('Theo');
  });

  it('may lose the answer to a refresh, which counts until the next one was used', async () => {
    const first = await open();
    await signIn(first);
    await open(first.refreshToken);
    const second = await open(first.refreshToken);
    expect(await personOf(second)).toBe('Theo');
  });

  it('ends for both when a copy of a spent refresh token is shown', async () => {
    const first = await open();
    await signIn(first);
    const second = await open(first.refreshToken);
    const third = await open(second.refreshToken);
    const thief = await open(first.refreshToken);
    expect(await personOf(thief)).toBeNull();
    expect(await personOf(third)).toBe(401);
    expect(await personOf(await open(third.refreshToken))).toBeNull();
    expect(await events()).toContain('deviceReplayed');
  });

  it('is out at once when it signs out, and begins as nobody', async () => {
    const tokens = await open();
    await signIn(tokens);
    expect((await ask('POST', '/api/plex/logout', tokens.accessToken)).status).toBe(204);
    expect(await personOf(tokens)).toBe(401);
    expect(await personOf(await open(tokens.refreshToken))).toBeNull();
  });

  it('is out at once when its screen is ended elsewhere', async () => {
    const [one, other] = [await open(), await open()];
    await signIn(one);
    await signIn(other);
    const { sessions } = (await ask('GET', '/api/sessions', one.accessToken)).body;
    expect(sessions).toHaveLength(2);
    const { id } = sessions.find(({ isThis }: { isThis: boolean }) => !isThis);
    expect((await ask('DELETE', `/api/sessions/${id}`, one.accessToken)).status).toBe(204);
    expect([await personOf(one), await personOf(other)]).toEqual(['Theo', 401]);
  });

  it('becomes somebody else’s with a refresh token that counts', async () => {
    const first = await open();
    await signIn(first);
    const second = await open(first.refreshToken);
    const { body } = await signIn({ ...second, refreshToken: '' }, 'ada');
    expect(await personOf(await open(body.refreshToken))).toBe('Ada');
    expect(await personOf(await open(second.refreshToken))).toBeNull();
  });
});

describe('an app', () => {
  beforeEach(() => begin());

  it('is not found by its handle, by another’s proof, or by a token of a script', async () => {
    const [one, other] = [await open(), await open()];
    await signIn(one);
    const [handle, proof] = [/^(.*)\.[^.]*$/, /[^.]*$/].map((part) => part.exec(one.refreshToken)?.[0] ?? '');
    const [, foreign = ''] = /\.([^.]*)$/.exec(other.refreshToken) ?? [];
    const tries = [`${handle}.${'x'.repeat(43)}`, `${handle}.${foreign}`, `.${proof}`, 'x'.repeat(60)];
    for (const each of tries) {
      expect(await personOf(await open(each))).toBeNull();
    }
    const claims = JSON.parse(Buffer.from(one.accessToken.split('.')[1] ?? '', 'base64url').toString());
    const forged = [one.accessToken.split('.')[0], part({ ...claims, aud: 'couchkey-api' }), proof].join('.');
    expect(await personOf({ accessToken: forged })).toBe(401);
    const script = (await ask('POST', '/api/auth/token', one.accessToken, { clientName: 'a script' })).body;
    expect(await personOf(await open(script.refreshToken))).toBeNull();
  });

  it('is what its token says, whatever cookie comes along', async () => {
    const browser = aScreen(gateway.url);
    await browser.begin();
    const { accessToken } = await open();
    const authorization = { authorization: `Bearer ${accessToken}` };
    const reply = await browser.send('POST', '/api/session/remember', { remember: true }, authorization);
    expect(reply.status).toBe(404);
    expect((await browser.send('GET', '/api/session', undefined, authorization)).body.csrf).toBeNull();
    const refused = await browser.send('GET', '/api/session', undefined, { authorization: 'Bearer x' });
    expect(refused.body.error.code).toBe('ACCESS_TOKEN_INVALID');
  });

  it('cannot be made without end from one address', async () => {
    await gateway.stop();
    await begin('sqlite', { COUCHKEY_LIMIT_NEW_SCREENS: '3' });
    for (let n = 0; n < 3; n += 1) await open();
    const { status, headers } = await aScreen(gateway.url).send('POST', '/api/auth/screen', {});
    expect([status, headers.get('retry-after')]).toEqual([429, expect.any(String)]);
  });
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a page from elsewhere', () => {
  const allowed = async (origin: string, path: string): Promise<string | null> => {
    const { headers } = await aScreen(gateway.url, { origin }).get(path);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('access-control-expose-headers')).toContain('retry-after');
    return headers.get('access-control-allow-origin');
  };
  const preflight = async (origin: string, path: string): Promise<string | null> => {
    const asked = { origin, 'access-control-request-method': 'POST' };
    const { headers } = await aScreen(gateway.url, asked).send('OPTIONS', path);
    return headers.get('access-control-allow-origin');
  };

  it('is answered where an app has business, when it comes from where apps come from', async () => {
    await begin();
    for (const path of [
      '/api/session',
      '/api/status',
      '/api/plex/servers',
      '/api/plex/test-connection',
      '/api/plex/servers/x/look',
      '/api/pms/x/library/sections',
      '/api/auth/screen'
    ]) {
      for (const origin of ['null', 'file://']) {
        expect([path, await allowed(origin, path), await preflight(origin, path)]).toEqual([
          path,
          origin,
          origin
        ]);
      }
      for (const origin of ['https://evil.example', 'null.evil.example', 'http://127.0.0.1']) {
        expect([path, await allowed(origin, path), await preflight(origin, path)]).toEqual([
          path,
          null,
          null
        ]);
      }
    }
  });

  it('is answered nowhere else, a refusal included', async () => {
    await begin();
    const closed = ROUTES.filter(({ apps }) => apps !== true);
    expect(closed.length).toBeGreaterThan(20);
    const own = ['/healthz', '/openapi.json'].map((path) => ({ method: 'GET', path }));
    for (const { method, path } of [...closed, ...own]) {
      const { headers } = await aScreen(gateway.url, { origin: 'null' }).send(
        method,
        path.replace(/:\w+/g, 'x')
      );
      expect([method, path, headers.get('access-control-allow-origin')]).toEqual([method, path, null]);
    }
    const shared = ROUTES.filter(({ apps }) => apps === true).map(({ path }) => path);
    for (const { path } of closed.filter((route) => !shared.includes(route.path))) {
      expect([path, await preflight('null', path.replace(/:\w+/g, 'x'))]).toEqual([path, null]);
    }
  });

  it('is told of a route that this gateway does not know, as an app may be newer', async () => {
    await begin();
    for (const path of ['/api/plex/unheard-of', '/api/sessionx']) {
      expect([path, await allowed('null', path), await preflight('null', path)]).toEqual([
        path,
        'null',
        'null'
      ]);
      expect([path, await allowed('https://evil.example', path)]).toEqual([path, null]);
    }
  });

  it('is answered from the origins the operator names, or from none', async () => {
    await begin('sqlite', { COUCHKEY_APP_ORIGINS: 'https://app.example' });
    expect(await allowed('https://app.example', '/api/session')).toBe('https://app.example');
    expect(await allowed('null', '/api/session')).toBeNull();
    await gateway.stop();
    await begin('sqlite', { COUCHKEY_APP_ORIGINS: 'none' });
    expect(await allowed('null', '/api/session')).toBeNull();
  });
});
