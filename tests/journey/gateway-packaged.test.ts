// promises: B2 C5
/**
 * A packaged app whose viewer has named a gateway, by keys alone: a page of a file:// origin in an ordinary browser, with
 * web security on, so that what the gateway answers to other origins is what lets it in.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { built } from '../support/built';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { freePort } from '../support/free-port';
import { towards } from '../support/gateway-provider-world';
import { testGateway, type TestGateway } from '../support/gateway-world';
import { pointedAt } from '../support/kiosk-page';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';
import { remote, type Hands } from './hands';
import { noteTokens, recordAll, type Received } from './received';

const MINUTES = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'couchkey-app-'));
const index = join(folder, 'app/index.html');
const pieces: string[] = [];
const minted = new Set<string>();
let sim: Simulator;
let gateway: TestGateway;
let environment: { readonly [name: string]: string };
let browser: Browser;
let tab: Page;
let hands: Hands;
let received: Received;

async function switchOn(): Promise<void> {
  const flags = ['--allow-file-access-from-files', `--user-data-dir=${join(folder, 'user')}`];
  browser = await openBrowser({ flags });
  tab = await browser.newPage();
  received = await recordAll(tab, pieces);
  expect(await startOf(tab, pathToFileURL(index).href)).toMatchObject({ kind: 'started' });
  hands = remote(tab);
}

/** What the screen itself asked of plex.tv or a media server, pictures aside; the gateway says who it is otherwise. */
const askedByScreen = (): readonly string[] =>
  sim.journal
    .all()
    .filter(({ headers, route }) => route !== 'avatar' && /Chrom/.test(headers['user-agent'] ?? ''))
    .map(({ route, path }) => route ?? path);

async function approveNewest(was: string): Promise<void> {
  const code = await until(() => {
    const newest = sim.plex.pins().slice(-1)[0]?.code ?? was;
    return newest === was ? null : newest;
  });
  expect(sim.phone.twoFactor(code, 'theo')).toMatchObject({ ok: true });
}

beforeAll(async () => {
  sim = await startSimulator();
  environment = {
    ...towards(sim),
    COUCHKEY_TMDB_API_KEY: '',
    COUCHKEY_DATA: join(folder, 'data'),
    COUCHKEY_PORT: String(await freePort())
  };
  gateway = await testGateway(environment);
  cpSync(await built('webos', './tests/journey/tv-entry.ts'), join(folder, 'app'), { recursive: true });
  writeFileSync(index, pointedAt(sim.urls.plex)('/index.html', readFileSync(index)) ?? '');
  await switchOn();
}, 4 * MINUTES);

afterEach(() => noteTokens(sim, minted));

afterAll(async () => {
  await browser.close();
  await gateway.stop();
  await sim.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'turns to the gateway whose address was typed, and asks nobody else from then on',
  async () => {
    await hands.untilPage('link');
    const own = await until(() => sim.plex.pins().slice(-1)[0]?.code ?? null);
    await tab.keyboard.press('Escape');
    await hands.press(/^settings$/);
    await hands.untilPage('settings');
    await hands.press(/^gateway$/);
    await hands.untilPage('gateway');
    await hands.type(new URL(gateway.url).host);
    await hands.press(/^save$/);
    await until(() => sim.plex.pins().length > 1);
    sim.journal.clear();
    await hands.untilPage('link');
    await approveNewest(own);
    await hands.untilPage('home', 'servers');
    expect(askedByScreen()).toEqual([]);
  },
  3 * MINUTES
);

it(
  'is signed in again after the plug was pulled, with no key pressed',
  async () => {
    browser.process()?.kill('SIGKILL');
    sim.journal.clear();
    await switchOn();
    await hands.untilPage('home', 'servers');
    expect(askedByScreen()).toEqual([]);
  },
  2 * MINUTES
);

it(
  'says what is wrong while the gateway is away, with the way to its address, and comes back by itself',
  async () => {
    await gateway.stop();
    browser.process()?.kill('SIGKILL');
    await switchOn();
    const { presses } = await hands.untilPage('trouble', 'start');
    expect(presses.map(({ id }) => id)).toContain('settings');
    gateway = await testGateway(environment);
    await hands.untilPage('home', 'servers');
  },
  3 * MINUTES
);

it(
  'signs out at the gateway, and keeps nothing',
  async () => {
    const before = await gateway.world.house.stores.sessions.list(null, 10, null);
    expect(before.items).toHaveLength(1);
    await hands.press(/^signOut$/);
    await hands.untilPage('confirmSignOut');
    await hands.press(/^signOut$/);
    await hands.untilPage('chooseService', 'link');
    expect((await gateway.world.house.stores.sessions.list(null, 10, null)).items).toEqual([]);
    expect(await gateway.world.house.stores.devices.list(before.items[0]?.userId ?? '')).toEqual([]);
  },
  2 * MINUTES
);

it('was never given a token of Plex or of a server', async () => {
  await received.keepOf(tab);
  const all = received.all();
  expect(minted.size).toBeGreaterThan(1);
  expect([...minted].filter((token) => all.includes(token))).toEqual([]);
});
