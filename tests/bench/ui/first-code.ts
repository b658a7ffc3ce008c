import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { serve } from '../../support/serve';
import { until } from '../../support/until';
import { pointedAt } from '../../support/kiosk-page';
import { readGauges } from './gauges';
import { asked, throttle, THROTTLE, withFreshPage } from './round';
import type { Simulator } from '../../simulator/start';
import type { Built } from './pages';

/**
 * Milliseconds from asking for the page to what it paints by itself, to the frame in which the whole code stands, to
 * the bare page's first frame right after; and font bytes until the code.
 */
export type FirstCode = Started & { readonly bareMs: number };

type Started = { readonly paintMs: number; readonly codeMs: number; readonly fontBytes: number };

type Ink = { readonly text: string; readonly at: number };
type World = { ink: Ink[] };

/** Runs in the page: notes what is written when. */
function installPen(): void {
  const world = window as unknown as World & Window;
  world.ink = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...all): void {
    world.ink.push({ text: all[0], at: performance.now() });
    write.apply(this, all);
  };
}

/** Runs in the page. */
function readPen(): World & { paintMs: number; fonts: { path: string; end: number }[] } {
  const fonts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ name }) => /\.woff2?$/.test(name))
    .map(({ name, responseEnd }) => ({ path: new URL(name).pathname, end: responseEnd }));
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {
    ink: (window as unknown as World).ink,
    paintMs: paint === undefined ? NaN : paint.startTime,
    fonts
  };
}

/** When the last of a code's letters was first written; null while one is missing. Its letters may come one by one. */
function writtenAt(ink: readonly Ink[], code: string): number | null {
  const whole = ink.find(({ text }) => text === code);
  const each = [...code].map((letter) => ink.find(({ text }) => text === letter));
  const all = whole === undefined ? each : [whole];
  return all.includes(undefined) ? null : Math.max(...all.map((found) => (found as Ink).at));
}

/** Opens a page on a slow set, in a profile that nobody has used, and reads it until it says something. */
async function opened<T>(
  browser: Browser,
  { folder }: Built,
  simulator: Simulator,
  read: (page: Page) => Promise<T | null>
): Promise<T> {
  const served = await serve(folder, pointedAt(simulator.urls.plex));
  try {
    return await withFreshPage(browser, false, async (page, cdp) => {
      simulator.journal.clear();
      await page.evaluateOnNewDocument(installPen);
      await throttle(cdp, THROTTLE);
      await page.goto(served.url);
      return until(() => read(page));
    });
  } finally {
    await served.stop();
  }
}

async function readStart(page: Page, { folder }: Built, simulator: Simulator): Promise<Started | null> {
  if (!asked(simulator, 'pins.poll')) return null;
  const [pen, gauges] = [await page.evaluate(readPen), await page.evaluate(readGauges)];
  const written = writtenAt(pen.ink, simulator.plex.pins().at(-1)?.code ?? '');
  const shown = written === null ? undefined : gauges.drawnAt.find((at) => at >= written);
  if (shown === undefined) return null;
  const fontBytes = pen.fonts
    .filter(({ end }) => end <= shown)
    .reduce((sum, { path }) => sum + statSync(join(folder, path)).size, 0);
  return { paintMs: pen.paintMs, codeMs: shown, fontBytes };
}

/** One start with plex.tv next door, and one of the bare page, which asks nobody and shows a text and two buttons. */
export async function firstCode(
  browser: Browser,
  { app, bare }: { readonly app: Built; readonly bare: Built },
  simulator: Simulator
): Promise<FirstCode> {
  const started = await opened(browser, app, simulator, (page) => readStart(page, app, simulator));
  const bareMs = await opened(
    browser,
    bare,
    simulator,
    async (page) => (await page.evaluate(readGauges)).drawnAt[0] ?? null
  );
  return { ...started, bareMs };
}
