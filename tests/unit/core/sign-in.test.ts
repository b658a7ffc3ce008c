// promises: P1 X3
import { AWAKE } from '../../../src/core/machine/ask';
import { effectsFor, reduceSession, startSession } from '../../../src/core/machine/session-machine';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { failureOf } from '../../../src/core/model/failure';
import { secretOf } from '../../../src/core/model/secret';
import { screenFor } from '../../../src/ui/screen-for';
import { FakeWorld } from '../../support/fake-world';
import type { Effect, Message } from '../../../src/core/model/message';

const ANN = { id: 'ann', title: 'Ann', pin: '1234' };
const KID = { id: 'kid', title: 'Kid', pin: null };

describe('signing in', () => {
  it('goes from a code to home, and no state ever shows a token', async () => {
    const world = new FakeWorld();
    await world.showCode();
    expect(world.auth('awaitingLink').code.text).toBe('C1');
    expect(screenFor(world.state).screen).toBe('link');
    await world.go(10000);
    world.issuer.claim('c1');
    await world.go(4000);
    expect(world.auth('signedIn')).toMatchObject({ confirmed: true, remembered: true });
    expect(world.connection.kind).toBe('online');
    expect(screenFor(world.state)).toEqual({ screen: 'home', overlay: 'none' });
    expect(JSON.stringify(world.seen)).not.toContain('TOKEN');
  });

  it.each([
    ['shows its code at once where there is one service', { straightToCode: true }, 'requestingCode'],
    [
      'asks which where there are two',
      { straightToCode: true, providers: ['plex', 'tmdb'] as const },
      'signedOut'
    ],
    ['waits to be asked where it was told to', { straightToCode: false }, 'signedOut']
  ])('%s', (_what, change, kind) => {
    const start = startSession({ ...DEFAULT_CONFIG, ...change }, AWAKE, DEFAULT_SETTINGS);
    const to = effectsFor(start).filter((each) => each.type === 'restore')[0] as Effect;
    const answer: Message = { type: 'answer', to, outcome: { type: 'nothingStored' } };
    expect(reduceSession(start, answer, { now: 0, random: 0 }).auth.kind).toBe(kind);
  });

  it('shows the same screens for a service without servers', async () => {
    const world = new FakeWorld();
    await world.showCode({ providers: ['plex', 'tmdb'] }, 'tmdb');
    expect(screenFor(world.state).screen).toBe('link');
    world.issuer.claim('c1');
    await world.go(4000);
    expect(world.connection.kind).toBe('idle');
    expect(screenFor(world.state).screen).toBe('home');
  });

  it('keeps the code on screen while the issuer is unreachable, with the reason', async () => {
    const world = new FakeWorld();
    await world.showCode();
    world.http.weather = () => failureOf('unreachable');
    await world.go(60000);
    expect(world.auth('awaitingLink')).toMatchObject({
      code: { text: 'C1' },
      reason: { code: 'unreachable' }
    });
    world.http.weather = () => null;
    world.issuer.claim('c1');
    await world.go(20000);
    expect(world.auth('signedIn')).not.toHaveProperty('reason.code');
  });

  it('asks who it is for as long as it takes once the claim is stored', async () => {
    const world = new FakeWorld();
    world.http.weather = (request) => (request.url.includes('/account') ? { status: 500 } : null);
    await world.signIn();
    await world.go(3600000);
    expect(world.auth('accepting').reason).toEqual({ code: 'serviceDown', status: 500 });
    expect(screenFor(world.state).screen).toBe('trouble');
    world.http.weather = () => null;
    await world.go(20000);
    expect(world.auth('signedIn').confirmed).toBe(true);
  });

  it('lets the request be that is out when the viewer presses "try again"', async () => {
    const world = new FakeWorld();
    world.http.latencyMs = () => 1000;
    await world.showCode();
    expect(world.http.inFlight).toBe(1);
    world.send({ type: 'retryNow' });
    expect(world.http).toMatchObject({ inFlight: 1, aborted: 0 });
  });

  it('knows only the services of this set', async () => {
    const world = new FakeWorld();
    await world.showCode({ providers: ['plex'] }, 'tmdb');
    expect(world.state.auth.kind).toBe('signedOut');
  });

  it('survives a power cut at any moment of the claim without a second code', async () => {
    for (let cutMs = 0; cutMs < 2400; cutMs += 9) {
      const world = new FakeWorld();
      await world.showCode();
      world.issuer.claim('c1');
      await world.go(cutMs);
      world.kill();
      await world.boot();
      await world.go(9000);
      expect([cutMs, world.state.auth.kind, world.issuer.issued]).toEqual([cutMs, 'signedIn', 1]);
    }
  });

  it('leaves nothing behind when Back comes at any moment of the claim', async () => {
    for (let cutMs = 0; cutMs < 2400; cutMs += 9) {
      const world = new FakeWorld();
      await world.showCode();
      world.issuer.claim('c1');
      await world.go(cutMs);
      const wasSignedIn = world.state.auth.kind === 'signedIn';
      world.send({ type: 'cancel' });
      await world.go(5000);
      const left = wasSignedIn ? 'signedIn' : 'signedOut';
      expect([cutMs, world.state.auth.kind]).toEqual([cutMs, left]);
      expect(Object.keys(world.vault.disk).length > 0).toBe(wasSignedIn);
    }
  });

  it('stops the request that is in the air when the viewer cancels', async () => {
    const world = new FakeWorld();
    await world.showCode();
    world.http.latencyMs = () => 3000;
    await world.go(2500);
    expect(world.http.inFlight).toBe(1);
    world.send({ type: 'cancel' });
    expect(world.http.inFlight).toBe(0);
    expect(world.http.aborted).toBe(1);
  });

  it('ends signed in and says that the set cannot remember when no store takes the record', async () => {
    const world = new FakeWorld();
    world.vault.durable = false;
    await world.signIn();
    expect(world.auth('signedIn').remembered).toBe(false);
  });
});

describe('a pasted token', () => {
  const paste = { type: 'useToken', provider: 'plex', token: secretOf('TOKEN-acct') } as const;

  it('signs in when the issuer knows it', async () => {
    const world = new FakeWorld();
    world.issuer.tokens['TOKEN-acct'] = true;
    await world.boot();
    world.send(paste);
    expect(world.state.auth.kind).toBe('acceptingToken');
    await world.go(2000);
    expect(world.auth('signedIn').confirmed).toBe(true);
    expect(JSON.stringify(world.seen)).not.toContain('TOKEN');
  });

  it('is refused in words, and nothing is stored', async () => {
    const world = new FakeWorld();
    await world.boot();
    world.send(paste);
    await world.go(2000);
    expect(world.auth('signedOut').reason).toEqual({ code: 'tokenNotAccepted' });
    expect(world.vault.disk).toEqual({});
  });

  it('is asked about again while the issuer cannot be reached', async () => {
    const world = new FakeWorld();
    await world.boot();
    world.issuer.tokens['TOKEN-acct'] = true;
    world.http.weather = () => failureOf('timeout');
    world.send(paste);
    await world.go(30000);
    expect(world.auth('acceptingToken').reason).toEqual({ code: 'timeout' });
    world.http.weather = () => null;
    await world.go(20000);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('is another question when another one is typed, though both print as stars', async () => {
    const world = new FakeWorld();
    await world.boot();
    world.issuer.tokens['TOKEN-acct'] = true;
    world.send({ ...paste, token: secretOf('TOKEN-wrong') });
    await world.go(5);
    world.send(paste);
    await world.go(2000);
    expect(world.state.auth.kind).toBe('signedIn');
  });
});

describe('who is watching', () => {
  async function atTheList(): Promise<FakeWorld> {
    const world = new FakeWorld();
    world.issuer.people = [ANN, KID];
    await world.signIn();
    return world;
  }

  const typePin = (pin: string) => ({ type: 'enterProfilePin', pin: secretOf(pin) }) as const;

  it('is asked after the claim, with no server looked for before', async () => {
    const world = await atTheList();
    expect(world.auth('choosingProfile').profiles).toHaveLength(2);
    expect(world.connection.kind).toBe('idle');
  });

  it('opens a guarded profile with its PIN only, and prints it nowhere', async () => {
    const world = await atTheList();
    world.send({ type: 'chooseProfile', profileId: 'ann' });
    expect(screenFor(world.state)).toEqual({ screen: 'profiles', overlay: 'pinPad' });
    world.send(typePin('9876'));
    await world.go(500);
    expect(world.auth('askingProfilePin').reason).toEqual({ code: 'profilePinWrong', status: 403 });
    world.send(typePin('1234'));
    await world.go(3000);
    expect(world.auth('signedIn').signIn.profile.title).toBe('Ann');
    expect(JSON.stringify(world.seen)).not.toMatch(/9876|1234/);
  });

  it('opens the PIN pad when the list had not heard that a profile is guarded (1041)', async () => {
    const world = await atTheList();
    world.issuer.people = [ANN, { ...KID, pin: '5555' }];
    world.send({ type: 'chooseProfile', profileId: 'kid' });
    await world.go(500);
    expect(world.state.auth.kind).toBe('askingProfilePin');
  });

  it('keeps the PIN pad open when the issuer cannot be reached, and the list for whom none is needed', async () => {
    const world = await atTheList();
    world.http.weather = () => failureOf('unreachable');
    world.send({ type: 'chooseProfile', profileId: 'ann' }, typePin('1234'));
    await world.go(500);
    expect(world.auth('askingProfilePin').reason).toEqual({ code: 'unreachable' });
    world.send({ type: 'cancel' }, { type: 'chooseProfile', profileId: 'kid' });
    await world.go(500);
    expect(world.auth('choosingProfile').reason).toEqual({ code: 'unreachable' });
  });

  it('hears the live flag: a profile that has become guarded is not resumed by Back', async () => {
    const world = await atTheList();
    world.send({ type: 'chooseProfile', profileId: 'kid' });
    await world.go(3000);
    world.issuer.people = [ANN, { ...KID, pin: '5555' }];
    world.send({ type: 'switchProfile' });
    await world.go(500);
    world.send({ type: 'cancel' });
    expect(world.state.auth.kind).toBe('choosingProfile');
  });

  it('never resumes a guarded profile by Back, now or after a reboot', async () => {
    const world = await atTheList();
    world.send({ type: 'chooseProfile', profileId: 'ann' }, typePin('1234'));
    await world.go(3000);
    world.send({ type: 'switchProfile' });
    await world.go(500);
    world.send({ type: 'cancel' });
    expect(world.state.auth.kind).toBe('choosingProfile');
    world.kill();
    await world.boot();
    await world.go(2000);
    expect(world.state.auth.kind).toBe('choosingProfile');
  });

  it('has a way back from switching while the issuer is down', async () => {
    const world = await atTheList();
    world.send({ type: 'chooseProfile', profileId: 'kid' });
    await world.go(3000);
    world.http.weather = () => failureOf('unreachable');
    world.send({ type: 'switchProfile' });
    await world.go(30000);
    expect(world.auth('choosingProfile').reason).toEqual({ code: 'unreachable' });
    world.send({ type: 'cancel' });
    await world.go(500);
    expect(world.auth('signedIn').signIn.profile.title).toBe('Kid');
    expect(world.connection.kind).toBe('online');
  });

  it('agrees with the vault when Back comes at any moment of a switch', async () => {
    for (let cutMs = 0; cutMs < 60; cutMs += 3) {
      const world = await atTheList();
      world.send({ type: 'chooseProfile', profileId: 'kid' });
      await world.go(3000);
      world.issuer.people = [{ ...ANN, pin: null }, KID];
      world.send({ type: 'switchProfile' });
      await world.go(500);
      world.send({ type: 'chooseProfile', profileId: 'ann' });
      await world.go(cutMs);
      world.send({ type: 'cancel' }, { type: 'cancel' });
      await world.go(500);
      const stored = JSON.parse(world.vault.disk['plex'] as string);
      expect(world.auth('signedIn').signIn).toEqual(stored.signIn);
    }
  });

  it('ties the connection to the profile', async () => {
    const world = await atTheList();
    world.send({ type: 'chooseProfile', profileId: 'kid' });
    await world.go(3000);
    expect(world.connection).toMatchObject({ kind: 'online', owner: 'plex/ann/kid' });
    world.send({ type: 'switchProfile' });
    expect(world.connection.kind).toBe('idle');
    await world.go(500);
    world.send({ type: 'chooseProfile', profileId: 'ann' }, typePin('1234'));
    await world.go(3000);
    expect(world.connection).toMatchObject({ kind: 'online', owner: 'plex/ann/ann' });
  });

  it('is asked again when the list comes back empty', async () => {
    const world = await atTheList();
    world.http.weather = (request) => (request.url.includes('/people') ? { status: 200, body: [] } : null);
    world.kill();
    await world.boot();
    await world.go(1000);
    expect(world.auth('choosingProfile')).toMatchObject({
      profiles: null,
      reason: { code: 'malformedReply' }
    });
    world.http.weather = () => null;
    await world.go(10000);
    expect(world.auth('choosingProfile').profiles).toHaveLength(2);
  });
});
