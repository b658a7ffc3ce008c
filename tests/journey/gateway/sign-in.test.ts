// promises: B3, B6, B10, M9, T3, T4, T6
/** Signing in through a gateway over real HTTP, against the simulator: codes, tokens, people, signing out. */
import { BONDS } from '../../../src/gateway/secrets/bonds';
import { hashToken } from '../../../src/gateway/secrets/tokens';
import { closeText } from '../../../src/gateway/upstream/sealed-text';
import { until } from '../../support/until';
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen, type Screen } from '../../support/gateway-screen';
import { testGateway, type TestGateway } from '../../support/gateway-world';

// A code is looked at every two seconds, and some of these sign in more than once.
jest.setTimeout(60_000);

let sim: Simulator;
let gateway: TestGateway;
let more: (() => Promise<void>)[] = [];

const environment = (): { [name: string]: string } => ({
  COUCHKEY_PLEX_URL: sim.urls.plex,
  COUCHKEY_LINK_BASE: sim.urls.plex,
  COUCHKEY_TMDB_API_KEY: sim.tmdb.apiKey,
  COUCHKEY_TMDB_API_URL: sim.urls.tmdb,
  COUCHKEY_TMDB_SITE_URL: sim.urls.tmdb,
  COUCHKEY_LIMIT_STRANGER: '1000'
});

beforeEach(async () => {
  sim = await startSimulator();
  gateway = await testGateway(environment());
});
afterEach(async () => {
  for (const stop of more) await stop();
  more = [];
  await gateway.stop();
  await sim.stop();
});

async function screenAt(url = gateway.url): Promise<Screen> {
  const screen = aScreen(url);
  await screen.begin();
  return screen;
}

async function codeOn(
  screen: Screen,
  provider = 'plex'
): Promise<{ id: string; text: string; link: string }> {
  const { status, body } = await screen.send('POST', `/api/${provider}/oauth/pin`);
  expect(status).toBe(200);
  return body.code;
}

function approve(text: string, person = 'ada'): void {
  const said = sim.phone.twoFactor(text, person);
  if (!said.ok) throw new Error(said.reason);
}

async function granted(screen: Screen, id: string, provider = 'plex'): Promise<void> {
  for (let n = 0; n < 4; n += 1) {
    const { body } = await screen.get(`/api/${provider}/oauth/pin/${id}/check?waitMs=5000`);
    if (body.kind !== 'pending') {
      expect(body).toEqual({ kind: 'granted', remembered: true });
      return;
    }
  }
  throw new Error('never granted');
}

async function signIn(screen: Screen, person = 'ada', remember = false): Promise<any> {
  const code = await codeOn(screen);
  approve(code.text, person);
  await granted(screen, code.id);
  const { status, body } = await screen.send('POST', '/api/plex/account', { remember });
  expect(status).toBe(200);
  await screen.begin();
  return body;
}

const everything = (): string => gateway.logged();

describe('a screen signs in with Plex', () => {
  it('by its code, with a new cookie, and is known from then on', async () => {
    const screen = await screenAt();
    const before = screen.cookies.get('couchkey_session') ?? '';
    const code = await codeOn(screen);
    expect(code).toMatchObject({
      text: expect.stringMatching(/^\w{4}$/),
      link: expect.stringContaining(code.text)
    });
    expect((await codeOn(screen)).id).toBe(code.id);
    expect((await screen.get('/api/plex/restore')).body).toMatchObject({
      kind: 'code',
      code: { id: code.id }
    });
    approve(code.text);
    await granted(screen, code.id);
    expect((await screen.get('/api/plex/restore')).body).toEqual({ kind: 'claimed', remembered: true });
    const known = (await screen.send('POST', '/api/plex/account', { remember: false })).body;
    expect(known).toMatchObject({ signIn: { provider: 'plex', account: { title: expect.any(String) } } });
    expect(screen.cookies.get('couchkey_session')).not.toBe(before);
    expect(await gateway.world.house.stores.sessions.read(hashToken(before))).toBeNull();
    const session = await screen.begin();
    expect(session.body).toMatchObject({ signedIn: true, role: 'user', csrf: known.csrf });
    expect((await screen.get('/api/plex/restore')).body).toMatchObject({
      kind: 'signedIn',
      signIn: known.signIn
    });
    expect((await screen.send('POST', '/api/plex/validate')).status).toBe(204);
  });

  it('and no token of anybody is in anything it was told, nor in the log', async () => {
    const screen = await screenAt();
    const heard: string[] = [];
    const keep = (reply: { body: unknown }): void => void heard.push(JSON.stringify(reply.body));
    await signIn(screen);
    keep(await screen.get('/api/plex/restore'));
    const people = await screen.get('/api/plex/profiles');
    keep(people);
    const finn = people.body.profiles.find(({ title }: { title: string }) => title === 'Finn');
    keep(await screen.send('POST', '/api/plex/profiles/open', { profileId: finn.id, pin: null }));
    expect(heard.join('')).toContain('Finn');
    const grants = await gateway.world.house.stores.accounts.claimDue(9, 1);
    expect(grants).toEqual([]);
    const tokens = sim.journal.all().flatMap(({ headers }) => [headers['x-plex-token']].flat());
    const secrets = tokens.filter((each): each is string => typeof each === 'string' && each !== '');
    expect(secrets.length).toBeGreaterThan(0);
    secrets.forEach((secret) => expect(heard.join('') + everything()).not.toContain(secret));
  });

  it('whose code is nobody else’s: another session hears nothing of it', async () => {
    const [one, other] = [await screenAt(), await screenAt()];
    const code = await codeOn(one);
    approve(code.text);
    await granted(one, code.id);
    expect((await other.get(`/api/plex/oauth/pin/${code.id}/check`)).body).toEqual({ kind: 'gone' });
    expect((await other.get('/api/plex/restore')).body).toEqual({ kind: 'nothing' });
    expect((await other.send('POST', '/api/plex/account', { remember: false })).status).toBe(401);
    expect((await one.send('POST', '/api/plex/account', { remember: false })).status).toBe(200);
  });

  it('and hears it as it happens by server-sent events, which end with the code', async () => {
    const screen = await screenAt();
    const code = await codeOn(screen);
    setTimeout(() => approve(code.text), 300);
    const { status, headers, body } = await screen.get(`/api/plex/oauth/pin/${code.id}/events`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const said = String(body).match(/^data: .*$/gm) ?? [];
    expect(said.map((line) => JSON.parse(line.slice(6)).kind)).toEqual(['pending', 'granted']);
  });

  it('in the middle of which the gateway starts anew', async () => {
    const folder = gateway.folder;
    const screen = await screenAt();
    const code = await codeOn(screen);
    const cookies = new Map(screen.cookies);
    const second = await testGateway({ ...environment(), COUCHKEY_DATA: folder });
    more.push(() => second.stop());
    await gateway.app.close();
    const again = aScreen(second.url);
    cookies.forEach((value, name) => again.cookies.set(name, value));
    await again.begin();
    expect((await again.get('/api/plex/restore')).body).toMatchObject({
      kind: 'code',
      code: { id: code.id }
    });
    approve(code.text);
    await granted(again, code.id);
    expect((await again.send('POST', '/api/plex/account', { remember: true })).status).toBe(200);
    expect(again.cookies.get('couchkey_device')).toEqual(expect.any(String));
  });

  it('by a token that is asked after first, and may not guess for ever', async () => {
    const screen = await screenAt();
    const wrong = (): Promise<any> => screen.send('POST', '/api/plex/oauth/token', { token: 'x'.repeat(20) });
    for (let n = 0; n < 5; n += 1) {
      expect((await wrong()).body.error).toMatchObject({ failure: { code: 'tokenNotAccepted' } });
    }
    expect((await wrong()).status).toBe(429);
    const other = await screenAt();
    const token = sim.plex.mintToken('ada', 'somewhere-else');
    expect((await other.send('POST', '/api/plex/oauth/token', { token })).body).toEqual({ remembered: true });
    expect((await other.get('/api/plex/restore')).body.kind).toBe('claimed');
    expect((await other.send('POST', '/api/plex/account', { remember: false })).body.signIn.provider).toBe(
      'plex'
    );
  });
});

describe('while plex.tv is down', () => {
  it('whoever is signed in goes on, and a new screen is told why it waits', async () => {
    const [one, other] = [await screenAt(), await screenAt()];
    await signIn(one);
    sim.faults.set({ kind: 'status', status: 503, service: 'plex' });
    expect((await one.get('/api/plex/restore')).body.kind).toBe('signedIn');
    const waits = await other.send('POST', '/api/plex/oauth/pin');
    expect(waits.status).toBe(503);
    expect(waits.body.error.failure).toMatchObject({ code: 'serviceDown' });
    expect((await one.send('POST', '/api/plex/validate')).body.error.failure.code).toBe('serviceDown');
    expect((await one.begin()).body.signedIn).toBe(true);
    sim.faults.clear();
    await until(async () => (await other.send('POST', '/api/plex/oauth/pin')).status === 200);
  });
});

describe('a screen signs out', () => {
  const told = (): number => sim.journal.all().filter(({ path }) => path.endsWith('/users/signout')).length;

  it('alone, while another of the same person goes on; each tells plex.tv of its own sign-in', async () => {
    const [one, other] = [await screenAt(), await screenAt()];
    await signIn(one);
    await signIn(other);
    expect((await one.send('POST', '/api/plex/logout')).status).toBe(204);
    expect(one.cookies.has('couchkey_session') && one.cookies.get('couchkey_session') !== '').toBe(false);
    expect(told()).toBe(1);
    expect((await other.send('POST', '/api/plex/validate')).status).toBe(204);
    expect((await other.send('POST', '/auth/logout')).status).toBe(204);
    expect(told()).toBe(2);
    expect(sim.plex.signOutEverywhere('ada')).toBe(0);
  });

  it('whose sign-in another one lives on: then the last of them tells plex.tv', async () => {
    const [one, other] = [await screenAt(), await screenAt()];
    await signIn(one);
    await signIn(other);
    expect((await other.send('POST', '/api/plex/logout')).status).toBe(204);
    expect(told()).toBe(0);
    expect((await one.send('POST', '/api/plex/validate')).status).toBe(204);
    expect((await one.send('POST', '/api/plex/logout')).status).toBe(204);
    expect(told()).toBe(2);
    expect(sim.plex.signOutEverywhere('ada')).toBe(0);
  });

  it('on its own when plex.tv has taken the access back', async () => {
    const screen = await screenAt();
    await signIn(screen);
    sim.plex.signOutEverywhere('ada');
    expect((await screen.send('POST', '/api/plex/validate')).body.error.failure.code).toBe('issuerRefused');
    expect((await screen.begin()).body.signedIn).toBe(false);
  });
});

describe('one person on two screens', () => {
  const identifiers = (path: RegExp): readonly string[] => [
    ...new Set(
      sim.journal
        .all()
        .filter((each) => path.test(each.path))
        .map(({ headers }) => String(headers['x-plex-client-identifier']))
    )
  ];

  it('may approve both within the same second: neither is refused', async () => {
    const [one, other] = [await screenAt(), await screenAt()];
    const [first, second] = [await codeOn(one), await codeOn(other)];
    approve(first.text);
    approve(second.text);
    await granted(one, first.id);
    await granted(other, second.id);
    for (const screen of [one, other]) {
      expect((await screen.send('POST', '/api/plex/account', { remember: false })).status).toBe(200);
      await screen.begin();
    }
    for (const screen of [one, other]) {
      expect((await screen.send('POST', '/api/plex/validate')).status).toBe(204);
    }
  });

  it('is two devices to plex.tv, and each stays the one it is', async () => {
    const [one, other] = [await screenAt(), await screenAt()];
    await signIn(one);
    const [mine = ''] = identifiers(/pins|user/);
    expect(mine).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    await one.send('POST', '/api/plex/validate');
    expect(identifiers(/pins|user/)).toEqual([mine]);
    await codeOn(other);
    expect(identifiers(/pins/)).toHaveLength(2);
  });

  it('is the same device after a start of the gateway, and when it is remembered', async () => {
    const data = gateway.folder;
    const screen = await screenAt();
    await signIn(screen, 'ada', true);
    await gateway.app.close();
    const [mine = ''] = identifiers(/pins/);
    const again = await testGateway({ ...environment(), COUCHKEY_DATA: data });
    more.push(again.stop);
    const later = aScreen(again.url);
    later.cookies.set('couchkey_device', screen.cookies.get('couchkey_device') ?? '');
    expect((await later.begin()).body.signedIn).toBe(true);
    await codeOn(later);
    expect(identifiers(/pins/)).toEqual([mine]);
  });
});

describe('two people on one screen', () => {
  it('have nothing of each other’s', async () => {
    const screen = await screenAt();
    await signIn(screen);
    const people = (await screen.get('/api/plex/profiles')).body.profiles;
    const finn = people.find(({ title }: { title: string }) => title === 'Finn');
    await screen.send('POST', '/api/plex/profiles/open', { profileId: finn.id, pin: null });
    const { sessions } = gateway.world.house.stores;
    const here = async (): Promise<any> =>
      sessions.read(hashToken(screen.cookies.get('couchkey_session') ?? ''));
    await sessions.note((await here()).id, 'adminUntil', String(Date.now() + 600_000));
    expect(Object.keys((await here()).notes)).toEqual(
      expect.arrayContaining(['plex.profile', 'plex.profiles', 'adminUntil'])
    );
    const token = sim.plex.mintToken('theo', 'somewhere-else');
    await screen.send('POST', '/api/plex/oauth/token', { token });
    const second = (await screen.send('POST', '/api/plex/account', { remember: false })).body;
    await screen.begin();
    expect(second.signIn.profile.id).toBe(second.signIn.account.id);
    expect((await here()).notes).toEqual({});
    expect((await screen.get('/api/plex/restore')).body.signIn).toEqual(second.signIn);
  });
});

describe('TMDB', () => {
  it('signs in by its picture, beside Plex, and out', async () => {
    const screen = await screenAt();
    const code = await codeOn(screen, 'tmdb');
    expect(code.text).toBe('');
    sim.phone.approveTmdb(code.link.split('/').pop() ?? '');
    expect((await screen.get('/auth/callback?request_token=x&approved=true')).status).toBe(200);
    await granted(screen, code.id, 'tmdb');
    const { body } = await screen.send('POST', '/api/tmdb/account', { remember: false });
    expect(body.signIn).toMatchObject({ provider: 'tmdb', hasServers: false });
    await screen.begin();
    expect((await screen.get('/api/tmdb/restore')).body.kind).toBe('signedIn');
    expect((await screen.get('/api/plex/restore')).body.kind).toBe('nothing');
    expect((await screen.send('POST', '/api/tmdb/logout')).status).toBe(204);
  });
});

describe('an older set-up that was imported', () => {
  it('is taken over when its person signs in', async () => {
    const { house } = gateway.world;
    const token = sim.plex.mintToken('ada', 'bazarr');
    const server = { machineId: 'm1', name: 'Den', url: 'http://192.0.2.1:32400' };
    const me = aScreen(gateway.url);
    await me.begin();
    await signIn(me);
    const account = (await me.get('/api/plex/restore')).body.signIn.account.id;
    const text = JSON.stringify({ token, importedAt: 1, person: null, server, accountId: account });
    const sealed = closeText(house.keys, BONDS.account('instance', 'plex.grant'), text);
    await house.stores.accounts.write({ owner: 'instance', name: 'plex.grant', sealed, expect: null });
    await signIn(await screenAt(), 'theo');
    expect(await house.stores.accounts.read('instance', 'plex.grant')).not.toBeNull();
    await signIn(await screenAt(), 'ada');
    expect(await house.stores.accounts.read('instance', 'plex.grant')).toBeNull();
  });
});
