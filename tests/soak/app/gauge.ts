import type { CDPSession, Page } from 'puppeteer-core';
import { heapOf, type Heap } from './heap';
import type { Hasty } from './hasty-clock';

/** What the app holds in a moment in which nothing happens. */
export type Held = Heap & {
  readonly hour: number;
  readonly texturePixels: number;
  readonly textures: number;
  readonly listeners: number;
  readonly timers: number;
  readonly nodes: number;
};

type World = { readonly hasty: Hasty; readonly benchStage: { gcTextureMemory(): void; usedMemory: number } };

/** Runs in the page. */
function readPage(): { readonly pixels: number; readonly timers: number; readonly textures: number } {
  const { hasty, benchStage } = window as unknown as World;
  benchStage.gcTextureMemory();
  const { timers, textures } = hasty.alive();
  return { pixels: benchStage.usedMemory, timers, textures };
}

/** Taken when no answer and no frame is on its way; what is no longer needed is thrown away first. */
export async function gauge(page: Page, cdp: CDPSession, hour: number): Promise<Held> {
  await page.waitForFunction('window.hasty.alive().awaited === 0');
  const heap = await heapOf(cdp);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
  const { pixels, timers, textures } = await page.evaluate(readPage);
  return {
    hour,
    ...heap,
    texturePixels: pixels,
    textures,
    listeners: metric('JSEventListeners'),
    timers,
    nodes: metric('Nodes')
  };
}
