// promises: P1
import { FAILURE_CODES, failureOf, recoveryFor } from '../../../src/core/model/failure';
import { secretOf } from '../../../src/core/model/secret';
import { screenFor } from '../../../src/ui/screen-for';
import { FakeWorld } from '../../support/fake-world';
import type { FailureCode } from '../../../src/core/model/failure';

const KEEPING = FAILURE_CODES.filter((code) => recoveryFor(failureOf(code)) !== 'signOut');

async function home(): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.signIn();
  return world;
}

/** A reboot with a stored sign-in while the issuer answers every call so. */
async function rebootUnder(code: FailureCode): Promise<FakeWorld> {
  const world = await home();
  world.kill();
  world.http.weather = () => failureOf(code);
  await world.boot();
  await world.go(3000);
  return world;
}

describe('what ends a session', () => {
  it("is the issuer's own refusal, and then nothing is left", async () => {
    const world = await rebootUnder('issuerRefused');
    expect(world.auth('signedOut').reason).toEqual({ code: 'issuerRefused' });
    expect(world.vault.disk).toEqual({});
    expect(world.connection.kind).toBe('idle');
  });

  it.each(KEEPING)('is never %s: signed in, at home, the record untouched', async (code) => {
    const world = await rebootUnder(code);
    expect(world.auth('signedIn')).toMatchObject({ confirmed: false, reason: { code } });
    expect(screenFor(world.state).screen).toBe('home');
    expect(world.vault.disk['plex']).toBeDefined();
    world.http.weather = () => null;
    await world.go(61000);
    expect(world.auth('signedIn').confirmed).toBe(true);
  });

  it('is never the refusal of a manual address', async () => {
    const world = await home();
    world.house.addressFault = failureOf('issuerRefused', 401);
    world.send({ type: 'typeAddress' }, { type: 'tryAddress', address: '10.0.0.9' });
    await world.go(5000);
    expect(world.connection).toMatchObject({ kind: 'typingAddress', reason: { code: 'issuerRefused' } });
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('is not a refusal met on the way to a server, but that makes us ask the issuer at once', async () => {
    const world = await home();
    const before = world.http.count('GET', '/account');
    world.house.probeFault = failureOf('serverRefused', 401);
    world.house.reachFault = failureOf('issuerRefused', 401);
    await world.go(31000);
    expect(world.http.count('GET', '/account')).toBeGreaterThan(before);
    expect(world.state.auth.kind).toBe('signedIn');
    world.issuer.tokens = {};
    await world.go(60000);
    expect(world.auth('signedOut').reason).toMatchObject({ code: 'issuerRefused' });
  });

  it('is never one empty read of the vault', async () => {
    const world = await home();
    world.vault.disk = {};
    world.device.set({ visible: false });
    await world.go(10);
    world.device.set({ visible: true });
    await world.go(1000);
    expect(world.auth('signedIn').reason).toEqual({ code: 'storage' });
  });

  it('is never a write that the vault refused', async () => {
    const world = new FakeWorld();
    await world.showCode();
    world.vault.durable = false;
    world.issuer.claim('c1');
    await world.go(5000);
    expect(world.auth('signedIn').remembered).toBe(false);
  });

  it('asks an issuer that is down no more than once a minute in the long run', async () => {
    const world = await home();
    world.kill();
    world.http.weather = () => failureOf('unreachable');
    await world.boot();
    const before = world.http.asked.length;
    await world.go(3600000);
    expect(world.http.asked.length - before).toBeLessThanOrEqual(60 + 5);
    expect(world.http.asked.length - before).toBeGreaterThan(50);
  });

  it('asks the issuer once a day, and when somebody comes back to the set', async () => {
    const world = await home();
    const first = world.http.count('GET', '/account');
    await world.go(23 * 3600000);
    expect(world.http.count('GET', '/account')).toBe(first);
    await world.go(2 * 3600000);
    expect(world.http.count('GET', '/account')).toBe(first + 1);
    world.device.set({ visible: false });
    await world.go(10);
    world.device.set({ visible: true });
    await world.go(100);
    expect(world.http.count('GET', '/account')).toBe(first + 2);
  });
});

describe('a vault that cannot be read', () => {
  it.each(['storage', 'vaultKeyLost'] as const)(
    'is said on the screen, wipes nothing, can be tried again (%s)',
    async (code) => {
      const world = await home();
      const kept = { ...world.vault.disk };
      world.kill();
      world.vault.fault = failureOf(code);
      world.vault.broken = (call) => call === 'read';
      await world.boot();
      await world.go(10000);
      expect(world.auth('signedOut').reason).toEqual({ code });
      expect(world.vault.disk).toEqual(kept);
      world.vault.broken = () => false;
      world.send({ type: 'retryNow' });
      await world.go(1000);
      expect(world.state.auth.kind).toBe('signedIn');
    }
  );

  it('that is only slow to wake signs nobody out and needs no key', async () => {
    const world = await home();
    world.kill();
    world.vault.broken = (call) => call === 'read';
    await world.boot({ kiosk: true });
    await world.go(1000);
    expect(world.auth('restoring').reason).toEqual({ code: 'storage' });
    world.vault.broken = () => false;
    await world.go(10000);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('does not hang on a torn record, and a new sign-in mends it', async () => {
    const world = await home();
    world.kill();
    world.vault.disk['plex'] = '{"token":"TOK';
    await world.boot();
    await world.go(10000);
    expect(world.auth('signedOut').reason).toEqual({ code: 'storage' });
    world.send({ type: 'signIn', provider: 'plex' });
    await world.go(200);
    world.issuer.claim('c2');
    await world.go(5000);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('does not hide what another service kept', async () => {
    const world = new FakeWorld();
    await world.showCode({ providers: ['tmdb', 'plex'] });
    world.issuer.claim('c1');
    await world.go(5000);
    world.kill();
    world.vault.broken = (call, name) => call === 'read' && name === 'tmdb';
    await world.boot({ providers: ['tmdb', 'plex'] });
    await world.go(1000);
    expect(world.auth('signedIn').signIn.provider).toBe('plex');
  });

  it('lets a viewer sign out of it', async () => {
    const world = await home();
    world.kill();
    world.vault.takesMs = 120000;
    await world.boot();
    expect(world.state.auth.kind).toBe('restoring');
    world.send({ type: 'signOut' });
    expect(world.state.auth.kind).toBe('leaving');
  });
});

describe('a gateway that is down at boot', () => {
  it('is trouble, never a sign-in screen, and passes by itself', async () => {
    const world = await home();
    world.kill();
    const read = world.vault.read.bind(world.vault);
    world.vault.read = () => Promise.reject(failureOf('connectionRefused'));
    await world.boot({ kiosk: true, target: { url: '', message: 'Welcome' } });
    await world.go(60000);
    expect(world.auth('restoring').reason).toEqual({ code: 'connectionRefused' });
    expect(screenFor(world.state).screen).toBe('trouble');
    world.vault.read = read;
    await world.go(20000);
    expect(screenFor(world.state).screen).toBe('kioskTarget');
  });
});

describe('signing out', () => {
  it('tells the issuer, then empties the vault', async () => {
    const world = await home();
    world.send({ type: 'signOut' });
    await world.go(2500);
    expect(world.auth('signedOut').reason).toBeUndefined();
    expect(world.http.count('DELETE', '/account')).toBe(1);
    expect(world.issuer.tokens).toEqual({});
    expect(world.vault.disk).toEqual({});
  });

  it.each(['hang', 'down'] as const)(
    'takes two seconds at most when the issuer is in trouble (%s)',
    async (how) => {
      const world = await home();
      world.http.weather = () => (how === 'hang' ? 'hang' : failureOf('unreachable'));
      world.send({ type: 'signOut' });
      await world.go(2100);
      expect(world.state.auth.kind).toBe('signedOut');
      expect(world.vault.disk).toEqual({});
      expect(world.http.inFlight).toBe(0);
    }
  );

  it('asks a vault that refuses three times, then says so, and never hangs', async () => {
    const world = await home();
    world.vault.broken = (call) => call === 'wipe';
    world.send({ type: 'signOut' });
    await world.go(30000);
    expect(world.auth('signedOut')).toMatchObject({ reason: { code: 'storage' }, unwiped: 'account' });
    expect(world.vault.calls.filter((call) => call === 'wipe')).toHaveLength(3);
  });

  it('retries the wipe, not the sign-in, after a vault that refused', async () => {
    const world = await home();
    world.vault.broken = (call) => call === 'wipe';
    world.send({ type: 'signOut' });
    await world.go(30000);
    world.vault.broken = () => false;
    world.send({ type: 'retryNow' });
    await world.go(5000);
    expect(world.auth('signedOut')).not.toHaveProperty('unwiped');
    expect(world.vault.disk).toEqual({});
  });

  it('is tried anew by signing out once more', async () => {
    const world = await home();
    world.send({ type: 'signOut' });
    await world.go(3000);
    world.send({ type: 'signOut' });
    expect(world.state.auth.kind).toBe('signedOut');
    world.vault.broken = (call) => call === 'wipe';
    world.send({ type: 'reset' });
    await world.go(30000);
    world.send({ type: 'signOut' });
    expect(world.state.auth.kind).toBe('leaving');
  });

  it('is out within a minute when the vault answers nothing at all', async () => {
    const world = await home();
    world.vault.takesMs = 1e9;
    world.send({ type: 'signOut' });
    await world.go(60000);
    expect(world.auth('signedOut')).toMatchObject({ reason: { code: 'timeout' }, unwiped: 'account' });
  });

  it('starts nothing else before the vault is empty', async () => {
    const world = await home();
    world.send({ type: 'signOut' }, { type: 'signIn', provider: 'plex' });
    world.send({ type: 'useToken', provider: 'plex', token: secretOf('TOKEN-acct') });
    expect(world.state.auth.kind).toBe('leaving');
  });

  it('keeps settings, and a reset brings back those of the first day', async () => {
    const world = await home();
    const settings = { ...world.state.settings.values, contrast: true };
    world.send({ type: 'changeSettings', settings });
    await world.go(100);
    world.send({ type: 'signOut' });
    await world.go(3000);
    expect(world.state.settings.values.contrast).toBe(true);
    expect(Object.keys(world.vault.disk)).toEqual(['settings']);
    world.send({ type: 'reset' });
    await world.go(3000);
    expect(world.vault.disk).toEqual({});
    expect(world.state.settings).toMatchObject({ saved: true, values: { contrast: false } });
  });

  it('becomes a reset when that is wished while it is under way', async () => {
    const world = await home();
    world.send({ type: 'signOut' }, { type: 'reset' });
    expect(world.auth('leaving').all).toBe(true);
  });
});
