// promises: B11
/** The page with `?debug` in its address, in a browser: what lies over it while a person signs in by keys. */
import type { Browser, Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { pointedAt } from '../support/kiosk-page';
import { serve, type Served } from '../support/serve';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';

jest.setTimeout(180_000);

let simulator: Simulator;
let served: Served;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  simulator = await startSimulator();
  served = await serve(await built('browser'), pointedAt(simulator.urls.plex));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.stop();
  await simulator.stop();
});

/** Runs in the page before everything else: notes all that is written on a canvas. */
function keepInk(): void {
  const ink: string[] = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...all): void {
    ink.push(all[0]);
    write.apply(this, all);
  };
  Object.assign(window, { ink });
}

const ink = async (): Promise<string> => ((await page.evaluate('window.ink')) as string[]).join('\n');
const sees = (words: RegExp): Promise<true> => until(async () => words.test(await ink()) || null);

async function open(search: string): Promise<void> {
  const context = await browser.createBrowserContext();
  page = await context.newPage();
  await page.evaluateOnNewDocument(keepInk);
  expect(await startOf(page, served.url + search)).toMatchObject({ kind: 'started' });
}

it('shows timings, memory, engine, log and keys over every page, no digit that is typed and no token', async () => {
  await open('?debug');
  await sees(/first code \d+\.\d\d s/);
  await sees(/textures \d+\.\d MB · heap \d+\.\d MB/);
  await sees(/Chrome\/\d+/);
  await sees(/ debug http .*pins/);
  await page.keyboard.press('5');
  await page.keyboard.press('ArrowDown');
  await sees(/keys \(keyboard\) 40 Down, \*/);
  simulator.phone.approve(simulator.plex.pins().at(-1)?.code ?? '', 'lena');
  await sees(/auth choosingProfile|auth signedIn/);
  const tokens = simulator.plex.tokens().map(({ token }) => token);
  expect(tokens.length).toBeGreaterThan(0);
  const all = await ink();
  tokens.forEach((token) => expect(all).not.toContain(token));
});

it('shows nothing of it where nobody asked', async () => {
  await open('');
  await sees(/Link this TV/);
  expect(await ink()).not.toMatch(/textures|keys \(/);
});
