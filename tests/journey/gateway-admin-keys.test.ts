// promises: M5, M6, M8
/** Whoever runs a gateway, before one of its kiosks with nothing but a remote, in an ordinary browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { towards } from '../support/gateway-provider-world';
import { testGateway, type TestGateway } from '../support/gateway-world';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';
import { remote, type Hands } from './hands';

const MINUTES = 60_000;
const LINES = 60;
const STEP_MS = 150;

const folder = mkdtempSync(join(tmpdir(), 'couchkey-admin-'));
let sim: Simulator;
let gateway: TestGateway;
let browser: Browser;
let tab: Page;
let hands: Hands;

const labels = async (): Promise<readonly string[]> => (await hands.seen()).presses.map(({ label }) => label);
const ids = async (): Promise<readonly string[]> => (await hands.seen()).presses.map(({ id }) => id);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function back(...to: readonly string[]): Promise<void> {
  await tab.keyboard.press('Escape');
  await hands.untilPage(...to);
}

async function isRemembered(): Promise<boolean> {
  const { items } = await gateway.world.house.stores.sessions.list(null, 10, null);
  return items.some(({ deviceId }) => deviceId !== null);
}

async function fillLog(): Promise<void> {
  for (let n = 0; n < LINES; n += 1) {
    await gateway.world.house.stores.audit.append({
      ...{ at: Date.now(), event: 'signOut', outcome: 'ok', userId: null, sessionId: null },
      ...{ address: '', agent: '', screenName: '', unusual: false, detail: `line ${n}` }
    });
  }
}

beforeAll(async () => {
  sim = await startSimulator();
  gateway = await testGateway({
    ...towards(sim),
    COUCHKEY_TMDB_API_KEY: '',
    COUCHKEY_DATA: join(folder, 'data'),
    COUCHKEY_KIOSK: await built('browser', './tests/journey/tv-entry.ts')
  });
  browser = await openBrowser({ flags: [`--user-data-dir=${join(folder, 'user')}`, '--lang=en'] });
  tab = await browser.newPage();
  expect(await startOf(tab, `${gateway.url}/`)).toMatchObject({ kind: 'started' });
  hands = remote(tab);
  await hands.untilPage('link');
  const code = await until(() => sim.plex.pins().slice(-1)[0]?.code ?? null);
  expect(sim.phone.twoFactor(code, 'ada')).toMatchObject({ ok: true });
  await hands.untilPage('profiles');
  await hands.press(/^Ada/);
  await hands.untilPage('pinPad');
  await hands.type('1234');
  const { page } = await hands.untilPage('home', 'servers');
  if (page === 'home') await hands.press(/^switchServer$/);
  await hands.untilPage('servers');
}, 5 * MINUTES);

afterAll(async () => {
  await browser.close();
  await gateway.stop();
  await sim.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'is offered no address to type before they run the gateway',
  async () => {
    await until(async () => (await ids()).some((id) => /^again/.test(id)));
    expect((await ids()).filter((id) => /^address/.test(id))).toEqual([]);
    await hands.press(/Living Room NAS/);
    await hands.untilPage('home');
  },
  2 * MINUTES
);

it(
  'turns off, and on again, that this screen is remembered',
  async () => {
    expect(await isRemembered()).toBe(true);
    await hands.press(/^settings$/);
    await hands.untilPage('settings');
    await hands.press(/^remember/);
    await until(async () => !(await isRemembered()));
    await until(async () => (await labels()).includes('Remember this screen, Off'));
    await hands.press(/^remember/);
    await until(async () => (await labels()).includes('Remember this screen, On'));
    expect(await isRemembered()).toBe(true);
    await back('home');
  },
  2 * MINUTES
);

it(
  'finishes set-up with the code from the console and a PIN of their own',
  async () => {
    const code = /set-up code (\S+)/.exec(gateway.said().join('\n'))?.[1] ?? '';
    await hands.press(/^setUp$/);
    await hands.untilPage('adminCode');
    await hands.type(code);
    await hands.press(/^next$/);
    await hands.untilPage('adminPin');
    await hands.type('4711');
    await hands.press(/^done$/);
    await hands.untilPage('admin');
  },
  3 * MINUTES
);

it(
  'looks at screens and people, and at what may be done with each',
  async () => {
    await hands.press(/^sessions$/);
    await hands.untilPage('adminTable');
    await until(async () => (await labels()).some((label) => /This screen/.test(label)));
    await back('admin');
    await hands.press(/^users$/);
    await hands.untilPage('adminTable');
    await hands.press(/^row:/);
    await hands.untilPage('adminRow');
    expect(await labels()).toEqual(expect.arrayContaining(['Admin no more', 'Keep out', 'Delete']));
    await back('adminTable');
    await back('admin');
  },
  2 * MINUTES
);

it(
  'reads the log in words, to its end',
  async () => {
    await fillLog();
    await hands.press(/^audit$/);
    await hands.untilPage('adminTable');
    const first = await until(async () => (await labels()).find((label) => /^Signed out/.test(label)));
    expect(first).toMatch(/^Signed out, now$/);
    for (let n = 0; n < LINES && !(await ids()).some((id) => /^more/.test(id)); n += 1) {
      await tab.keyboard.press('ArrowDown');
      await pause(STEP_MS);
    }
    await hands.press(/^more/);
    await until(async () => !(await ids()).some((id) => /^more/.test(id)));
    // A busy machine may miss a press.
    for (let n = 0; n < 3 * LINES && !(await labels()).some((label) => /^Signed in/.test(label)); n += 1) {
      await tab.keyboard.press('ArrowDown');
      await pause(STEP_MS);
    }
    expect(await labels()).toEqual(expect.arrayContaining([expect.stringMatching(/^Signed in/)]));
  },
  4 * MINUTES
);
