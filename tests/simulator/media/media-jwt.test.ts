import { generateKeyPairSync, sign } from 'node:crypto';
import { startSimulator, type Simulator } from '../start';
import type { MediaServer } from './media-types';

const OWNER = 1001;
const FRIEND = 1005;
const CLIENT = 'jwt-tv';

let simulator: Simulator;
let own: MediaServer;
let shared: MediaServer;

beforeAll(async () => {
  simulator = await startSimulator({ media: [] });
  own = await simulator.media.add({ name: 'Den', owner: OWNER });
  shared = await simulator.media.add({ name: 'Cabin', owner: FRIEND, sharedWith: [OWNER] });
});
afterAll(() => simulator.stop());

async function ask(path: string, init: RequestInit = {}, token = '') {
  const headers = { accept: 'application/json', 'x-plex-client-identifier': CLIENT, 'x-plex-token': token };
  const response = await fetch(simulator.urls.plex + path, {
    ...init,
    headers: { ...headers, 'content-type': 'application/json' }
  });
  return response.json();
}

/** The whole way: a key, a PIN with it, the phone, and a poll signed with the key. */
async function signInWithKey(): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'EdDSA', use: 'sig' };
  const pin = await ask('/api/v2/pins', { method: 'POST', body: JSON.stringify({ jwk }) });
  simulator.phone.approve(pin.code);
  const now = Math.floor(simulator.clock.now() / 1000);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: 'plex.tv', iss: CLIENT, iat: now, exp: now + 300 };
  const signed = `${encode({ alg: 'EdDSA', typ: 'JWT', kid: jwk.kid })}.${encode(claims)}`;
  const signature = sign(null, Buffer.from(signed), privateKey).toString('base64url');
  return (await ask(`/api/v2/pins/${pin.id}?deviceJWT=${signed}.${signature}`)).authToken;
}

async function statusAt(server: MediaServer, token: string): Promise<number> {
  const url = server.addresses[0]?.listener.url ?? '';
  return (await fetch(url, { headers: { 'x-plex-token': token } })).status;
}

it('refuses a JWT, though plex.tv lists it as the token of one’s own server; a shared server has a real one', async () => {
  const jwt = await signInWithKey();
  const list = await ask('/api/v2/resources?includeHttps=1', {}, jwt);
  const tokenOf = (name: string): string =>
    list.find((server: { name: string }) => server.name === name).accessToken;
  expect(tokenOf('Den')).toBe(jwt);
  expect(await statusAt(own, jwt)).toBe(401);
  expect(tokenOf('Cabin')).toBe(shared.tokens.tokenFor(OWNER));
  expect(await statusAt(shared, tokenOf('Cabin'))).toBe(200);
});
