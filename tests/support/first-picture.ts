import { PNG } from 'pngjs';
import type { Page } from 'puppeteer-core';

/** What a page that was opened ended in: the app's own picture, the guard's words, or neither yet. */
export type Start = { readonly kind: 'started' | 'failed' | 'waiting'; readonly words: string };

function look(): Start {
  const start = document.getElementById('start');
  if (start === null) {
    return { kind: 'started', words: '' };
  }
  const words = document.getElementById('words');
  return {
    kind: start.className === 'failed' ? 'failed' : 'waiting',
    words: words === null ? '' : String(words.textContent)
  };
}

/** Opens a page of ours and waits until it has drawn or said that it cannot. */
export async function startOf(page: Page, url: string): Promise<Start> {
  await page.goto(url);
  let start = await page.evaluate(look);
  for (let tries = 0; start.kind === 'waiting' && tries < 300; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    start = await page.evaluate(look);
  }
  return start;
}

function brightness(data: Buffer, pixel: number): number {
  return Math.max(data[pixel * 4] as number, data[pixel * 4 + 1] as number, data[pixel * 4 + 2] as number);
}

/** The part of the screen that is not ground: letters and boxes. A black or an empty screen has none. */
export async function inkOn(page: Page): Promise<number> {
  const { data, width, height } = PNG.sync.read(Buffer.from(await page.screenshot()));
  let ink = 0;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    ink += brightness(data, pixel) > 96 ? 1 : 0;
  }
  return ink / (width * height);
}
