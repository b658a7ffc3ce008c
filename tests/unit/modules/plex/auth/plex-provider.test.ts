import { failureOf } from '../../../../../src/core/model/failure';
import { PENDING_RECORD } from '../../../../../src/core/vault/pending-code';
import { readPlexRecord } from '../../../../../src/core/vault/plex-record';
import { askAs, newPlexMemory } from '../../../../../src/modules/plex/auth/account-token';
import { DEFAULTS, RECORDS } from '../../../../../src/modules/plex/auth/constants';
import { PlexProvider } from '../../../../../src/modules/plex/auth/plex-provider';
import { memoryVault } from '../../../../support/memory-vault';
import { errorBody, homeUser, pinBody, userBody } from '../../../../support/plex-facts';
import { asked, plexStub } from '../../../../support/plex-stub';
import { VirtualClock } from '../../../../support/virtual-clock';

const TOKEN = 'tok-account';
const OFFLINE = failureOf('offline');

function setUp() {
  const plex = plexStub();
  const vault = memoryVault();
  const clock = new VirtualClock({ now: 5000 });
  const memory = newPlexMemory();
  const ports = { http: plex.http, vault, clock };
  const provider = (): PlexProvider => new PlexProvider(ports, DEFAULTS, memory);
  const record = () => readPlexRecord(vault.disk.get(RECORDS.signIn) ?? '');
  return { plex, vault, clock, memory, provider, record, context: { ports, config: DEFAULTS, memory } };
}

async function signedIn() {
  const world = setUp();
  world.plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: TOKEN }) };
  world.plex.routes['GET /user'] = { body: userBody({ homeSize: 3 }) };
  await world.provider().checkCode('1234567890');
  await world.provider().loadAccount();
  return world;
}

describe('restoring', () => {
  it('finds nothing on a new set, and asks nobody', async () => {
    const { provider, plex } = setUp();
    expect(await provider().restore()).toEqual({ kind: 'nothing' });
    expect(plex.http.asked).toEqual([]);
  });

  it('finds a code that is still on its way, with a whole life before it', async () => {
    const { provider, clock } = setUp();
    const code = await provider().requestCode();
    await clock.advance(60000);
    expect(await provider().restore()).toEqual({
      kind: 'code',
      code: { ...code, expiresAt: clock.now() + 900000 }
    });
  });

  it('leaves another service’s code alone', async () => {
    const { provider, vault } = setUp();
    vault.disk.set(PENDING_RECORD, JSON.stringify({ provider: 'tmdb', id: 'x', text: '', link: 'l' }));
    expect(await provider().restore()).toEqual({ kind: 'nothing' });
  });

  it('finds a token whose person was never asked for', async () => {
    const { provider, plex } = setUp();
    plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: TOKEN }) };
    await provider().checkCode('1234567890');
    expect(await provider().restore()).toEqual({ kind: 'claimed', remembered: true });
  });

  it('finds the person', async () => {
    const { provider } = await signedIn();
    expect(await provider().restore()).toMatchObject({ kind: 'signedIn', signIn: { provider: 'plex' } });
  });

  it.each(['{"version":1,"accountTok', '', '{"version":2,"accountToken":"x"}', 'null'])(
    'calls the torn record %j a fault of storage, and asks plex.tv for nothing',
    async (text) => {
      const { provider, vault, plex } = setUp();
      vault.disk.set(RECORDS.signIn, text);
      await expect(provider().restore()).rejects.toEqual({ code: 'storage' });
      await expect(provider().confirmAccount()).rejects.toEqual({ code: 'storage' });
      expect(plex.http.asked).toEqual([]);
      expect(vault.disk.get(RECORDS.signIn)).toBe(text);
    }
  );
});

describe('the client identifier', () => {
  it('is minted once, as a version 4 UUID, and sent with every call', async () => {
    const { provider, plex, vault } = await signedIn();
    await provider().listProfiles();
    await provider().confirmAccount();
    const sent = new Set(plex.http.asked.map((each) => each.headers['X-Plex-Client-Identifier']));
    expect([...sent]).toEqual([vault.disk.get(RECORDS.clientId)]);
    expect([...sent][0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is not minted anew because a read failed', async () => {
    const { provider, plex, vault } = setUp();
    vault.unreadable.add(RECORDS.clientId);
    await expect(provider().requestCode()).rejects.toEqual({ code: 'storage' });
    expect(vault.written).toEqual([]);
    expect(plex.http.asked).toEqual([]);
  });
});

describe('a code', () => {
  it('lives from the moment of the reply, by what plex.tv says is left', async () => {
    const { provider, plex } = setUp();
    plex.routes['POST /pins'] = { status: 201, body: pinBody({ expiresIn: 870 }) };
    expect(await provider().requestCode()).toEqual({
      id: '1234567890',
      text: '7RQZ',
      link: 'https://plex.tv/link/?pin=7RQZ',
      expiresAt: 5000 + 870000
    });
  });

  it('has four answers', async () => {
    const { provider, plex } = setUp();
    expect(await provider().checkCode('1234567890')).toEqual({ kind: 'pending', lifeMs: 900000 });
    plex.routes['GET /pins/:id'] = { status: 404, body: errorBody(1020, 404) };
    expect(await provider().checkCode('1234567890')).toEqual({ kind: 'gone' });
    plex.routes['GET /pins/:id'] = OFFLINE;
    await expect(provider().checkCode('1234567890')).rejects.toEqual(OFFLINE);
    plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: TOKEN }) };
    expect(await provider().checkCode('1234567890')).toEqual({ kind: 'granted', remembered: true });
  });

  it('that is gone is forgotten, and a newer one is not', async () => {
    const { provider, plex, vault } = setUp();
    await provider().requestCode();
    plex.routes['GET /pins/:id'] = { status: 404 };
    await provider().checkCode('1111111111');
    expect(vault.disk.has(PENDING_RECORD)).toBe(true);
    await provider().checkCode('1234567890');
    expect(vault.disk.has(PENDING_RECORD)).toBe(false);
  });

  it('that is granted is stored before anything else is asked', async () => {
    const { provider, plex, record, vault } = setUp();
    plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: TOKEN }) };
    plex.routes['GET /user'] = OFFLINE;
    await provider().checkCode('1234567890');
    expect(record()).toMatchObject({ accountToken: TOKEN, signIn: null });
    expect(vault.disk.has(PENDING_RECORD)).toBe(false);
    await expect(provider().loadAccount()).rejects.toEqual(OFFLINE);
    expect(record().accountToken).toBe(TOKEN);
  });

  it('signs in on a set that cannot remember, and says so', async () => {
    const { provider, plex, vault } = setUp();
    vault.durable = false;
    plex.routes['GET /pins/:id'] = { body: pinBody({ authToken: TOKEN }) };
    expect(await provider().checkCode('1234567890')).toEqual({ kind: 'granted', remembered: false });
    expect(await provider().loadAccount()).toMatchObject({ remembered: false });
  });
});

describe('a token handed over', () => {
  it('is stored only after plex.tv has answered for it', async () => {
    const { provider, plex, record, vault } = setUp();
    plex.routes['GET /user'] = OFFLINE;
    await expect(provider().acceptToken(TOKEN)).rejects.toEqual(OFFLINE);
    expect(vault.disk.has(RECORDS.signIn)).toBe(false);
    plex.routes['GET /user'] = { body: userBody() };
    expect(await provider().acceptToken(`  ${TOKEN}\n`)).toEqual({ durable: true });
    expect(record().accountToken).toBe(TOKEN);
  });

  it('that plex.tv refuses is no sign-out', async () => {
    const { provider, plex, record } = await signedIn();
    plex.routes['GET /user'] = { status: 401, body: errorBody(1001, 401) };
    await expect(provider().acceptToken('other')).rejects.toEqual({ code: 'tokenNotAccepted', status: 401 });
    expect(record().accountToken).toBe(TOKEN);
  });

  it.each(['', '   ', 'two words', 'ümlaut', 'a\nb'])('of %j is refused without asking', async (text) => {
    const { provider, plex } = setUp();
    await expect(provider().acceptToken(text)).rejects.toEqual({ code: 'tokenNotAccepted' });
    expect(plex.http.asked).toEqual([]);
  });
});

describe('staying signed in', () => {
  it('is a ping', async () => {
    const world = await signedIn();
    await world.provider().confirmAccount();
    expect(asked(world.plex).at(-1)).toBe('GET /ping');
  });

  it.each([
    [401, 'issuerRefused'],
    [498, 'issuerRefused'],
    [403, 'forbidden'],
    [429, 'busy'],
    [500, 'serviceDown']
  ])('at %i is %s, and the record stays for the core to judge', async (status, code) => {
    const { provider, plex, record } = await signedIn();
    plex.routes['GET /ping'] = { status };
    await expect(provider().confirmAccount()).rejects.toMatchObject({ code });
    expect(record().accountToken).toBe(TOKEN);
  });

  it('without a record is a fault of storage, not a refusal', async () => {
    const { provider } = setUp();
    await expect(provider().confirmAccount()).rejects.toEqual({ code: 'storage' });
  });
});

describe('who is watching', () => {
  it('is asked anew, and kept for a day without plex.tv', async () => {
    const { provider, plex } = await signedIn();
    const people = await provider().listProfiles();
    expect(people.map((each) => each.title)).toEqual(['Finn']);
    plex.routes['GET /home/users'] = OFFLINE;
    expect(await provider().listProfiles()).toEqual(people);
    plex.routes['GET /home/users'] = { status: 503 };
    expect(await provider().listProfiles()).toEqual(people);
  });

  it('is a refusal, kept list or not, when plex.tv refuses', async () => {
    const { provider, plex } = await signedIn();
    await provider().listProfiles();
    plex.routes['GET /home/users'] = { status: 401 };
    await expect(provider().listProfiles()).rejects.toMatchObject({ code: 'issuerRefused' });
  });

  it('is a failure while nothing is kept', async () => {
    const { provider, plex } = await signedIn();
    plex.routes['GET /home/users'] = OFFLINE;
    await expect(provider().listProfiles()).rejects.toEqual(OFFLINE);
  });
});

describe('opening a profile', () => {
  it('keeps an open one’s token for the servers, and its key tells it from the account', async () => {
    const { provider, record, context, plex } = await signedIn();
    const known = await provider().openProfile('f1220a11cebeef02', null);
    expect(known.signIn.key).toBe('plex/212acf24b07315e5/f1220a11cebeef02');
    expect(record()).toMatchObject({ accountToken: TOKEN, profileToken: 'tok-profile' });
    await askAs(context, 'profile', (me, token) => ({
      method: 'GET',
      url: me.config.plexUrl + '/api/v2/ping',
      headers: { token },
      timeoutMs: 1
    }));
    expect(plex.http.asked.pop()?.headers).toEqual({ token: 'tok-profile' });
  });

  it.each([
    ['says so itself', { protected: true }, null],
    ['took a PIN', { protected: false }, '2468']
  ] as const)('never writes the token of a guarded one that %s', async (_why, change, pin) => {
    const { provider, plex, vault, memory, record } = await signedIn();
    plex.routes['POST /home/users/:id/switch'] = {
      status: 201,
      body: { ...homeUser(change), authToken: 'tok-guarded' }
    };
    const { signIn } = await provider().openProfile('f1220a11cebeef02', pin);
    expect(signIn.profile.guarded).toBe(true);
    expect(vault.written.join()).not.toContain('tok-guarded');
    expect(vault.written.join()).not.toContain('2468');
    expect(record().signIn?.profile.id).toBe('f1220a11cebeef02');
    expect(memory.guarded).toEqual({ key: signIn.key, token: 'tok-guarded' });
  });

  it('asks for a guarded one’s PIN again after a restart, instead of taking the account’s token', async () => {
    const { provider, plex, memory, context } = await signedIn();
    plex.routes['POST /home/users/:id/switch'] = {
      status: 201,
      body: { ...homeUser(), authToken: 'tok-guarded' }
    };
    await provider().openProfile('f1220a11cebeef02', '2468');
    memory.guarded = null;
    const before = plex.http.asked.length;
    await expect(
      askAs(context, 'profile', () => ({ method: 'GET', url: '', headers: {}, timeoutMs: 1 }))
    ).rejects.toEqual({
      code: 'profilePinWrong'
    });
    expect(plex.http.asked.length).toBe(before);
  });

  it('says that the PIN is wrong, and changes nothing', async () => {
    const { provider, plex, record } = await signedIn();
    const before = record();
    plex.routes['POST /home/users/:id/switch'] = { status: 403, body: errorBody(1041, 403) };
    await expect(provider().openProfile('m', '0000')).rejects.toMatchObject({ code: 'profilePinWrong' });
    expect(record()).toEqual(before);
  });

  it('leads back to the one that is open while plex.tv is down', async () => {
    const { provider, plex } = await signedIn();
    const { signIn } = await provider().openProfile('f1220a11cebeef02', null);
    plex.routes['POST /home/users/:id/switch'] = OFFLINE;
    expect(await provider().openProfile('f1220a11cebeef02', null)).toEqual({ signIn, remembered: true });
    await expect(provider().openProfile('somebody-else', null)).rejects.toEqual(OFFLINE);
  });

  it('leads nowhere past a PIN while plex.tv is down', async () => {
    const { provider, plex } = await signedIn();
    plex.routes['POST /home/users/:id/switch'] = {
      status: 201,
      body: { ...homeUser({ protected: true }), authToken: 't' }
    };
    await provider().openProfile('f1220a11cebeef02', '2468');
    plex.routes['POST /home/users/:id/switch'] = OFFLINE;
    await expect(provider().openProfile('f1220a11cebeef02', '2468')).rejects.toEqual(OFFLINE);
  });
});

describe('leaving', () => {
  it.each([204, 401])('tells plex.tv, and is content with %i', async (status) => {
    const { provider, plex } = await signedIn();
    plex.routes['DELETE /users/signout'] = { status };
    await provider().revoke();
    expect(asked(plex).at(-1)).toBe('DELETE /users/signout');
  });

  it('has nothing to say where nobody is signed in', async () => {
    const { provider, plex } = setUp();
    await provider().revoke();
    expect(plex.http.asked).toEqual([]);
  });
});

it('sends the account token to plex.tv and to nobody else', async () => {
  const { provider, plex } = await signedIn();
  await provider().listProfiles();
  await provider().openProfile('f1220a11cebeef02', null);
  await provider().confirmAccount();
  await provider().revoke();
  const carrying = plex.http.asked.filter((each) => JSON.stringify(each).includes(TOKEN));
  expect(carrying.length).toBeGreaterThan(4);
  expect(
    carrying.every((each) => each.url.startsWith('https://plex.tv/api/v2/') && !each.url.includes(TOKEN))
  ).toBe(true);
});
