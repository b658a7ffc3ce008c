import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { serve } from '../../support/serve';
import { until } from '../../support/until';
import { pointedAt } from '../../support/kiosk-page';
import { readGauges } from './gauges';
import { asked, throttle, THROTTLE, withFreshPage } from './round';
import type { Simulator } from '../../simulator/start';
import type { Built } from './pages';

/** Milliseconds from asking for the page to the frame in which the whole code stands, and font bytes until then. */
export type FirstCode = { readonly pictureMs: number; readonly codeMs: number; readonly fontBytes: number };

type Ink = { readonly text: string; readonly at: number };
type World = { ink: Ink[]; startedAt: number };

/** Runs in the page: notes what is written when, and when the first picture stood. */
function installPen(): void {
  const world = window as unknown as World & Window;
  world.ink = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...all): void {
    world.ink.push({ text: all[0], at: performance.now() });
    write.apply(this, all);
  };
  const watch = setInterval(() => {
    if (document.readyState === 'complete' && document.getElementById('start') === null) {
      world.startedAt = performance.now();
      clearInterval(watch);
    }
  }, 20);
}

/** Runs in the page. */
function readPen(): World & { fonts: { path: string; end: number }[] } {
  const { ink, startedAt } = window as unknown as World;
  const fonts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ name }) => /\.woff2?$/.test(name))
    .map(({ name, responseEnd }) => ({ path: new URL(name).pathname, end: responseEnd }));
  return { ink, startedAt, fonts };
}

/** When the last of a code's letters was first written; null while one is missing. Its letters may come one by one. */
function writtenAt(ink: readonly Ink[], code: string): number | null {
  const whole = ink.find(({ text }) => text === code);
  const each = [...code].map((letter) => ink.find(({ text }) => text === letter));
  const all = whole === undefined ? each : [whole];
  return all.includes(undefined) ? null : Math.max(...all.map((found) => (found as Ink).at));
}

/** One start in a profile that nobody has used, on a slow set, with plex.tv next door. */
export async function firstCode(browser: Browser, app: Built, simulator: Simulator): Promise<FirstCode> {
  const served = await serve(app.folder, pointedAt(simulator.urls.plex));
  try {
    return await withFreshPage(browser, false, async (page, cdp) => {
      simulator.journal.clear();
      await page.evaluateOnNewDocument(installPen);
      await throttle(cdp, THROTTLE);
      await page.goto(served.url);
      await until(() => asked(simulator, 'pins.poll'));
      return until(async () => {
        const [pen, gauges] = [await page.evaluate(readPen), await page.evaluate(readGauges)];
        const written = writtenAt(pen.ink, simulator.plex.pins().at(-1)?.code ?? '');
        const shown = written === null ? undefined : gauges.drawnAt.find((at) => at >= written);
        const early = pen.fonts.filter(({ end }) => shown !== undefined && end <= shown);
        return shown === undefined
          ? null
          : {
              pictureMs: pen.startedAt,
              codeMs: shown,
              fontBytes: early.reduce((sum, { path }) => sum + statSync(join(app.folder, path)).size, 0)
            };
      });
    });
  } finally {
    await served.stop();
  }
}
