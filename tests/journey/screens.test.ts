// promises: C1 M1 P2 X3 X4
/**
 * Whole evenings in the packaged profile: a page of a file:// origin with web security off, as a packaged app is believed
 * to run (no real set has confirmed that). Once by keys alone, once by a pointer alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { PACKAGED, unpacked } from '../support/unpacked';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';
import { pointer, remote, type Hands } from './hands';

const MINUTES = 60_000;
const HOME_SERVER = 'Living Room NAS';

/** A phone: signs in at the link page, types the code that the television shows, and is put away. */
async function linkByPhone(browser: Browser, sim: Simulator): Promise<void> {
  const code = await until(() => sim.plex.pins().slice(-1)[0]?.code ?? null);
  const phone = await (await browser.createBrowserContext()).newPage();
  await phone.goto(`${sim.urls.plex}/link`);
  await Promise.all([phone.waitForNavigation(), phone.click('button[name="demo"][value="ada"]')]);
  await phone.type('input[name="code"]', code);
  await Promise.all([phone.waitForNavigation(), phone.keyboard.press('Enter')]);
  expect(await phone.evaluate('document.body.innerText')).toContain('Account linked');
  await phone.close();
}

describe.each([
  ['keys', remote],
  ['a pointer', pointer]
] as const)('an evening by %s alone, in the packaged profile', (_name, handsOn) => {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-screens-'));
  const user = ['--user-data-dir=' + join(folder, 'user')];
  let sim: Simulator;
  let app: string;
  let browser: Browser;
  let tab: Page;
  let hands: Hands;

  async function switchOn(): Promise<void> {
    browser = await openBrowser({ flags: [...PACKAGED, ...user] });
    tab = await browser.newPage();
    expect(await startOf(tab, app)).toMatchObject({ kind: 'started' });
    hands = handsOn(tab);
  }

  beforeAll(async () => {
    sim = await startSimulator();
    app = await unpacked(join(folder, 'app'), sim.urls.plex);
    await switchOn();
  }, 4 * MINUTES);

  afterAll(async () => {
    await browser.close();
    await sim.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'signs in with the short code that is there unasked, typed at the link page',
    async () => {
      await hands.untilPage('link');
      await linkByPhone(browser, sim);
      await hands.untilPage('profiles');
    },
    2 * MINUTES
  );

  it(
    'opens a guarded profile with its PIN, and chooses a server',
    async () => {
      await hands.press(/^Ada/);
      await hands.untilPage('pinPad');
      await hands.type('1234');
      await hands.untilPage('home', 'servers', 'connecting');
      const { page } = await hands.untilPage('home', 'servers');
      if (page === 'home') await hands.press(/^switchServer$/);
      await hands.untilPage('servers');
      await hands.press(new RegExp(HOME_SERVER));
      await hands.untilPage('home');
    },
    2 * MINUTES
  );

  it(
    'is signed in again after the plug was pulled and put back, with no key pressed',
    async () => {
      await until(() =>
        tab.evaluate(`Object.keys(localStorage).some((key) => key.startsWith('couchkey_server'))`)
      );
      browser.process()?.kill('SIGKILL');
      await switchOn();
      await hands.untilPage('home', 'profiles');
    },
    2 * MINUTES
  );

  it(
    'says so when the server goes, and comes back by itself',
    async () => {
      if ((await hands.seen()).page === 'profiles') {
        await hands.press(/^Ada/);
        await hands.type('1234');
        await hands.untilPage('home');
      }
      await sim.media.stop(HOME_SERVER);
      // A server is asked every half minute whether it is there: as long as one patience of the test.
      await hands.untilPage('trouble').catch(() => hands.untilPage('trouble'));
      await sim.media.start(HOME_SERVER);
      await hands.untilPage('home');
    },
    4 * MINUTES
  );

  it(
    'signs out after asking once, and keeps nothing',
    async () => {
      await hands.press(/^signOut$/);
      await hands.untilPage('confirmSignOut');
      await hands.press(/^signOut$/);
      await hands.untilPage('chooseService', 'link');
      expect(
        await until(async () => (await tab.evaluate('JSON.stringify(localStorage)')) as string)
      ).not.toMatch(/Ada|Living Room/);
    },
    2 * MINUTES
  );
});
