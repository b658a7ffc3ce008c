/** An embedder in JWT mode: asking for the stored credentials once a day keeps the sign-in. */
// promises: X3
import { EventEmitter } from 'eventemitter3';
import { createPlexJwt, PlexAuth } from '../../src/modules/plex/auth';
import { stableSigner } from '../../src/platform/signer-stable';
import { startSimulator, type Simulator } from '../simulator/start';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { realClock, type RealClock } from '../support/real-clock';

const DAY = 86_400_000;
const KEY = 'embedder_auth';

let sim: Simulator;
let auth: PlexAuth;
let clock: RealClock;
let vault: ReturnType<typeof memoryVault>;

async function tokenAfter(days: number): Promise<string | undefined> {
  clock.jump(days * DAY);
  sim.clock.jump(days * DAY);
  return (await auth.getStoredCredentials())?.token.token;
}

beforeEach(async () => {
  sim = await startSimulator();
  clock = realClock();
  vault = memoryVault();
  const ports = {
    http: nodeHttp(),
    vault,
    clock,
    emitter: new EventEmitter(),
    jwt: createPlexJwt(stableSigner())
  };
  const config = {
    clientIdentifier: 'embedder',
    mode: 'jwt',
    storageKey: KEY,
    plexUrl: sim.urls.plex
  } as const;
  auth = new PlexAuth(ports, config);
  const pin = await auth.requestPin();
  sim.phone.approve(pin.code, 'lena');
  await auth.checkPinStatus(pin.id);
});

afterEach(() => sim.stop());

it('renews the token in its last day, keeps it and goes on with it', async () => {
  const first = await tokenAfter(0);
  expect(await tokenAfter(5)).toBe(first);
  const second = await tokenAfter(1.5);
  expect(second).not.toBe(first);
  expect(vault.disk.get(KEY)).toContain(second);
  expect(auth.getAuthHeaders()['X-Plex-Token']).toBe(second);
  expect(await tokenAfter(6.5)).not.toBe(second);
  expect(await auth.validateToken(auth.getCurrentUser()?.token ?? '')).toBe(true);
});

it('keeps the old token through an outage', async () => {
  const first = await tokenAfter(0);
  await sim.stop();
  expect(await tokenAfter(6.5)).toBe(first);
});

it('does not bring back who signs out while it asks', async () => {
  await tokenAfter(5);
  clock.jump(1.5 * DAY);
  const asked = auth.getStoredCredentials();
  await new Promise((resolve) => setTimeout(resolve, 1));
  await auth.clearCredentials();
  expect(await asked).toBeNull();
  expect(vault.disk.get(KEY)).toBeUndefined();
});
