/** What the page paints by itself, before any script: the app's first page takes over without a flash. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PNG } from 'pngjs';
import type { Page } from 'puppeteer-core';
import { LANGUAGES } from '../../src/ui/texts/languages';
import { built } from '../support/built';
import { withPage } from '../support/chromium';
import { serve } from '../support/serve';

jest.setTimeout(120_000);

type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** The edges of what is brighter than the ground, in a part of a picture. */
function edgesOf(picture: PNG, [left, top, right, bottom]: Edges): Edges {
  let edges: Edges = [right, bottom, left, top];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * picture.width + x) * 4;
      if (Math.max(...picture.data.subarray(at, at + 3)) > 90) {
        edges = [Math.min(edges[0], x), Math.min(edges[1], y), Math.max(edges[2], x), Math.max(edges[3], y)];
      }
    }
  }
  return edges;
}

async function photograph(tab: Page): Promise<PNG> {
  return PNG.sync.read(Buffer.from(await tab.screenshot()));
}

/** The page while its script is held back, and after the app has drawn its own start. */
async function beforeAndAfter(width: number, height: number): Promise<readonly [PNG, PNG]> {
  const page = await serve(await built('browser', './tests/screens/gallery-page.ts'));
  const pictures = await withPage(
    async (tab) => {
      let letScript = (): void => undefined;
      await tab.setRequestInterception(true);
      tab.on('request', (request) => {
        const pass = (): void => void request.continue();
        return request.url().endsWith('couchkey.js') ? void (letScript = pass) : pass();
      });
      const loaded = tab.goto(page.url);
      await tab.waitForFunction('document.fonts !== undefined && document.fonts.status === "loaded"');
      await new Promise((resolve_) => setTimeout(resolve_, 500));
      const before = await photograph(tab);
      letScript();
      await loaded;
      await tab.waitForFunction('window.gallery !== undefined');
      await new Promise((resolve_) => setTimeout(resolve_, 500));
      return [before, await photograph(tab)] as const;
    },
    { width, height }
  );
  await page.stop();
  return pictures;
}

const PARTS: { readonly [name: string]: Edges } = {
  mark: [90, 60, 128, 130],
  name: [130, 40, 600, 150],
  words: [80, 440, 900, 560]
};

describe('the start', () => {
  it.each([
    [1920, 1080],
    [1280, 720]
  ])('looks the same before and after the app took over, to the pixel (%d×%d)', async (width, height) => {
    const [before, after] = await beforeAndAfter(width, height);
    Object.values(PARTS).forEach((part) => {
      const scaled = part.map((edge) => Math.round((edge * height) / 1080)) as unknown as Edges;
      const [was, is] = [edgesOf(before, scaled), edgesOf(after, scaled)];
      expect(was[2]).toBeGreaterThan(was[0]);
      is.forEach((edge, at) => expect(Math.abs(edge - (was[at] as number))).toBeLessThanOrEqual(1));
    });
  });

  it('says in every language what the app says first', () => {
    const guard = readFileSync(join(resolve(__dirname, '../../webpack'), 'guard.js'), 'utf8');
    const page = readFileSync(join(resolve(__dirname, '../../webpack'), 'page.js'), 'utf8');
    LANGUAGES.forEach(({ code, words }) => {
      const text = words['start.wait'];
      expect(code === 'en' ? page : guard).toContain(code === 'en' ? `>${text}<` : `${code}: '${text}'`);
    });
  });
});
