// promises: X3
/** JWT mode against the simulator: the key, the renewal, the clock that is wrong, and the way to a server. */
import { askAs } from '../../src/modules/plex/auth/account-token';
import { DEFAULTS } from '../../src/modules/plex/auth/constants';
import { claimsOf } from '../../src/modules/plex/auth/json-web-token';
import { createPlexJwt } from '../../src/modules/plex/auth/plex-jwt';
import { plexRequest } from '../../src/modules/plex/auth/plex-request';
import { stableSigner } from '../../src/platform/signer-stable';
import { startSimulator, type Simulator } from '../simulator/start';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { plexWorld, type ProviderWorld } from '../support/provider-worlds';
import { realClock, type RealClock } from '../support/real-clock';
import type { Code } from '../../src/core/model/session-state';

const DAY = 86_400_000;
const FIFTY_YEARS = 50 * 365 * DAY;

let sim: Simulator;
let clock: RealClock;
let world: ProviderWorld;

beforeEach(async () => {
  sim = await startSimulator();
  begin(0);
});

afterEach(() => sim.stop());

function begin(wallOffsetMs: number, person = 'theo'): void {
  clock = realClock(wallOffsetMs);
  world = plexWorld(sim, 'jwt', person, { clock });
}

/** What a power cut leaves: the vault, and a memory that knows nothing. */
function restart(): void {
  world = plexWorld(sim, 'jwt', 'theo', { clock, vault: world.vault });
}

function token(): string {
  return JSON.parse(world.vault.disk.get('plex.signIn') ?? '{}').accountToken;
}

async function signIn(): Promise<Code> {
  const code = await world.provider().requestCode();
  world.approve(code);
  await world.provider().checkCode(code.id);
  await world.provider().loadAccount();
  return code;
}

function pass(ms: number): void {
  clock.jump(ms);
  sim.clock.jump(ms);
}

function count(route: string): number {
  return sim.journal.all({ route }).length;
}

it('signs in with a JWT, under an identifier of its own and with four letters to type', async () => {
  const code = await signIn();
  expect(code.text).toHaveLength(4);
  expect(claimsOf(token())).not.toBeNull();
  expect(world.vault.disk.has('plex.jwtClientId')).toBe(true);
  expect(world.vault.disk.has('clientId')).toBe(false);
});

it('signs each look anew, so that none carries a proof that has run out', async () => {
  const code = await world.provider().requestCode();
  await world.provider().checkCode(code.id);
  pass(6 * 60_000);
  await world.provider().checkCode(code.id);
  const proofs = sim.journal.all({ route: 'pins.poll' }).map((each) => each.query['deviceJWT'] ?? '');
  const [first, second] = proofs.map((proof) => claimsOf(proof));
  expect(second?.issuedAt ?? 0).toBeGreaterThan(first?.endsAt ?? Infinity);
  world.approve(code);
  await world.provider().checkCode(code.id);
  expect(claimsOf(token())).not.toBeNull();
});

it('ends online: switching to oneself earns a token that a media server takes', async () => {
  await signIn();
  const ports = { http: nodeHttp(), vault: world.vault, clock, jwt: createPlexJwt(stableSigner()) };
  const config = { ...DEFAULTS, mode: 'jwt' as const, plexUrl: sim.urls.plex };
  const context = { ports, config, memory: world.memory };
  const list = (as: 'account' | 'profile') =>
    askAs(context, as, (me, secret) => plexRequest(me, 'GET', '/resources?includeHttps=1', secret)).then(
      ({ reply }) =>
        (JSON.parse(reply.text) as { owned: boolean; provides: string; accessToken: string }[]).find(
          (each) => each.owned && each.provides === 'server'
        )
    );
  expect(claimsOf((await list('account'))?.accessToken ?? '')).not.toBeNull();
  const grant = (await list('profile'))?.accessToken ?? '';
  expect(claimsOf(grant)).toBeNull();
  const server = sim.media.all().find((each) => each.name === 'Harbour House');
  const port = String(server?.addresses[0]?.listener.port);
  const ask = (secret: string) =>
    ports.http.send({
      method: 'GET',
      url: `http://127.0.0.1:${port}/library/sections`,
      headers: { Accept: 'application/json', 'X-Plex-Token': secret },
      timeoutMs: 5000
    });
  expect((await ask(token())).status).toBe(401);
  expect((await ask(grant)).status).toBe(200);
});

describe('renewal', () => {
  it('happens in the token’s last day and not before', async () => {
    await signIn();
    const first = token();
    pass(5.9 * DAY);
    await world.provider().confirmAccount();
    expect(token()).toBe(first);
    pass(0.2 * DAY);
    await world.provider().confirmAccount();
    expect(token()).not.toBe(first);
    expect(count('jwt.exchange')).toBe(1);
  });

  it('that fails in the last day leaves the token, which is still good', async () => {
    await signIn();
    const first = token();
    pass(6.5 * DAY);
    sim.faults.set({ kind: 'status', status: 503, route: 'jwt.exchange' });
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
    expect(token()).toBe(first);
  });

  it('follows "expired", once, and the question is asked again', async () => {
    await signIn();
    const first = token();
    pass(30 * DAY);
    restart();
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
    expect(token()).not.toBe(first);
    expect(count('jwt.exchange')).toBe(1);
  });

  it('is shared by all who need it at the same time', async () => {
    await signIn();
    pass(30 * DAY);
    await Promise.all([1, 2, 3, 4].map(() => world.provider().confirmAccount()));
    expect(count('jwt.exchange')).toBe(1);
  });

  it.each([
    ['plex.tv is down', { kind: 'status', status: 503, path: '/api/v2/auth/*' }, 'serviceDown'],
    ['nonces are rationed', { kind: 'status', status: 429, route: 'jwt.nonce' }, 'busy'],
    ['the line breaks', { kind: 'resetBeforeHeaders', route: 'jwt.exchange' }, 'unreachable']
  ] as const)('while %s is no sign-out', async (_why, fault, code) => {
    await signIn();
    pass(30 * DAY);
    const id = sim.faults.set(fault);
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code });
    sim.faults.clear(id);
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
  });

  it('cannot help a device that was removed: that is the end', async () => {
    await signIn();
    sim.plex.removeDevice(world.vault.disk.get('plex.jwtClientId') ?? '');
    pass(30 * DAY);
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
  });

  it('is tried once: a fresh token that is "expired" again is the end', async () => {
    await signIn();
    sim.faults.set({ kind: 'status', status: 498, route: 'ping' });
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
    expect(count('jwt.exchange')).toBe(1);
  });
});

describe.each([
  ['fifty years behind', -FIFTY_YEARS],
  ['three hours ahead', 3 * 3_600_000]
])('a set whose clock is %s', (_name, offset) => {
  beforeEach(() => begin(offset));

  it('signs in with a JWT', async () => {
    await signIn();
    expect(claimsOf(token())).not.toBeNull();
  });

  it('goes on with its code after a restart', async () => {
    const code = await world.provider().requestCode();
    clock = realClock(offset);
    restart();
    world.approve(code);
    await world.provider().checkCode(code.id);
    expect(claimsOf(token())).not.toBeNull();
  });

  it('renews after a restart', async () => {
    await signIn();
    sim.clock.jump(30 * DAY);
    clock = realClock(offset);
    restart();
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
  });
});

it('says when plex.tv insists on the older kind of token, and stores none', async () => {
  const code = await world.provider().requestCode();
  world.approve(code);
  sim.faults.set({ kind: 'status', status: 400, route: 'jwt.register' });
  sim.faults.set({ kind: 'status', status: 422, route: 'jwt.exchange' });
  // A look without a proof, as an older version of the program would take it, has spent the PIN on a legacy token.
  const headers = {
    Accept: 'application/json',
    'X-Plex-Client-Identifier': world.vault.disk.get('plex.jwtClientId') ?? ''
  };
  await nodeHttp().send({
    method: 'GET',
    url: `${sim.urls.plex}/api/v2/pins/${code.id}`,
    headers,
    timeoutMs: 5000
  });
  await expect(world.provider().checkCode(code.id)).rejects.toMatchObject({ code: 'jwtDowngraded' });
  expect(world.vault.disk.has('plex.signIn')).toBe(false);
});

it('asks for the PIN of a guarded account before it goes online', async () => {
  begin(0, 'ada');
  await signIn();
  const record = JSON.parse(world.vault.disk.get('plex.signIn') ?? '');
  expect(record).toMatchObject({ profileToken: null, signIn: { hasProfiles: true } });
  const { signIn: known } = await world.provider().openProfile(record.signIn.account.id, '1234');
  expect(known.profile.guarded).toBe(true);
  expect(claimsOf(world.memory.guarded?.token ?? '')).toBeNull();
});

it('makes no second key because the first could not be read', async () => {
  const vault = memoryVault();
  world = plexWorld(sim, 'jwt', 'theo', { clock, vault });
  await world.provider().requestCode();
  vault.disk.set('plex.jwtKey', '{"version":1,"ki');
  await expect(world.provider().requestCode()).rejects.toEqual({ code: 'storage' });
});
