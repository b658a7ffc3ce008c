// promises: P3
/**
 * A server that is on nobody's list, by its own token: by keys alone, in the packaged profile (a page of a file:// origin
 * with web security off, as a packaged app is believed to run; no real set has confirmed that).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { PACKAGED, unpacked } from '../support/unpacked';
import { until } from '../support/until';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import { startSimulator, type Simulator } from '../simulator/start';
import type { MediaServer } from '../simulator/media/media-types';
import { remote, type Hands } from './hands';

const MINUTES = 60_000;
const { mara } = DEMO_USER_IDS;

const folder = mkdtempSync(join(tmpdir(), 'couchkey-foreign-'));
let sim: Simulator;
let attic: MediaServer;
let loft: MediaServer;
let token: string;
let app: string;
let browser: Browser;
let tab: Page;
let hands: Hands;

async function switchOn(): Promise<void> {
  browser = await openBrowser({ flags: [...PACKAGED, `--user-data-dir=${join(folder, 'user')}`] });
  tab = await browser.newPage();
  expect(await startOf(tab, app)).toMatchObject({ kind: 'started' });
  hands = remote(tab);
}

/** Of somebody who shares it with nobody. */
function strange(name: string): Promise<MediaServer> {
  return sim.media.add({ name, owner: mara, addresses: [{ kind: 'local', protocol: 'http' }] });
}

const addressOf = ({ addresses }: MediaServer): string => `127.0.0.1:${addresses[0]?.listener.port}`;
const isHeard = (words: RegExp): Promise<boolean> =>
  until(async () => words.test((await hands.seen()).spoken));

/** As somebody does who has a keyboard, and the text in its clipboard. */
async function paste(text: string): Promise<void> {
  await tab.evaluate((copied) => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.value = copied;
    field.select();
    document.execCommand('copy');
    field.remove();
  }, text);
  await tab.keyboard.down('Control');
  await tab.keyboard.press('KeyV', { commands: ['paste'] });
  await tab.keyboard.up('Control');
}

beforeAll(async () => {
  sim = await startSimulator();
  [attic, loft] = [await strange('Attic'), await strange('Loft')];
  token = attic.tokens.tokenFor(mara);
  app = await unpacked(join(folder, 'app'), sim.urls.plex);
  await switchOn();
}, 4 * MINUTES);

afterAll(async () => {
  await browser.close();
  await sim.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'is asked for, once its address is typed and the account turns out not to have it',
  async () => {
    await hands.untilPage('link');
    const code = await until(() => sim.plex.pins().slice(-1)[0]?.code ?? null);
    expect(sim.phone.twoFactor(code, 'theo')).toMatchObject({ ok: true });
    await hands.untilPage('home');
    await hands.press(/^switchServer$/);
    await hands.untilPage('servers');
    await hands.press(/^address$/);
    await hands.untilPage('keyboard');
    await hands.type(addressOf(attic));
    await hands.press(/^connect$/);
    await isHeard(/not on your account/);
    await hands.press(/^token$/);
    await hands.untilPage('serverToken');
    await isHeard(new RegExp(addressOf(attic)));
  },
  3 * MINUTES
);

it(
  'is left by Back, to the address that is still there',
  async () => {
    await tab.keyboard.press('Escape');
    await hands.untilPage('keyboard');
    await hands.press(/^connect$/);
    await isHeard(/not on your account/);
    await hands.press(/^token$/);
    await hands.untilPage('serverToken');
  },
  2 * MINUTES
);

it(
  'refuses a token that is wrong, which the page says with what to do next',
  async () => {
    await hands.type('aZ9');
    await hands.press(/^connect$/);
    await isHeard(/not accepted\. Ask the server’s owner/);
    expect((await hands.seen()).page).toBe('serverToken');
    await hands.press(/^clear$/);
  },
  2 * MINUTES
);

it(
  'takes the right one by the keys on screen, is at home, and was never sent any other',
  async () => {
    await hands.type(token);
    await hands.press(/^connect$/);
    await hands.untilPage('home');
    await until(() => sim.journal.sentTo(token).some(({ route }) => route === 'sections'));
    const others = sim.plex.tokens().flatMap((each) => sim.journal.sentTo(each.token));
    expect(others.filter(({ service }) => service === 'media:Attic')).toEqual([]);
    expect(sim.journal.sentTo(token).filter(({ service }) => service !== 'media:Attic')).toEqual([]);
  },
  3 * MINUTES
);

it(
  'is home again after the plug was pulled, with no key pressed',
  async () => {
    // What is on the disk is read by the next start; the server before this one is there already.
    await until(async () =>
      String(await tab.evaluate('JSON.stringify(localStorage)')).includes(attic.machineIdentifier)
    );
    browser.process()?.kill('SIGKILL');
    sim.journal.clear();
    await switchOn();
    await hands.untilPage('home');
    await until(() => sim.journal.sentTo(token).some(({ route }) => route === 'sections'));
  },
  2 * MINUTES
);

it(
  'takes address and token of another from the clipboard of a keyboard, whose Enter sends them',
  async () => {
    await hands.press(/^switchServer$/);
    await hands.untilPage('servers');
    await hands.press(/^address$/);
    await hands.untilPage('keyboard');
    await paste(` http://${addressOf(loft)}/\n`);
    await tab.keyboard.press('Enter');
    await isHeard(/not on your account/);
    await hands.press(/^token$/);
    await hands.untilPage('serverToken');
    await paste(loft.tokens.tokenFor(mara));
    await tab.keyboard.press('Enter');
    await hands.untilPage('home');
    await until(() => sim.journal.sentTo(loft.tokens.tokenFor(mara)).length > 0);
  },
  2 * MINUTES
);
