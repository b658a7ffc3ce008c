// promises: R1 R2 R3 R6
/** PlexAuth as an embedder runs it: the real network, a real emitter, a person with a phone. */
import { EventEmitter } from 'eventemitter3';
import { PlexAuth, RETUNE_PRESET } from '../../src/modules/plex/auth';
import { startSimulator, type Simulator } from '../simulator/start';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { realClock } from '../support/real-clock';
import type { PlexAuthConfig } from '../../src/modules/plex/auth';

let sim: Simulator;
const vault = memoryVault();

beforeEach(async () => {
  vault.disk.clear();
  sim = await startSimulator();
});

afterEach(() => sim.stop());

function open(config: Partial<PlexAuthConfig> = {}) {
  const ports = { http: nodeHttp(), vault, clock: realClock(), emitter: new EventEmitter() };
  const auth = new PlexAuth(ports, {
    clientIdentifier: 'embedder',
    plexUrl: sim.urls.plex,
    pollMs: 20,
    ...config
  });
  const heard: boolean[] = [];
  auth.on('authChange', (is) => heard.push(is));
  return { auth, heard };
}

it('signs in while the person takes their time, is signed in after a restart, and signs out', async () => {
  const { auth, heard } = open();
  const { id, code } = await auth.requestPin();
  const waiting = auth.pollForPin(id);
  await sim.phone.slow(code, 150, 'lena');
  expect((await waiting).authToken).toMatch(/^\w{20}$/);
  const next = open().auth;
  expect((await next.getStoredCredentials())?.token).toMatchObject({
    username: 'lena',
    email: 'lena@example.test'
  });
  await auth.clearCredentials();
  expect(heard).toEqual([true, false]);
  expect(await open().auth.getStoredCredentials()).toBeNull();
});

it('signs in with a second step on the phone, which it never hears of', async () => {
  const { auth } = open();
  const { id, code } = await auth.requestPin();
  const waiting = auth.pollForPin(id);
  expect(sim.phone.approve(code, 'theo')).toEqual({ ok: false, reason: 'twoFactorNeeded' });
  sim.phone.twoFactor(code, 'theo');
  await waiting;
  expect(auth.getCurrentUser()?.username).toBe('theo');
});

it('takes over where Retune left, with Retune’s record and identifier, and nobody signs in again', async () => {
  const token = sim.plex.mintToken('lena', 'retune-client');
  const data = {
    token: {
      token,
      userId: '1006',
      username: 'lena',
      email: '',
      thumb: '',
      expiresAt: null,
      issuedAt: '2026-02-01T00:00:00.000Z'
    },
    selectedServerId: 'server-1',
    selectedServerUri: null
  };
  vault.disk.set('retune_plex_auth', JSON.stringify({ version: 1, data }));
  const { auth } = open({ ...RETUNE_PRESET, clientIdentifier: 'retune-client' });
  const kept = await auth.getStoredCredentials();
  expect(kept?.selectedServerId).toBe('server-1');
  expect(await auth.validateToken(kept?.token.token ?? '')).toBe(true);
  expect(sim.journal.all({ method: 'POST' })).toEqual([]);
});

it('cancels for good: a code approved afterwards signs nobody in', async () => {
  const { auth, heard } = open();
  const { id, code } = await auth.requestPin();
  const waiting = auth.pollForPin(id);
  await auth.cancelPin(id);
  await expect(waiting).rejects.toEqual({ code: 'cancelled' });
  sim.phone.approve(code, 'lena');
  const before = sim.journal.all({ route: 'pins.poll' }).length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sim.journal.all({ route: 'pins.poll' }).length).toBe(before);
  expect([vault.disk.size, auth.isAuthenticated(), heard.length]).toEqual([0, false, 0]);
});

it('signs in with a strong code through the auth app', async () => {
  const { auth } = open({ mode: 'strong' });
  const { id, code } = await auth.requestPin();
  expect(code).toMatch(/^[a-z0-9]{25}$/);
  sim.phone.approve(code, 'lena');
  expect((await auth.pollForPin(id)).authToken).not.toBeNull();
});

it('sends the account token to plex.tv and to no server that plex.tv knows', async () => {
  const { auth } = open();
  const { id, code } = await auth.requestPin();
  sim.phone.approve(code, 'lena');
  const { authToken } = await auth.pollForPin(id);
  await auth.validateToken(authToken ?? '');
  expect(new Set(sim.journal.sentTo(authToken ?? '').map((each) => each.service))).toEqual(new Set(['plex']));
});
