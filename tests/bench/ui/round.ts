import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { until } from '../../support/until';
import { installGauges, readGauges, readTextureBytes, type Gauges } from './gauges';
import type { Simulator } from '../../simulator/start';
import type { Built } from './pages';

export type Round = {
  readonly keys: Gauges['keys'];
  readonly textureBytes: number;
  readonly heapBytes: number;
  readonly idleFrames: number;
};
export type Rounds = { readonly [screen: string]: Round };

/** A slow set: a sixth of this machine. */
export const THROTTLE = 6;
const PRESSES = 24;
/** There and back again, whichever way a screen's buttons lie. */
const WALK = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'] as const;
const SETTLE_MS = 1500;
const BETWEEN_KEYS_MS = 120;
const IDLE_MS = 10_000;

export const SIZES = { small: { width: 1280, height: 720 }, large: { width: 1920, height: 1080 } } as const;

/** tsx wraps each function in a call of this, also those that are sent to a page. */
const NAMES = 'globalThis.__name = (named) => named';

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The processor, so many times slower. */
export function throttle(cdp: CDPSession, rate: number): Promise<unknown> {
  return cdp.send('Emulation.setCPUThrottlingRate', { rate });
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Keys are let go of, so that each is a press and none a repeat. */
async function walk(page: Page, cdp: CDPSession): Promise<Gauges['keys']> {
  const before = (await page.evaluate(readGauges)).keys.length;
  await throttle(cdp, THROTTLE);
  for (let n = 0; n < PRESSES; n += 1) {
    await page.keyboard.press(WALK[n % WALK.length] as (typeof WALK)[number]);
    await rest(BETWEEN_KEYS_MS);
  }
  await rest(SETTLE_MS);
  await throttle(cdp, 1);
  return (await page.evaluate(readGauges)).keys.slice(before);
}

async function idleFrames(page: Page): Promise<number> {
  const before = (await page.evaluate(readGauges)).frames;
  await rest(IDLE_MS);
  return (await page.evaluate(readGauges)).frames - before;
}

/** `isLarge`: memory and stillness at 1080p; otherwise the time of keys at 720p. */
async function measure(page: Page, cdp: CDPSession, isLarge: boolean): Promise<Round> {
  await rest(SETTLE_MS);
  if (!isLarge) {
    return { keys: await walk(page, cdp), textureBytes: 0, heapBytes: 0, idleFrames: 0 };
  }
  const textureBytes = await page.evaluate(readTextureBytes);
  return { keys: [], textureBytes, heapBytes: await heapOf(cdp), idleFrames: await idleFrames(page) };
}

/** Runs with a page of a browser profile that nobody has used. */
export async function withFreshPage<T>(
  browser: Browser,
  isLarge: boolean,
  run: (page: Page, cdp: CDPSession) => Promise<T>
): Promise<T> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  try {
    await page.setViewport(SIZES[isLarge ? 'large' : 'small']);
    await page.evaluateOnNewDocument(NAMES);
    await page.evaluateOnNewDocument(installGauges);
    return await run(page, await page.createCDPSession());
  } finally {
    await context.close();
  }
}

/** Waits for the start picture to go. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await until(() => page.evaluate(() => document.getElementById('start') === null));
}

/** The bare page has one screen. */
export function bareRound(browser: Browser, { url }: Built, isLarge: boolean): Promise<Rounds> {
  return withFreshPage(browser, isLarge, async (page, cdp) => {
    await openPage(page, url);
    return { bare: await measure(page, cdp, isLarge) };
  });
}

/** Whether a route was asked for since the journal was cleared. */
export function asked(simulator: Simulator, route: string): boolean {
  return simulator.journal.all().some((entry) => entry.route === route);
}

/** From the code back to the welcome and to a code again, from there by the phone to home: each is measured on the way. */
export function appRound(
  browser: Browser,
  { url }: Built,
  isLarge: boolean,
  simulator: Simulator
): Promise<Rounds> {
  return withFreshPage(browser, isLarge, async (page, cdp) => {
    simulator.journal.clear();
    await openPage(page, url);
    await until(() => asked(simulator, 'pins.poll'));
    const link = await measure(page, cdp, isLarge);
    await page.keyboard.press('Escape');
    const first = await measure(page, cdp, isLarge);
    simulator.journal.clear();
    await page.keyboard.press('Enter');
    await until(() => asked(simulator, 'pins.poll'));
    simulator.phone.twoFactor(simulator.plex.pins().at(-1)?.code ?? '', 'theo');
    await until(() => asked(simulator, 'sections'));
    await rest(SETTLE_MS);
    return { first, link, home: await measure(page, cdp, isLarge) };
  });
}
