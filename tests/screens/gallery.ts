import type { Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { serve } from '../support/serve';
import { ensureFonts } from '../support/system';
import { FONTS } from './ruler';
import type { SessionState } from '../../src/core/model/session-state';

export type Gallery = {
  readonly tab: Page;
  readonly show: (state: SessionState) => Promise<void>;
  readonly showAfresh: (state: SessionState) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The real app in a browser, on states that a test hands in. */
export async function openGallery(width = 1920, height = 1080): Promise<Gallery> {
  ensureFonts();
  const page = await serve(await built('browser', './tests/screens/gallery-page.ts'));
  const browser = await openBrowser({ width, height, env: FONTS });
  const tab = await browser.newPage();
  await tab.goto(page.url);
  await tab.waitForFunction('window.gallery !== undefined');
  const ask = <T>(name: string, ...args: unknown[]): Promise<T> =>
    tab.evaluate(
      `window.gallery.${name}(${args.map((each) => JSON.stringify(each)).join(',')})`
    ) as Promise<T>;
  return {
    tab,
    show: (state) => ask('show', state),
    showAfresh: (state) => ask('showAfresh', state),
    close: async () => {
      await browser.close();
      await page.stop();
    }
  };
}
