// promises: M1 X2
import { PNG } from 'pngjs';
import jsQR from 'jsqr';
import type { Browser, Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { pointedAt } from '../support/kiosk-page';
import { serve, type Served } from '../support/serve';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';

const MINUTES = 60_000;
/** A picture is read slowly inside of Jest: half as high is enough for a code. */
const WINDOW = { width: 960, height: 540 };

let simulator: Simulator;
let kiosk: Served;
let browser: Browser;
let page: Page;

async function linkOnScreen(): Promise<string | null> {
  const { data, width, height } = PNG.sync.read(Buffer.from(await page.screenshot()));
  const found = jsQR(new Uint8ClampedArray(data), width, height);
  return found === null ? null : found.data;
}

function wasAsked(route: string, method = 'GET'): boolean {
  return simulator.journal.all().some((entry) => entry.method === method && entry.path === route);
}

describe('the kiosk against the simulator, in a browser, by keys', () => {
  beforeAll(async () => {
    simulator = await startSimulator();
    kiosk = await serve(await built('browser'), pointedAt(simulator.urls.plex));
    browser = await openBrowser(WINDOW);
    page = await browser.newPage();
  }, 3 * MINUTES);

  afterAll(async () => {
    await browser.close();
    await kiosk.stop();
    await simulator.stop();
  });

  it(
    'shows a code unasked, whose QR picture leads to the link page, and goes on by itself once the phone has approved',
    async () => {
      expect(await startOf(page, kiosk.url)).toMatchObject({ kind: 'started' });
      const link = new URL(await until(linkOnScreen));
      expect(`${link.origin}${link.pathname}`).toBe(`${simulator.urls.plex}/link/`);
      expect(simulator.phone.approve(String(link.searchParams.get('pin')), 'lena')).toMatchObject({
        ok: true
      });
      await until(() => wasAsked('/api/v2/user'));
      await until(async () => (await linkOnScreen()) === null);
    },
    2 * MINUTES
  );

  it(
    'is still signed in after a reload, and asks plex.tv whether it still counts',
    async () => {
      simulator.journal.clear();
      expect(await startOf(page, kiosk.url)).toMatchObject({ kind: 'started' });
      await until(() => wasAsked('/api/v2/ping'));
      expect(wasAsked('/api/v2/pins', 'POST')).toBe(false);
    },
    2 * MINUTES
  );

  it(
    'continues the same code after a reload',
    async () => {
      const fresh = await browser.createBrowserContext();
      page = await fresh.newPage();
      await page.setViewport(WINDOW);
      await startOf(page, kiosk.url);
      simulator.journal.clear();
      const before = await until(linkOnScreen);
      await startOf(page, kiosk.url);
      expect(await until(linkOnScreen)).toBe(before);
    },
    2 * MINUTES
  );
});
