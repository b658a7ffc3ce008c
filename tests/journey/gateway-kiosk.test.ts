// promises: B2 M1
/**
 * An evening at a kiosk before its gateway, by keys alone, in an ordinary browser: and at the end of it nothing that this
 * browser was ever given holds a token.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { freePort } from '../support/free-port';
import { towards } from '../support/gateway-provider-world';
import { testGateway, type TestGateway } from '../support/gateway-world';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';
import { remote, type Hands } from './hands';
import { noteTokens, recordAll, type Received } from './received';

const MINUTES = 60_000;
const HOME_SERVER = 'Living Room NAS';

const folder = mkdtempSync(join(tmpdir(), 'couchkey-kiosk-'));
const pieces: string[] = [];
const minted = new Set<string>();
let sim: Simulator;
let gateway: TestGateway;
let environment: { readonly [name: string]: string };
let browser: Browser;
let tab: Page;
let hands: Hands;
let received: Received;

async function switchOn(): Promise<void> {
  browser = await openBrowser({ flags: [`--user-data-dir=${join(folder, 'user')}`] });
  tab = await browser.newPage();
  received = await recordAll(tab, pieces);
  expect(await startOf(tab, `${gateway.url}/`)).toMatchObject({ kind: 'started' });
  hands = remote(tab);
}

/** The code that is on the screen: the newest at plex.tv. */
const codeShown = (): Promise<string> => until(() => sim.plex.pins().slice(-1)[0]?.code ?? null);

/** A Chromium writes its cookies down half a minute after they came, and a plug pulled before that takes them along. */
function areCookiesKept(): boolean {
  const user = join(folder, 'user');
  return readdirSync(user, { recursive: true, encoding: 'utf8' })
    .filter((path) => /Cookies$/.test(path))
    .some((path) => readFileSync(join(user, path)).includes('couchkey_device'));
}

async function typePin(): Promise<void> {
  await hands.press(/^Ada/);
  await hands.untilPage('pinPad');
  await hands.type('1234');
}

async function untilHome(): Promise<void> {
  const { page } = await hands.untilPage('home', 'profiles');
  if (page === 'profiles') {
    await typePin();
    await hands.untilPage('home');
  }
}

beforeAll(async () => {
  sim = await startSimulator();
  const port = String(await freePort());
  const kiosk = await built('browser', './tests/journey/tv-entry.ts');
  environment = {
    ...towards(sim),
    COUCHKEY_TMDB_API_KEY: '',
    COUCHKEY_DATA: join(folder, 'data'),
    COUCHKEY_PORT: port,
    COUCHKEY_KIOSK: kiosk
  };
  gateway = await testGateway(environment);
  await switchOn();
}, 4 * MINUTES);

afterEach(() => noteTokens(sim, minted));

afterAll(async () => {
  await browser.close();
  await gateway.stop();
  await sim.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'signs in with the code that is there unasked',
  async () => {
    await hands.untilPage('link');
    const code = await codeShown();
    await tab.evaluate(async () => {
      const { code: shown } = (await (await fetch('api/plex/restore')).json()) as { code: { id: string } };
      new EventSource(`api/plex/oauth/pin/${shown.id}/events`);
    });
    expect(sim.phone.twoFactor(code, 'ada')).toMatchObject({ ok: true });
    await hands.untilPage('profiles');
  },
  2 * MINUTES
);

it(
  'opens a guarded profile with its PIN, chooses a server, and shows its libraries',
  async () => {
    await typePin();
    const { page } = await hands.untilPage('home', 'servers');
    if (page === 'home') await hands.press(/^switchServer$/);
    await hands.untilPage('servers');
    await hands.press(new RegExp(HOME_SERVER));
    await hands.untilPage('home');
    await until(async () => (await hands.seen()).presses.some(({ label }) => /^Movies|^Films/.test(label)));
  },
  2 * MINUTES
);

it(
  'is signed in again after the plug was pulled and put back, with no key pressed',
  async () => {
    await received.keepOf(tab);
    await until(areCookiesKept).catch(() => until(areCookiesKept));
    browser.process()?.kill('SIGKILL');
    await switchOn();
    await untilHome();
  },
  2 * MINUTES
);

it(
  'says so while its gateway is away, is signed out by nothing, and is back by itself',
  async () => {
    await gateway.stop();
    await hands.untilPage('trouble').catch(() => hands.untilPage('trouble'));
    gateway = await testGateway(environment);
    await untilHome();
  },
  4 * MINUTES
);

it(
  'signs out after asking once, at the gateway too, and a reload finds nobody',
  async () => {
    await hands.press(/^signOut$/);
    await hands.untilPage('confirmSignOut');
    await hands.press(/^signOut$/);
    await hands.untilPage('chooseService', 'link');
    const { items } = await gateway.world.house.stores.sessions.list(null, 10, null);
    expect(items.filter(({ userId }) => userId !== null)).toEqual([]);
    await startOf(tab, `${gateway.url}/`);
    await hands.untilPage('chooseService', 'link');
  },
  2 * MINUTES
);

it('was never given a token, in no body, header, cookie, event or store', async () => {
  await received.keepOf(tab);
  noteTokens(sim, minted);
  expect(minted.size).toBeGreaterThan(2);
  expect(received.all()).toContain('lifeMs');
  expect(received.all()).toContain('couchkey_session');
  expect([...minted].filter((token) => received.all().includes(token))).toEqual([]);
});
