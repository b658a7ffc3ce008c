// promises: B2 M1
/**
 * An evening at a kiosk before its gateway, by keys alone, in an ordinary browser: and at the end of it nothing that this
 * browser was ever given holds a token.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../support/built';
import { startOf } from '../support/first-picture';
import { until } from '../support/until';
import { Evening } from './evening';

const MINUTES = 60_000;
const HOME_SERVER = 'Living Room NAS';

let at: Evening;

/** A Chromium writes its cookies down half a minute after they came, and a plug pulled before that takes them along. */
function areCookiesKept(): boolean {
  const user = join(at.folder, 'user');
  return readdirSync(user, { recursive: true, encoding: 'utf8' })
    .filter((path) => /Cookies$/.test(path))
    .some((path) => readFileSync(join(user, path)).includes('couchkey_device'));
}

async function untilHome(): Promise<void> {
  const { page } = await at.hands.untilPage('home', 'profiles');
  if (page === 'profiles') {
    await at.enterAda();
    await at.hands.untilPage('home');
  }
}

beforeAll(async () => {
  const environment = { COUCHKEY_KIOSK: await built('browser', './tests/journey/tv-entry.ts') };
  at = await Evening.begin({ environment, page: ({ gateway }) => `${gateway.url}/` });
}, 4 * MINUTES);

afterEach(() => at.noteTokens());

afterAll(() => at.end());

it(
  'signs in with the code that is there unasked',
  async () => {
    await at.hands.untilPage('link');
    await at.codeShown();
    await at.tab.evaluate(async () => {
      const { code: shown } = (await (await fetch('api/plex/restore')).json()) as { code: { id: string } };
      new EventSource(`api/plex/oauth/pin/${shown.id}/events`);
    });
    await at.approve('ada');
    await at.hands.untilPage('profiles');
  },
  2 * MINUTES
);

it(
  'opens a guarded profile with its PIN, chooses a server, and shows its libraries',
  async () => {
    await at.enterAda();
    await at.untilServers();
    await at.hands.press(new RegExp(HOME_SERVER));
    await at.hands.untilPage('home');
    await until(async () =>
      (await at.hands.seen()).presses.some(({ label }) => /^Movies|^Films/.test(label))
    );
  },
  2 * MINUTES
);

it(
  'is signed in again after the plug was pulled and put back, with no key pressed',
  async () => {
    await at.received.keepOf(at.tab);
    await until(areCookiesKept).catch(() => until(areCookiesKept));
    at.pullPlug();
    await at.switchOn();
    await untilHome();
  },
  2 * MINUTES
);

it(
  'says so while its gateway is away, is signed out by nothing, and is back by itself',
  async () => {
    await at.gateway.stop();
    await at.hands.untilPage('trouble').catch(() => at.hands.untilPage('trouble'));
    await at.startGateway();
    await untilHome();
  },
  4 * MINUTES
);

it(
  'signs out after asking once, at the gateway too, and a reload finds nobody',
  async () => {
    await at.signOut();
    const { items } = await at.gateway.world.house.stores.sessions.list(null, 10, null);
    expect(items.filter(({ userId }) => userId !== null)).toEqual([]);
    await startOf(at.tab, `${at.gateway.url}/`);
    await at.hands.untilPage('chooseService', 'link');
  },
  2 * MINUTES
);

it('is guarded as a page, and lets an app from elsewhere read that a route is unknown', async () => {
  const page = (await fetch(`${at.gateway.url}/`)).headers;
  expect(page.get('cross-origin-opener-policy')).toBe('same-origin');
  const data = (await fetch(`${at.gateway.url}/api/session`)).headers;
  expect(data.get('cross-origin-resource-policy')).toBe('same-origin');
  for (const headers of [page, data]) {
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual([
      'nosniff',
      'SAMEORIGIN'
    ]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
  const unknown = await fetch(`${at.gateway.url}/api/unheard-of`, { headers: { origin: 'null' } });
  expect([unknown.status, unknown.headers.get('access-control-allow-origin')]).toEqual([404, 'null']);
});

it('was never given a token, in no body, header, cookie, event or store', async () => {
  expect(await at.leaked()).toEqual([]);
  expect(at.minted.size).toBeGreaterThan(2);
  expect(at.received.all()).toContain('lifeMs');
  expect(at.received.all()).toContain('couchkey_session');
});
