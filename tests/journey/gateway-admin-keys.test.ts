// promises: M5, M6, M8
/** Whoever runs a gateway, before one of its kiosks with nothing but a remote, in an ordinary browser. */
import { built } from '../support/built';
import { until } from '../support/until';
import { Evening } from './evening';

const MINUTES = 60_000;
const LINES = 60;
const STEP_MS = 150;

let at: Evening;

const labels = async (): Promise<readonly string[]> =>
  (await at.hands.seen()).presses.map(({ label }) => label);
const ids = async (): Promise<readonly string[]> => (await at.hands.seen()).presses.map(({ id }) => id);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function back(...to: readonly string[]): Promise<void> {
  await at.tab.keyboard.press('Escape');
  await at.hands.untilPage(...to);
}

async function isRemembered(): Promise<boolean> {
  const { items } = await at.gateway.world.house.stores.sessions.list(null, 10, null);
  return items.some(({ deviceId }) => deviceId !== null);
}

async function fillLog(): Promise<void> {
  for (let n = 0; n < LINES; n += 1) {
    await at.gateway.world.house.stores.audit.append({
      ...{ at: Date.now(), event: 'signOut', outcome: 'ok', userId: null, sessionId: null },
      ...{ address: '', agent: '', screenName: '', unusual: false, detail: `line ${n}` }
    });
  }
}

beforeAll(async () => {
  const environment = { COUCHKEY_KIOSK: await built('browser', './tests/journey/tv-entry.ts') };
  at = await Evening.begin({ environment, page: ({ gateway }) => `${gateway.url}/`, flags: ['--lang=en'] });
  await at.hands.untilPage('link');
  await at.approve('ada');
  await at.hands.untilPage('profiles');
  await at.enterAda();
  await at.untilServers();
}, 5 * MINUTES);

afterAll(() => at.end());

it(
  'is offered no address to type before they run the gateway',
  async () => {
    await until(async () => (await ids()).some((id) => /^again/.test(id)));
    expect((await ids()).filter((id) => /^address/.test(id))).toEqual([]);
    await at.hands.press(/Living Room NAS/);
    await at.hands.untilPage('home');
  },
  2 * MINUTES
);

it(
  'turns off, and on again, that this screen is remembered',
  async () => {
    expect(await isRemembered()).toBe(true);
    await at.hands.press(/^settings$/);
    await at.hands.untilPage('settings');
    await at.hands.press(/^remember/);
    await until(async () => !(await isRemembered()));
    await until(async () => (await labels()).includes('Remember this screen, Off'));
    await at.hands.press(/^remember/);
    await until(async () => (await labels()).includes('Remember this screen, On'));
    expect(await isRemembered()).toBe(true);
    await back('home');
  },
  2 * MINUTES
);

it(
  'finishes set-up with the code from the console and a PIN of their own',
  async () => {
    const code = /set-up code (\S+)/.exec(at.gateway.said().join('\n'))?.[1] ?? '';
    await at.hands.press(/^setUp$/);
    await at.hands.untilPage('adminCode');
    await at.hands.type(code);
    await at.hands.press(/^next$/);
    await at.hands.untilPage('adminPin');
    await at.hands.type('4711');
    await at.hands.press(/^done$/);
    await at.hands.untilPage('admin');
  },
  3 * MINUTES
);

it(
  'looks at screens and people, and at what may be done with each',
  async () => {
    await at.hands.press(/^sessions$/);
    await at.hands.untilPage('adminTable');
    await until(async () => (await labels()).some((label) => /This screen/.test(label)));
    await back('admin');
    await at.hands.press(/^users$/);
    await at.hands.untilPage('adminTable');
    await at.hands.press(/^row:/);
    await at.hands.untilPage('adminRow');
    expect(await labels()).toEqual(expect.arrayContaining(['Admin no more', 'Keep out', 'Delete']));
    await back('adminTable');
    await back('admin');
  },
  2 * MINUTES
);

it(
  'reads the log in words, to its end',
  async () => {
    await fillLog();
    await at.hands.press(/^audit$/);
    await at.hands.untilPage('adminTable');
    const first = await until(async () => (await labels()).find((label) => /^Signed out/.test(label)));
    expect(first).toMatch(/^Signed out, now$/);
    for (let n = 0; n < LINES && !(await ids()).some((id) => /^more/.test(id)); n += 1) {
      await at.tab.keyboard.press('ArrowDown');
      await pause(STEP_MS);
    }
    await at.hands.press(/^more/);
    await until(async () => !(await ids()).some((id) => /^more/.test(id)));
    // A busy machine may miss a press.
    for (let n = 0; n < 3 * LINES && !(await labels()).some((label) => /^Signed in/.test(label)); n += 1) {
      await at.tab.keyboard.press('ArrowDown');
      await pause(STEP_MS);
    }
    expect(await labels()).toEqual(expect.arrayContaining([expect.stringMatching(/^Signed in/)]));
  },
  4 * MINUTES
);
