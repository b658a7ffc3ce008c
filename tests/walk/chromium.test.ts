/** The same somebody in a real Chromium: the app as it ships, in the packaged profile of ruling 1, from four places on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, KeyInput, Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { seeded } from '../support/seeded';
import { PACKAGED, unpacked } from '../support/unpacked';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';
import { remote, type Hands } from '../journey/hands';
import type { Seen } from '../journey/tv-asked';

const MINUTES = 60_000;
const steps = Math.min(500, Number(process.env['COUCHKEY_WALK_STEPS'] ?? 60));
const seed = Number(process.env['COUCHKEY_WALK_SEED'] ?? 1 + Math.floor(Math.random() * 1e6));

const KEYS: readonly KeyInput[] = [
  ...(['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowRight'] as const),
  ...(['Enter', 'Enter', 'Enter', 'Escape', 'Digit4'] as const)
];
/** A page that has just come takes no OK yet, and plex.tv answers in between. */
const BETWEEN_MS = 60;
/** What is seen on the phone now and then: somebody approves. */
const APPROVE_EVERY = 40;

const folder = mkdtempSync(join(tmpdir(), 'couchkey-walk-'));
let simulator: Simulator;
let browser: Browser;
let page: Page;
let errors: string[] = [];

beforeAll(async () => {
  await built('webos', './tests/journey/tv-entry.ts');
}, 5 * MINUTES);

beforeEach(async () => {
  simulator = await startSimulator({ seed });
  const app = await unpacked(folder, simulator.urls.plex);
  browser = await openBrowser({ width: 1280, height: 720, flags: PACKAGED });
  page = await browser.newPage();
  errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  expect(await startOf(page, app)).toMatchObject({ kind: 'started' });
}, MINUTES);

afterEach(async () => {
  await browser.close();
  await simulator.stop();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function toProfiles(hands: Hands): Promise<void> {
  const code = await until(() => simulator.plex.pins().at(-1)?.code ?? null);
  expect(simulator.phone.twoFactor(code, 'ada')).toMatchObject({ ok: true });
  await hands.untilPage('profiles');
}

async function toPinPad(hands: Hands): Promise<void> {
  await toProfiles(hands);
  await hands.press(/^Ada/);
  await hands.untilPage('pinPad');
}

async function toHome(hands: Hands): Promise<void> {
  await toPinPad(hands);
  await hands.type('1234');
  const { page: name } = await hands.untilPage('home', 'servers');
  if (name === 'servers') {
    await hands.press(/Living Room NAS/);
    await hands.untilPage('home');
  }
}

const PLACES: readonly (readonly [string, (hands: Hands) => Promise<unknown>])[] = [
  ['link', (hands) => hands.untilPage('link')],
  ['profiles', toProfiles],
  ['pinPad', toPinPad],
  ['home', toHome]
];

type Look = Seen & { readonly rings: number };

const look = (): Promise<Look> =>
  page.evaluate('Object.assign({ rings: window.tv.rings() }, window.tv.seen())') as Promise<Look>;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What is wrong with what is seen: exactly one thing is lit where there is anything to press. */
function faultOf({ page: name, focus, presses, rings }: Look): string | null {
  const isLit = presses.filter(({ id }) => id === focus).length === 1;
  const wanted = presses.length === 0 ? 0 : 1;
  return (presses.length === 0 || isLit) && rings === wanted
    ? null
    : `${name}: ${rings} rings, focus ${focus} of ${presses.map(({ id }) => id).join(' ')}`;
}

/** A picture may be on its way: what is still wrong a moment later is wrong. */
async function faultNow(): Promise<string | null> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (faultOf(await look()) === null) return null;
    await pause(50);
  }
  return faultOf(await look());
}

it.each(PLACES)(
  'from %s on always lights exactly one thing, whatever keys are pressed, and nothing is thrown',
  async (place, reach) => {
    await reach(remote(page));
    expect((await look()).page).toBe(place);
    const draw = seeded(seed);
    const pages: { [name: string]: number } = {};
    for (let step = 0; step < steps; step += 1) {
      if (step % APPROVE_EVERY === 0)
        simulator.phone.approve(simulator.plex.pins().at(-1)?.code ?? '', 'lena');
      await page.keyboard.press(KEYS[Math.floor(draw() * KEYS.length)] as KeyInput);
      await pause(BETWEEN_MS);
      const fault = await faultNow();
      expect({ seed, step, fault, errors }).toEqual({ seed, step, fault: null, errors: [] });
      const { page: name } = await look();
      pages[name] = (pages[name] ?? 0) + 1;
    }
    process.stderr.write(`${JSON.stringify({ seed, steps, place, pages })}\n`);
    expect(Object.keys(pages).length).toBeGreaterThan(1);
  },
  10 * MINUTES
);
