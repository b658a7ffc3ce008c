/** Photographs the running app for the README, against the simulator. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { built } from '../tests/support/built';
import { withPage } from '../tests/support/chromium';
import { startOf } from '../tests/support/first-picture';
import { pointedAt } from '../tests/support/kiosk-page';
import { serve, type Change } from '../tests/support/serve';
import { startSimulator, type Simulator } from '../tests/simulator/start';
import { readOptions } from './options';
import { ROOT } from './processes';

const FOLDER = `${ROOT}/docs/pictures`;
const LINK = 'https://plex.tv';

readOptions(process.argv.slice(2), {});

/** The real address on the picture, the simulated one behind it. */
function atHome(plexUrl: string): Change {
  const point = pointedAt(plexUrl);
  return (path, body) => {
    const page = point(path, body);
    return page === null || path !== '/index.html'
      ? page
      : Buffer.from(String(page).replace(/"linkBase":"[^"]*"/u, `"linkBase":"${LINK}"`));
  };
}

/** The first key may come before there is anything to press. */
async function pressUntilAsked(page: Page, simulator: Simulator): Promise<void> {
  const isAsked = (): boolean => simulator.journal.all().some((entry) => entry.route === 'pins.poll');
  while (!isAsked()) {
    await page.keyboard.press('Enter');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function photograph(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const simulator = await startSimulator({ seed: 7 });
  const kiosk = await serve(await built('browser'), atHome(simulator.urls.plex));
  await withPage(async (page) => {
    await startOf(page, kiosk.url);
    await pressUntilAsked(page, simulator);
    await page.screenshot({ path: `${FOLDER}/link.png` });
  });
  await Promise.all([kiosk.stop(), simulator.stop()]);
}

void photograph().then(() => process.stdout.write('docs/pictures/link.png\n'));
