import type { KeyInput } from 'puppeteer-core';
import { seeded } from '../../support/seeded';
import { gauge, type Held } from './gauge';
import type { HastySet } from './set';

export type Day = {
  readonly held: readonly Held[];
  /** What was lived through, and how often. */
  readonly seen: { readonly [event: string]: number };
  readonly errors: readonly string[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So many hours at home follow a sign-in. */
const HOURS_AT_HOME = 5;
/** Long enough for the code to be renewed; each of its seconds is drawn, which takes longer than all the rest. */
const AT_THE_CODE_MS = 14 * MINUTE_MS;
const PATIENCE_MS = 2 * HOUR_MS;
const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;
/** What leads out of the evening, or changes what the next hour is compared with. */
const LEFT_ALONE = /signOut|exit|reset|language|contrast|calm|voice|size/i;

type Random = () => number;
type Life = { readonly set: HastySet; readonly random: Random; readonly seen: { [event: string]: number } };

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T;

function note({ seen }: Life, event: string, times = 1): void {
  seen[event] = (seen[event] ?? 0) + times;
}

async function key(life: Life, name: KeyInput): Promise<void> {
  await life.set.page.keyboard.press(name);
  note(life, 'key presses');
}

async function fumble(life: Life, presses: number): Promise<void> {
  for (let at = 0; at < presses; at += 1) {
    await key(life, pick(ARROWS, life.random));
    await life.set.pass(500);
  }
}

/** Back, however many pages that takes. */
async function goHome(life: Life): Promise<void> {
  for (let tries = 0; tries < 12; tries += 1) {
    const page = await life.set.name();
    if (page === 'home') return;
    await key(life, 'Escape');
    await life.set.pass(3000);
  }
  await life.set.until(async () => (await life.set.name()) === 'home', PATIENCE_MS);
}

/** Looks into whatever home offers, wanders about in it, and comes back. */
async function wander(life: Life): Promise<void> {
  const { set, random } = life;
  await set.byHand(async () => {
    const offered = (await set.hands.seen()).presses.filter(({ id }) => !LEFT_ALONE.test(id));
    if (offered.length > 0) {
      await set.hands.press(new RegExp(`^${pick(offered, random).id.replace(/[^\w]/g, '.')}$`));
      note(life, 'pages opened');
      await set.pass(2000);
      await fumble(life, 8);
      await goHome(life);
    }
  });
}

async function outageOfServer(life: Life): Promise<void> {
  const { set } = life;
  const names = set.simulator.media.all().map(({ name }) => name);
  await Promise.all(names.map((name) => set.simulator.media.stop(name)));
  await set.until(async () => (await set.name()) === 'trouble', 10 * MINUTE_MS);
  await set.pass(2 * MINUTE_MS);
  await fumble(life, 4);
  await Promise.all(names.map((name) => set.simulator.media.start(name)));
  note(life, 'outages of the server');
}

async function outageOfPlex(life: Life): Promise<void> {
  const { set } = life;
  const id = set.simulator.faults.set({ kind: 'status', status: 503, service: 'plex' });
  await set.pass(5 * MINUTE_MS);
  set.simulator.faults.clear(id);
  note(life, 'outages of plex.tv');
}

async function suspend(life: Life, ms: number): Promise<void> {
  await life.set.hide(true);
  await life.set.pass(ms);
  await life.set.hide(false);
  note(life, 'suspends');
}

/** Both at once, as when the line is cut. */
async function outageOfAll(life: Life): Promise<void> {
  await Promise.all([outageOfPlex(life), outageOfServer(life)]);
}

const TROUBLES = [outageOfServer, outageOfPlex, outageOfAll] as const;

async function atTheCode(life: Life): Promise<void> {
  const { set } = life;
  const before = set.simulator.plex.pins().length;
  await set.until(async () => (await set.name()) === 'link', PATIENCE_MS);
  const end = (await set.now()) + AT_THE_CODE_MS;
  while ((await set.now()) < end) {
    await set.pass(4 * MINUTE_MS);
    await fumble(life, 2);
  }
  await suspend(life, 20 * MINUTE_MS);
  await set.until(async () => (await set.name()) === 'link', PATIENCE_MS);
  note(life, 'codes', set.simulator.plex.pins().length - before);
  const approved = await set.until(() => approve(set), PATIENCE_MS);
  note(life, 'sign-ins', approved ? 1 : 0);
  await set.until(async () => (await set.name()) === 'home', PATIENCE_MS);
}

/** The newest code that is still good. */
function approve({ simulator }: HastySet): boolean {
  const code = simulator.plex.pins().slice(-1)[0]?.code ?? '';
  return simulator.phone.twoFactor(code, 'theo').ok;
}

/** Somebody looks at it for a quarter of an hour or so; for the rest of the hour another source is on. */
async function hourAtHome(life: Life, hour: number): Promise<Held> {
  const { set } = life;
  const end = (await set.now()) + HOUR_MS;
  await wander(life);
  await TROUBLES[hour % TROUBLES.length]?.(life);
  await goHome(life);
  await set.pass(5 * MINUTE_MS);
  await suspend(life, Math.max(MINUTE_MS, end - (await set.now()) - 2 * MINUTE_MS));
  await set.pass(2 * MINUTE_MS);
  await goHome(life);
  set.simulator.journal.clear();
  return gauge(set.page, set.cdp, Math.round((await set.now()) / (HOUR_MS / 10)) / 10);
}

/** On the page that one comes to, the first press asks for a code; it takes none in its first moment. */
async function askedForCode(life: Life): Promise<boolean> {
  const page = await life.set.name();
  if (page === 'chooseService') {
    await key(life, 'Enter');
    await life.set.pass(1000);
  }
  return page === 'link';
}

async function signOut(life: Life): Promise<void> {
  const { set } = life;
  await set.byHand(async () => {
    await set.hands.press(/^signOut$/);
    await set.until(async () => (await set.name()) === 'confirmSignOut', MINUTE_MS);
    await set.hands.press(/^signOut$/);
    await set.until(() => askedForCode(life), PATIENCE_MS);
  });
  note(life, 'sign-outs');
}

/** Codes, phone, home, troubles, naps and keys, until so many hours of its time have gone by. */
export async function liveThrough(
  set: HastySet,
  hours: number,
  seed: number,
  tell: (held: Held) => void
): Promise<Day> {
  const life: Life = { set, random: seeded(seed), seen: {} };
  const held: Held[] = [];
  const errors: string[] = [];
  set.page.on('pageerror', (error) => errors.push(String(error)));
  for (let hour = 0; (await set.now()) < hours * HOUR_MS; hour += 1) {
    if (hour % HOURS_AT_HOME === 0) {
      await (hour === 0 ? undefined : signOut(life));
      await atTheCode(life);
    }
    held.push(await hourAtHome(life, hour));
    tell(held[held.length - 1] as Held);
  }
  return { held, seen: life.seen, errors };
}
