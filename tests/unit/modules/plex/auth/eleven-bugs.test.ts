/** The eleven faults left in the module that ours replaces, each shown not to be here. */
import { failureOf } from '../../../../../src/core/model/failure';
import { DEFAULTS, RETUNE_PRESET } from '../../../../../src/modules/plex/auth/constants';
import { PlexProvider } from '../../../../../src/modules/plex/auth/plex-provider';
import { memoryVault } from '../../../../support/memory-vault';
import { plexAuthSetup as setUp, watchPin } from '../../../../support/plex-auth-setup';
import { errorBody, pinBody, userBody } from '../../../../support/plex-facts';
import { asked, plexStub } from '../../../../support/plex-stub';
import { drain, VirtualClock } from '../../../../support/virtual-clock';

const ID = 1234567890;
const GRANTED = { body: pinBody({ authToken: 'tok-1' }) };

it('1: a code is waited for as long as it lives, and its end is told for a countdown', async () => {
  const { auth, clock, plex } = setUp();
  const started = clock.now();
  plex.routes['GET /pins/:id'] = () => ({
    body: pinBody({ expiresIn: 900 - Math.floor((clock.now() - started) / 1000) })
  });
  const pin = await auth.requestPin();
  expect(pin.expiresAt.getTime() - clock.wall()).toBe(900000);
  const seen = watchPin(auth.pollForPin(pin.id));
  await clock.advance(890000);
  expect(seen.now).toBeNull();
  plex.routes['GET /pins/:id'] = GRANTED;
  await clock.advance(3000);
  expect(seen.now?.pin?.authToken).toBe('tok-1');
});

it('2: a cancelled wait ends, and a code approved later signs nobody in', async () => {
  const { auth, clock, plex, vault } = setUp();
  let answer: (said: typeof GRANTED) => void = () => undefined;
  const late = new Promise<typeof GRANTED>((resolve) => (answer = resolve));
  plex.routes['GET /pins/:id'] = () => late as never;
  const seen = watchPin(auth.pollForPin(ID));
  await drain();
  await auth.cancelPin(ID);
  answer(GRANTED);
  await clock.advance(60000);
  expect(seen.now).toEqual({ failure: { code: 'cancelled' } });
  expect([vault.disk.size, auth.isAuthenticated(), plex.http.stopped]).toEqual([0, false, 1]);
});

it('3: an expired PIN has a name of its own', async () => {
  const { auth, plex } = setUp();
  plex.routes['GET /pins/:id'] = { status: 404, body: errorBody(1020, 404) };
  await expect(auth.checkPinStatus(ID)).rejects.toEqual({ code: 'codeGone' });
  await expect(auth.pollForPin(ID)).rejects.toEqual({ code: 'codeGone' });
});

it('4: plex.tv out of reach at boot is no sign-out', async () => {
  const plex = plexStub();
  const ports = { http: plex.http, vault: memoryVault(), clock: new VirtualClock() };
  plex.routes['GET /pins/:id'] = GRANTED;
  await new PlexProvider(ports, DEFAULTS).checkCode(String(ID));
  await new PlexProvider(ports, DEFAULTS).loadAccount();
  plex.routes['GET /ping'] = failureOf('timeout');
  const provider = new PlexProvider(ports, DEFAULTS);
  expect((await provider.restore()).kind).toBe('signedIn');
  await expect(provider.confirmAccount()).rejects.toEqual({ code: 'timeout' });
  expect((await provider.restore()).kind).toBe('signedIn');
});

it.each([400, 409, 422, 498])('5: status %i is no PIN', async (status) => {
  const { auth, plex } = setUp();
  plex.routes['POST /pins'] = { status, body: errorBody(1000, status) };
  await expect(auth.requestPin()).rejects.toMatchObject({ status });
});

it('6: what plex.tv leaves empty is empty, and an end that it does not tell is not "now"', async () => {
  const { auth, plex, clock } = setUp();
  plex.routes['POST /pins'] = { status: 201, body: pinBody({ expiresAt: null, expiresIn: null }) };
  expect((await auth.requestPin()).expiresAt.getTime() - clock.wall()).toBe(900000);
  plex.routes['GET /pins/:id'] = GRANTED;
  plex.routes['GET /user'] = { body: userBody({ username: null, title: null, email: null, thumb: null }) };
  await auth.checkPinStatus(ID);
  expect(auth.getCurrentUser()).toMatchObject({ username: '', email: '', thumb: '', expiresAt: null });
});

it('7: the account token goes to plex.tv and to no server', async () => {
  const { auth, plex } = setUp();
  plex.routes['GET /pins/:id'] = GRANTED;
  await auth.checkPinStatus(ID);
  await auth.validateToken('tok-1');
  const hosts = plex.http.asked.map((each) => new URL(each.url).host);
  expect([...new Set(hosts)]).toEqual(['plex.tv']);
});

it('8: signing in probes no server, one after the other or at all', async () => {
  const { auth, plex } = setUp();
  plex.routes['GET /pins/:id'] = GRANTED;
  await auth.requestPin();
  await auth.checkPinStatus(ID);
  expect(asked(plex)).toEqual(['POST /pins', 'GET /pins/:id', 'GET /user']);
});

it('9: a token that is refused and one that has run out have names of their own', async () => {
  const { auth, plex } = setUp();
  plex.routes['GET /user'] = { status: 498 };
  await expect(auth.validateToken('tok')).rejects.toEqual({ code: 'tokenExpired', status: 498 });
  plex.routes['GET /user'] = { status: 422, body: errorBody(0, 422, 'Invalid token') };
  await expect(auth.validateToken('tok')).rejects.toEqual({ code: 'issuerRefused', status: 422 });
});

it('10: reading at boot writes nothing, so that the chosen server stays chosen', async () => {
  const { auth, make, vault } = setUp(RETUNE_PRESET);
  const token = {
    token: 'tok',
    userId: '1',
    username: 'a',
    email: '',
    thumb: '',
    expiresAt: null,
    issuedAt: new Date(0)
  };
  await auth.storeCredentials({
    token,
    selectedServerId: 'server-1',
    selectedServerUri: 'https://a.example'
  });
  const before = vault.written.length;
  const kept = await make().getStoredCredentials();
  expect(vault.written.length).toBe(before);
  expect(kept).toMatchObject({ selectedServerId: 'server-1', selectedServerUri: 'https://a.example' });
});

it('11: however often it is called, one PIN is polled once at a time, and a new PIN ends the old wait', async () => {
  const { auth, plex, clock } = setUp();
  const waits = [1, 2, 3].map(() => auth.pollForPin(ID));
  expect(new Set(waits).size).toBe(1);
  const seen = watchPin(waits[0] as (typeof waits)[0]);
  await clock.advance(10000);
  expect(asked(plex).length).toBe(6);
  await auth.requestPin();
  await clock.advance(60000);
  expect(seen.now).toEqual({ failure: { code: 'cancelled' } });
  expect(asked(plex).length).toBe(7);
});
