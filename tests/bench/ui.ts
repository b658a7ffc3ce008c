/**
 * What the app costs a set, beside a bare Lightning page that the same webpack.config.js built, in the same run and by
 * turns: time from a key to its picture, draw calls, memory, stillness, the first code, bytes. A real Chromium without a
 * window, its GPU in software, the packaged profile (a file, web security off), the simulator on this machine.
 */
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { readOptions } from '../../scripts/options';
import { openBrowser } from '../support/chromium';
import { PACKAGED } from '../support/unpacked';
import { startSimulator, type Simulator } from '../simulator/start';
import { firstCode, type FirstCode } from './ui/first-code';
import { buildPage, type Built } from './ui/pages';
import { appRound, bareRound, type Rounds } from './ui/round';
import { handOver, JSON_OPTION } from './support/report';
import { uiReport } from './ui/ui-report';
import { verdicts, type Measured } from './ui/verdicts';
import type { Browser } from 'puppeteer-core';

type Pages = { readonly app: Built; readonly bare: Built };

async function byTurns<T>(count: number, turn: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < count; n += 1) all.push(await turn());
  return all;
}

async function both(
  browser: Browser,
  { app, bare }: Pages,
  isLarge: boolean,
  simulator: Simulator
): Promise<readonly [Rounds, Rounds]> {
  return [await bareRound(browser, bare, isLarge), await appRound(browser, app, isLarge, simulator)];
}

async function measureAll(
  pages: Pages,
  rounds: number,
  simulator: Simulator,
  load: number
): Promise<Measured> {
  const browser = await openBrowser({ flags: PACKAGED });
  try {
    const small = await byTurns(rounds, () => both(browser, pages, false, simulator));
    const large = await byTurns(Math.ceil(rounds / 2), () => both(browser, pages, true, simulator));
    const firstCodes: FirstCode[] = await byTurns(rounds, () => firstCode(browser, pages, simulator));
    return {
      bare: small.map(([bare]) => bare),
      app: small.map(([, app]) => app),
      bareLarge: large.map(([bare]) => bare),
      appLarge: large.map(([, app]) => app),
      firstCodes,
      load,
      script: { app: pages.app.scriptGzip, bare: pages.bare.scriptGzip }
    };
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  const { rounds, json } = readOptions(process.argv.slice(2), {
    rounds: { kind: 'number', fallback: 5, min: 1, about: 'how often each page is opened at 720p' },
    ...JSON_OPTION
  });
  const load = loadavg()[0] as number;
  const simulator = await startSimulator();
  const app = await buildPage('app', simulator.urls.plex);
  const bare = await buildPage('bare', simulator.urls.plex);
  try {
    process.stdout.write(
      `medians of ${rounds} rounds by turns, keys and first code at a sixth of this machine\n\n`
    );
    const measured = await measureAll({ app, bare }, rounds, simulator, load);
    const lines = verdicts(measured);
    lines.forEach(({ words, fault }) =>
      process.stdout.write(`${fault === null ? 'ok  ' : 'MISS'} ${words}\n`)
    );
    handOver(uiReport(measured, lines, rounds), json);
  } finally {
    await simulator.stop();
    [app, bare].forEach(({ folder }) => rmSync(folder, { recursive: true, force: true }));
  }
}

void main();
