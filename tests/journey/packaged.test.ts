// promises: P2 P5
/**
 * The packaged profile: a page of a file:// origin with web security off, as a packaged app is believed to run.
 * No real set has confirmed that belief.
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

const MINUTES = 60_000;

let simulator: Simulator;
const folder = mkdtempSync(join(tmpdir(), 'couchkey-packaged-'));
let app: string;
let browser: Browser;
let page: Page;

function wasAsked(route: string): boolean {
  return simulator.journal.all().some((entry) => entry.route === route);
}

/** The way to the server is written down once it has been found, which is a moment after the server was asked. */
function isServerKept(): boolean {
  return Object.keys(localStorage).some((key) => key.indexOf('couchkey_server') === 0);
}

describe('the packaged profile, in a browser, by keys', () => {
  beforeAll(async () => {
    simulator = await startSimulator();
    app = await unpacked(folder, simulator.urls.plex, './src/main-tv.ts');
    browser = await openBrowser({ flags: PACKAGED });
    page = await browser.newPage();
  }, 3 * MINUTES);

  afterAll(async () => {
    await browser.close();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'signs in and reaches the media server, which sees its own token and no other',
    async () => {
      const start = await startOf(page, app);
      expect(start).toMatchObject({ kind: 'started' });
      await until(() => wasAsked('pins.poll'));
      const code = simulator.plex.pins()[0]?.code ?? '';
      expect(simulator.phone.twoFactor(code, 'theo')).toMatchObject({ ok: true });
      await until(() => wasAsked('sections'));
      await until(() => page.evaluate(isServerKept));
      const account = simulator.plex.tokens().map(({ token }) => token);
      const strays = account.flatMap((token) => simulator.journal.sentTo(token));
      expect(strays.filter(({ service }) => service.startsWith('media:'))).toEqual([]);
    },
    MINUTES
  );

  it(
    'finds the server again after a restart while plex.tv is down',
    async () => {
      simulator.faults.set({ kind: 'status', status: 503, service: 'plex' });
      simulator.journal.clear();
      await startOf(page, app);
      await until(() => wasAsked('sections'));
    },
    MINUTES
  );
});
