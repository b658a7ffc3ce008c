import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { ask, post, signInAs, type Asked } from '../ask';
import { startSimulator, type Simulator } from '../start';

const DAY = 86_400_000;

type Key = { readonly jwk: any; readonly privateKey: KeyObject };

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(x)).digest('base64url');
  return { jwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }, privateKey };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string | undefined): any {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
}

function deviceJwt(key: Key, claims: Record<string, unknown> = {}): string {
  const now = Math.floor(simulator.clock.now() / 1000);
  const header = encode({ alg: 'EdDSA', typ: 'JWT', kid: key.jwk.kid });
  const body = encode({ aud: 'plex.tv', iss: 'tv-jwt', iat: now, exp: now + 300, ...claims });
  const signature = sign(null, Buffer.from(`${header}.${body}`), key.privateKey).toString('base64url');
  return `${header}.${body}.${signature}`;
}

const AS_TV = { client: 'tv-jwt' };

async function claimedPin(jwk: unknown): Promise<string> {
  const pin = await post(simulator, '/api/v2/pins', { ...AS_TV, json: jwk === null ? {} : { jwk } });
  simulator.phone.approve(pin.body.code);
  return pin.body.id;
}

async function pollWith(id: string, jwt: string): Promise<string> {
  return (await ask(simulator, `/api/v2/pins/${id}?deviceJWT=${jwt}`, AS_TV)).body.authToken;
}

async function signIn(key: Key): Promise<string> {
  return pollWith(await claimedPin(key.jwk), deviceJwt(key));
}

async function nonce(client = 'tv-jwt'): Promise<string> {
  return (await ask(simulator, '/api/v2/auth/nonce', { client })).body.nonce;
}

function exchange(jwt: string): Promise<Asked> {
  return post(simulator, '/api/v2/auth/token', { ...AS_TV, json: { jwt } });
}

async function user(token: string): Promise<number> {
  return (await ask(simulator, '/api/v2/user', { ...AS_TV, token })).status;
}

describe('a PIN with a key', () => {
  it('hands out a JWT of seven days that plex.tv’s published key signed', async () => {
    const key = newKey();
    const token = await signIn(key);
    const [header, body, signature] = token.split('.');
    const claims = decode(body);
    expect(claims).toMatchObject({ iss: 'plex.tv', thumbprint: key.jwk.kid, user: { id: 1001 } });
    expect(claims.aud).toEqual(expect.arrayContaining(['plex.tv', 'tv-jwt']));
    expect((claims.exp - claims.iat) * 1000).toBe(7 * DAY);
    const { keys } = (await ask(simulator, '/api/v2/auth/keys')).body;
    const published = createPublicKey({ key: keys[0], format: 'jwk' });
    const signed = Buffer.from(`${header}.${body}`);
    expect(verify(null, signed, published, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
    expect(decode(header).kid).toBe(keys[0].kid);
    expect(await user(token)).toBe(200);
  });

  it.each([
    ['no device JWT', () => ''],
    ['another key', () => deviceJwt(newKey())],
    ['another issuer', (key: Key) => deviceJwt(key, { iss: 'somebody' })],
    ['another audience', (key: Key) => deviceJwt(key, { aud: 'elsewhere' })],
    ['a JWT that has run out', (key: Key) => deviceJwt(key, { exp: 1 })],
    ['nonsense', () => 'a.b.c']
  ])('silently hands out a legacy token for %s', async (_what, jwt) => {
    const key = newKey();
    expect(await pollWith(await claimedPin(key.jwk), jwt(key))).toMatch(/^[A-Za-z0-9]{20}$/);
  });

  it('hands out a legacy token when the PIN had no key', async () => {
    expect(await pollWith(await claimedPin(null), deviceJwt(newKey()))).not.toContain('.');
  });

  it('takes RSA keys too', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'rsa-1', alg: 'RS256' };
    const id = await claimedPin(jwk);
    const now = Math.floor(simulator.clock.now() / 1000);
    const signed = `${encode({ alg: 'RS256', kid: 'rsa-1' })}.${encode({ aud: 'plex.tv', iss: 'tv-jwt', iat: now, exp: now + 60 })}`;
    const token = await pollWith(
      id,
      `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
    );
    expect(token.split('.')).toHaveLength(3);
  });
});

describe('a JWT', () => {
  it('answers 498 after seven days', async () => {
    const token = await signIn(newKey());
    simulator.clock.jump(7 * DAY - 60_000);
    expect(await user(token)).toBe(200);
    simulator.clock.jump(60_000);
    expect(await user(token)).toBe(498);
  });

  it('kills the legacy token of its client identifier, and that identifier cannot go back', async () => {
    const legacy = await signInAs(simulator, 'ada', 'tv-jwt');
    const elsewhere = await signInAs(simulator, 'ada', 'tv-other');
    await signIn(newKey());
    expect([await user(legacy), await user(elsewhere)]).toEqual([401, 200]);
    expect(await user(await signInAs(simulator, 'ada', 'tv-jwt'))).toBe(401);
  });

  it('comes back from /resources as the token of one’s own servers, but not of shared ones', async () => {
    const token = await signIn(newKey());
    const { body } = await ask(simulator, '/api/v2/resources', { ...AS_TV, token });
    const own = body.filter((server: any) => server.owned);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((server: any) => server.accessToken === token)).toBe(true);
    const shared = body.filter((server: any) => !server.owned);
    expect(shared.every((server: any) => server.accessToken !== token)).toBe(true);
  });

  it('can be traded for an opaque token by switching to oneself', async () => {
    simulator.plex.users.set(1001, { pin: null });
    const token = await signIn(newKey());
    const { body: home } = await ask(simulator, '/api/v2/home/users', { ...AS_TV, token });
    const switched = await post(simulator, `/api/v2/home/users/${home.users[0].uuid}/switch`, {
      ...AS_TV,
      token
    });
    expect(switched.body.authToken).not.toContain('.');
    expect(await user(switched.body.authToken)).toBe(200);
  });

  it('can be made from a legacy token by registering a key', async () => {
    const legacy = await signInAs(simulator, 'noor', 'tv-jwt');
    const key = newKey();
    const register = (token: string) =>
      post(simulator, '/api/v2/auth/jwk', { ...AS_TV, token, json: { jwk: key.jwk } });
    expect((await register(legacy)).status).toBe(201);
    expect((await register(legacy)).status).toBe(201);
    const other = await signInAs(simulator, 'noor', 'tv-2');
    expect((await register(other)).status).toBe(422);
    const { body } = await exchange(deviceJwt(key, { nonce: await nonce() }));
    expect(await user(body.auth_token)).toBe(200);
    expect(await user(legacy)).toBe(401);
  });
});

describe('the exchange', () => {
  it('renews a JWT, also one that has run out, and embeds what the scope names', async () => {
    const key = newKey();
    const old = await signIn(key);
    simulator.clock.jump(30 * DAY);
    const jwt = deviceJwt(key, { nonce: await nonce(), scope: 'username,email' });
    const { status, body } = await exchange(jwt);
    expect(status).toBe(200);
    expect(decode(body.auth_token.split('.')[1]).user).toEqual({
      id: 1001,
      username: 'ada',
      email: 'ada@example.test'
    });
    expect([await user(old), await user(body.auth_token)]).toEqual([498, 200]);
  });

  it('spends a nonce once, within five minutes, for the device that asked', async () => {
    const key = newKey();
    await signIn(key);
    const jwt = deviceJwt(key, { nonce: await nonce() });
    expect((await exchange(jwt)).status).toBe(200);
    expect((await exchange(jwt)).status).toBe(422);
    expect((await exchange(deviceJwt(key, { nonce: await nonce('tv-2') }))).status).toBe(422);
    const late = await nonce();
    simulator.clock.jump(5 * 60_000);
    expect((await exchange(deviceJwt(key, { nonce: late }))).status).toBe(422);
    expect((await exchange(deviceJwt(key))).status).toBe(422);
  });

  it('needs a client identifier for a nonce', async () => {
    expect((await ask(simulator, '/api/v2/auth/nonce', { client: null })).status).toBe(422);
  });

  it('says which part of a JWT is wrong', async () => {
    const key = newKey();
    await signIn(key);
    const fails = async (jwt: string) => {
      const { status, body } = await exchange(jwt);
      return [status, body.errors[0].code];
    };
    const { jwk } = key;
    expect(await fails(deviceJwt({ ...newKey(), jwk }, { nonce: await nonce() }))).toEqual([422, 1095]);
    expect(await fails(deviceJwt(key, { nonce: await nonce(), iss: 'somebody' }))).toEqual([422, 1097]);
    expect(await fails(deviceJwt(key, { nonce: await nonce(), exp: 1 }))).toEqual([498, 498]);
    expect((await fails('not a jwt'))[0]).toBe(422);
  });

  it('still serves a device that was removed, but nobody takes the result', async () => {
    const key = newKey();
    const old = await signIn(key);
    simulator.plex.removeDevice('tv-jwt');
    expect(await user(old)).toBe(401);
    const { status, body } = await exchange(deviceJwt(key, { nonce: await nonce() }));
    expect(status).toBe(200);
    expect(await user(body.auth_token)).toBe(401);
    expect(await user(await signIn(key))).toBe(200);
  });
});

it('says where its keys are', async () => {
  const { body } = await ask(simulator, '/.well-known/openid-configuration');
  expect((await ask(simulator, body.jwks_uri)).body.keys).toHaveLength(1);
});
