/** Photographs states by name: `npx tsx tests/screens/look.ts <folder> [name…] [--language ar] [--height 720]`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../support/built';
import { withPage } from '../support/chromium';
import { serve } from '../support/serve';
import { STATES } from './states';
import type { SessionState } from '../../src/core/model/session-state';

const args = process.argv.slice(2);
const option = (name: string, fallback: string): string => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? fallback : (args.splice(at, 2)[1] ?? fallback);
};
const language = option('language', 'en');
const height = Number(option('height', '1080'));
const look = option('look', '');
const [folder = '/tmp/look', ...names] = args;

function dressed(state: SessionState): SessionState {
  const values = {
    ...state.settings.values,
    language,
    contrast: look === 'contrast',
    largeText: look === 'large'
  };
  return { ...state, settings: { ...state.settings, values } };
}

async function photograph(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const page = await serve(await built('browser', './tests/screens/gallery-page.ts'));
  await withPage(
    async (tab) => {
      tab.on('pageerror', (error) => process.stderr.write(`${String(error)}\n`));
      tab.on('console', (line) => process.stderr.write(`${line.text()}\n`));
      await tab.goto(page.url);
      await tab.waitForFunction('window.gallery !== undefined');
      for (const name of names.length > 0 ? names : Object.keys(STATES)) {
        const state = JSON.stringify(dressed(STATES[name] as SessionState));
        await tab.evaluate(`window.gallery.showAfresh(${state})`);
        await tab.screenshot({ path: join(folder, `${name}.png`) as `${string}.png` });
      }
    },
    { width: (height * 16) / 9, height }
  );
  await page.stop();
}

void photograph();
