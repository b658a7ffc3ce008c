// promises: R1 R2 R6
import { failureOf } from '../../../../../src/core/model/failure';
import { readPlexRecord } from '../../../../../src/core/vault/plex-record';
import { RETUNE_PRESET } from '../../../../../src/modules/plex/auth/constants';
import { plexAuthSetup as setUp, watchPin } from '../../../../support/plex-auth-setup';
import { pinBody, userBody } from '../../../../support/plex-facts';
import { asked } from '../../../../support/plex-stub';
import { drain } from '../../../../support/virtual-clock';
import type { PlexAuthData } from '../../../../../src/modules/plex/auth/interfaces';

const ID = 1234567890;
const GRANTED = { body: pinBody({ authToken: 'tok-1' }) };

const DATA: PlexAuthData = {
  token: {
    token: 'tok-kept',
    userId: '7',
    username: 'ada',
    email: 'ada@example.test',
    thumb: '',
    expiresAt: null,
    issuedAt: new Date(Date.UTC(2026, 0, 1))
  },
  selectedServerId: 'server-1',
  selectedServerUri: 'https://192-0-2-1.abc.plex.direct:32400'
};

describe('a PIN', () => {
  it('is shown with its end, and polled until it is granted', async () => {
    const { auth, plex, clock, heard } = setUp();
    const pin = await auth.requestPin();
    expect(pin).toEqual({
      id: ID,
      code: '7RQZ',
      expiresAt: new Date(Date.UTC(2026, 10, 20, 12, 15)),
      authToken: null,
      clientIdentifier: 'test-client'
    });
    const seen = watchPin(auth.pollForPin(pin.id));
    await clock.advance(10000);
    expect(seen.now).toBeNull();
    plex.routes['GET /pins/:id'] = GRANTED;
    await clock.advance(2000);
    expect(seen.now?.pin).toMatchObject({ id: ID, code: '7RQZ', authToken: 'tok-1' });
    expect(auth.getCurrentUser()).toMatchObject({ token: 'tok-1', userId: '12345', username: 'ada' });
    expect(heard).toEqual([true]);
    await clock.advance(3600000);
    expect(clock.pending).toBe(0);
  });

  it('is looked at every two seconds, and every second with Retune’s preset', async () => {
    for (const [config, looks] of [
      [{}, 31],
      [RETUNE_PRESET, 61]
    ] as const) {
      const { auth, plex, clock } = setUp(config);
      watchPin(auth.pollForPin(ID));
      await clock.advance(60000);
      expect(asked(plex).filter((each) => each === 'GET /pins/:id').length).toBe(looks);
    }
  });

  it('waits as long as it was told to when plex.tv is busy, else longer each time', async () => {
    const { auth, plex, clock } = setUp();
    plex.routes['GET /pins/:id'] = { status: 429, headers: { 'retry-after': '30' } };
    watchPin(auth.pollForPin(ID));
    await clock.advance(29000);
    expect(plex.http.asked.length).toBe(1);
    await clock.advance(1000);
    expect(plex.http.asked.length).toBe(2);
    plex.routes['GET /pins/:id'] = failureOf('offline');
    await clock.advance(30000);
    expect(plex.http.asked.length).toBe(3);
    const at: number[] = [];
    plex.routes['GET /pins/:id'] = () => (at.push(clock.now()), failureOf('offline'));
    await clock.advance(60000);
    const gaps = at.slice(1).map((each, i) => each - (at[i] as number));
    expect(gaps.every((gap) => gap === 16000)).toBe(true);
  });

  it('is looked at in its usual rhythm again once plex.tv is back, and a later fault begins with a short rest', async () => {
    const { auth, plex, clock } = setUp();
    const offline = (): void => void (plex.routes['GET /pins/:id'] = failureOf('offline'));
    offline();
    watchPin(auth.pollForPin(ID));
    await clock.advance(2000 + 4000 + 7999);
    plex.routes['GET /pins/:id'] = { body: pinBody() };
    await clock.advance(1);
    offline();
    await clock.advance(2000);
    const before = plex.http.asked.length;
    await clock.advance(2000);
    expect(plex.http.asked.length).toBe(before + 1);
  });

  it('takes one last look at its deadline, so that a late approval still counts', async () => {
    const { auth, plex, clock } = setUp({ pollMs: 7000 });
    plex.routes['POST /pins'] = { status: 201, body: pinBody({ expiresIn: 10 }) };
    plex.routes['GET /pins/:id'] = { body: pinBody({ expiresIn: null }) };
    const { id } = await auth.requestPin();
    const seen = watchPin(auth.pollForPin(id));
    await clock.advance(9999);
    plex.routes['GET /pins/:id'] = GRANTED;
    await clock.advance(1);
    expect(seen.now?.pin?.authToken).toBe('tok-1');
  });

  it('is never waited for without end, whatever plex.tv says of its life', async () => {
    const { auth, clock } = setUp();
    const seen = watchPin(auth.pollForPin(ID));
    await clock.advance(3600000);
    expect(seen.now?.failure).toEqual({ code: 'codeGone' });
    expect(clock.pending).toBe(0);
  });

  it('stores its token before it asks whose it is, and goes on asking only that', async () => {
    const { auth, plex, clock, vault } = setUp();
    plex.routes['GET /pins/:id'] = GRANTED;
    plex.routes['GET /user'] = failureOf('offline');
    const seen = watchPin(auth.pollForPin(ID));
    await clock.advance(30000);
    expect(seen.now).toBeNull();
    expect(readPlexRecord(vault.disk.get('plex.signIn') ?? '').accountToken).toBe('tok-1');
    plex.routes['GET /user'] = { body: userBody() };
    await clock.advance(20000);
    expect(seen.now?.pin?.authToken).toBe('tok-1');
    expect(asked(plex).filter((each) => each === 'GET /pins/:id').length).toBe(1);
  });

  it('that was granted is a sign-in even if nobody ever says whose', async () => {
    const { auth, plex, clock, heard } = setUp();
    plex.routes['GET /pins/:id'] = GRANTED;
    plex.routes['GET /user'] = failureOf('offline');
    const seen = watchPin(auth.pollForPin(ID));
    await clock.advance(3600000);
    expect(seen.now?.pin?.authToken).toBe('tok-1');
    expect(auth.isAuthenticated()).toBe(true);
    expect(heard).toEqual([true]);
  });

  it('whose token is refused at once leaves what was there before', async () => {
    const { auth, plex } = setUp();
    await auth.storeCredentials(DATA);
    plex.routes['GET /pins/:id'] = GRANTED;
    plex.routes['GET /user'] = { status: 401 };
    await expect(auth.checkPinStatus(ID)).rejects.toMatchObject({ code: 'issuerRefused' });
    expect(auth.getCurrentUser()?.token).toBe('tok-kept');
    expect((await auth.getStoredCredentials())?.token.token).toBe('tok-kept');
  });
});

describe('validateToken', () => {
  it('is true for a good one, and touches nothing', async () => {
    const { auth, vault, heard } = setUp();
    expect(await auth.validateToken('tok')).toBe(true);
    expect([auth.isAuthenticated(), vault.written.length, heard.length]).toEqual([false, 0, 0]);
  });

  it.each([401, 403])('is false at %i, and deletes nothing', async (status) => {
    const { auth, plex, vault } = setUp();
    await auth.storeCredentials(DATA);
    plex.routes['GET /user'] = { status };
    expect(await auth.validateToken('tok-kept')).toBe(false);
    expect(auth.isAuthenticated()).toBe(true);
    expect(vault.disk.has('plex.signIn')).toBe(true);
  });

  it.each([302, 400, 404, 422, 429, 498, 500, 503])('throws at %i, and deletes nothing', async (status) => {
    const { auth, plex, vault } = setUp();
    await auth.storeCredentials(DATA);
    plex.routes['GET /user'] = { status };
    await expect(auth.validateToken('tok-kept')).rejects.toMatchObject({ status });
    expect(vault.disk.has('plex.signIn')).toBe(true);
  });

  it.each(['offline', 'timeout', 'nameNotFound'] as const)(
    'throws when plex.tv is out of reach (%s)',
    async (code) => {
      const { auth, plex } = setUp();
      plex.routes['GET /user'] = failureOf(code);
      await expect(auth.validateToken('tok')).rejects.toEqual({ code });
    }
  );

  it('is false for what no header can carry, without asking', async () => {
    const { auth, plex } = setUp();
    expect(await auth.validateToken('a\nX-Evil: 1')).toBe(false);
    expect(plex.http.asked).toEqual([]);
  });
});

describe('what is stored', () => {
  it('comes back as it went, dates and all, in the next run', async () => {
    const { auth, make } = setUp();
    await auth.storeCredentials(DATA);
    const next = make();
    expect(next.isAuthenticated()).toBe(false);
    expect(await next.getStoredCredentials()).toEqual(DATA);
    expect(next.isAuthenticated()).toBe(true);
  });

  it('is Retune’s own record with Retune’s key: read, written and kept readable', async () => {
    const { auth, vault } = setUp(RETUNE_PRESET);
    const theirs = { ...DATA, token: { ...DATA.token, preferredSubtitleLanguage: 'en' } };
    vault.disk.set('retune_plex_auth', JSON.stringify({ version: 1, data: theirs }));
    const kept = (await auth.getStoredCredentials()) as PlexAuthData;
    expect(kept).toEqual(theirs);
    await auth.storeCredentials(kept);
    const text = JSON.parse(vault.disk.get('retune_plex_auth') ?? '');
    expect(text.version).toBe(1);
    expect(text.data).toEqual(JSON.parse(JSON.stringify(theirs)));
  });

  it.each([
    '',
    '{"version":1,"data":{"tok',
    '{"version":2,"data":{}}',
    '[]',
    '{"version":1,"data":{"token":{"token":null}}}'
  ])('and cannot be read (%j) is said, and left where it is', async (text) => {
    const { auth, vault } = setUp();
    vault.disk.set('plex.signIn', text);
    await expect(auth.getStoredCredentials()).rejects.toEqual({ code: 'storage' });
    expect(vault.disk.get('plex.signIn')).toBe(text);
  });

  it('is the television’s own record too, and the television reads ours', async () => {
    const { auth, vault } = setUp();
    const person = { id: 'u', title: 'Ada', thumb: null, guarded: false };
    const signIn = {
      key: 'plex/u/u',
      provider: 'plex',
      account: person,
      profile: person,
      hasServers: true,
      hasProfiles: false
    };
    vault.disk.set(
      'plex.signIn',
      JSON.stringify({ version: 1, accountToken: 'tok-tv', signIn, profileToken: null })
    );
    expect((await auth.getStoredCredentials())?.token).toMatchObject({ token: 'tok-tv', username: 'Ada' });
    await auth.storeCredentials(DATA);
    expect(readPlexRecord(vault.disk.get('plex.signIn') ?? '')).toMatchObject({
      accountToken: 'tok-kept',
      signIn: null
    });
  });

  it('goes when it is cleared, and nothing else does', async () => {
    const { auth, vault, heard } = setUp(RETUNE_PRESET);
    vault.disk.set('settings', '{}').set('plex.signIn', 'somebody else’s');
    await auth.storeCredentials(DATA);
    await auth.clearCredentials();
    expect([...vault.disk.keys()].sort()).toEqual(['plex.signIn', 'settings']);
    expect(auth.isAuthenticated()).toBe(false);
    expect(auth.getCurrentUser()).toBeNull();
    expect(heard).toEqual([true, false]);
  });
});

it('signing out holds here and now, also where a store refuses to forget, which is told', async () => {
  const { auth, vault, heard } = setUp();
  await auth.storeCredentials(DATA);
  vault.remove = () => Promise.reject(failureOf('storage'));
  await expect(auth.clearCredentials()).rejects.toEqual({ code: 'storage' });
  expect([auth.isAuthenticated(), auth.getCurrentUser(), heard]).toEqual([false, null, [true, false]]);
  expect(auth.getAuthHeaders()).not.toHaveProperty('X-Plex-Token');
});

describe('headers and events', () => {
  it('adds the token once there is one', async () => {
    const { auth } = setUp();
    expect(auth.getAuthHeaders()).not.toHaveProperty('X-Plex-Token');
    await auth.storeCredentials(DATA);
    expect(auth.getAuthHeaders()).toMatchObject({
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-Plex-Client-Identifier': 'test-client',
      'X-Plex-Token': 'tok-kept'
    });
  });

  it('tells every listener, also after one that throws, and none that has left', async () => {
    const { auth, heard } = setUp();
    const late: boolean[] = [];
    auth.on('authChange', () => {
      throw new Error('listener');
    });
    const leaver = auth.on('authChange', (is) => late.push(is));
    auth.on('authChange', (is) => heard.push(is));
    await auth.storeCredentials(DATA);
    leaver.dispose();
    await auth.clearCredentials();
    expect(heard).toEqual([true, true, false, false]);
    expect(late).toEqual([true]);
  });
});

it('a token whose person plex.tv will not name is a sign-in, and whoever waited hears of it', async () => {
  const { auth, plex, clock, heard } = setUp();
  plex.routes['GET /pins/:id'] = GRANTED;
  plex.routes['GET /user'] = { status: 403 };
  const seen = watchPin(auth.pollForPin(ID));
  await clock.advance(3600000);
  expect(seen.now?.pin?.authToken).toBe('tok-1');
  expect([auth.isAuthenticated(), heard]).toEqual([true, [true]]);
});

describe('cancelling', () => {
  it('settles the wait with "cancelled", ends the request and the timer', async () => {
    const { auth, plex, clock } = setUp();
    plex.routes['GET /pins/:id'] = () => ({ body: pinBody() });
    const seen = watchPin(auth.pollForPin(ID));
    await clock.advance(5000);
    await auth.cancelPin(ID);
    await drain();
    expect(seen.now).toEqual({ failure: { code: 'cancelled' } });
    const before = plex.http.asked.length;
    await clock.advance(600000);
    expect([plex.http.asked.length, clock.pending]).toEqual([before, 0]);
  });

  it('of a PIN that nobody knows does nothing', async () => {
    await expect(setUp().auth.cancelPin(1)).resolves.toBeUndefined();
  });

  it('takes back a token that was stored but has no person yet', async () => {
    const { auth, plex, clock, vault } = setUp();
    plex.routes['GET /pins/:id'] = GRANTED;
    plex.routes['GET /user'] = failureOf('offline');
    watchPin(auth.pollForPin(ID));
    await clock.advance(3000);
    await auth.cancelPin(ID);
    expect([auth.isAuthenticated(), vault.disk.size]).toEqual([false, 0]);
  });

  it('puts back a sign-in of an earlier run that nobody had read in this one', async () => {
    const { auth, plex, clock, vault } = setUp();
    const earlier = '{"version":1,"accountToken":"EARLIER","signIn":null,"profileToken":null}';
    vault.disk.set('plex.signIn', earlier);
    plex.routes['GET /pins/:id'] = GRANTED;
    plex.routes['GET /user'] = failureOf('offline');
    watchPin(auth.pollForPin(ID));
    await clock.advance(3000);
    await auth.cancelPin(ID);
    expect(vault.disk.get('plex.signIn')).toContain('EARLIER');
  });

  it('is what asking for another PIN does to one whose token has no person yet', async () => {
    const { auth, plex, clock, vault } = setUp();
    plex.routes['GET /pins/:id'] = GRANTED;
    plex.routes['GET /user'] = failureOf('offline');
    watchPin(auth.pollForPin(ID));
    await clock.advance(3000);
    await auth.requestPin();
    expect([auth.isAuthenticated(), vault.disk.size]).toEqual([false, 0]);
  });

  it('holds over a network that cannot be stopped: its late answer stores nothing', async () => {
    const { auth, plex, vault, clock } = setUp();
    const { send } = plex.http;
    plex.http.send = (request) => send(request);
    let answer: (said: typeof GRANTED) => void = () => undefined;
    const late = new Promise<typeof GRANTED>((resolve) => (answer = resolve));
    plex.routes['GET /pins/:id'] = () => late as never;
    const looking = watchPin(auth.checkPinStatus(ID));
    await drain();
    await auth.cancelPin(ID);
    answer(GRANTED);
    await clock.advance(1000);
    expect(looking.now).toEqual({ failure: { code: 'cancelled' } });
    expect([vault.written.length, auth.isAuthenticated()]).toEqual([0, false]);
  });

  it('is what signing out does to a wait', async () => {
    const { auth, plex, clock } = setUp();
    const seen = watchPin(auth.pollForPin(ID));
    await clock.advance(1000);
    await auth.clearCredentials();
    plex.routes['GET /pins/:id'] = GRANTED;
    await clock.advance(60000);
    expect(seen.now).toEqual({ failure: { code: 'cancelled' } });
    expect(auth.isAuthenticated()).toBe(false);
  });
});
