import { RECONNECT_LONG, restWhenStuck } from '../../src/core/model/backoff';
import { seeded } from './seeded';
import { homeOnline, type VirtualHome } from './virtual-home';

/** What became of one set in so many days. */
export type Soak = {
  readonly seed: number;
  /** How long each way back took, from "all is mended and somebody looks". */
  readonly waysBackMs: readonly number[];
  /** The most timers of the server's while it answers: the account's daily sign of life has one of its own. */
  readonly idleTimers: number;
  readonly faults: readonly string[];
};

export type Idle = { readonly name: string; readonly perDay: VirtualHome['net']['requests'] };

type Random = () => number;
type Trouble = (home: VirtualHome, random: Random) => Promise<void>;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const TROUBLES_A_DAY = 3;
/** The longest rest there is, and the attempt after it. */
export const BOUND_MS =
  Math.max(restWhenStuck({ code: 'serverRefused' }), RECONNECT_LONG.maxMs * (1 + RECONNECT_LONG.jitter)) +
  MINUTE_MS;
const NEARER_MS = MINUTE_MS + SECOND_MS;
/** A nearer way that only plex.tv can tell of is asked for every quarter of an hour. */
const NEARER_BY_LIST_MS = 16 * MINUTE_MS;
/** Nobody takes over an address in the moment in which it is left. */
const VACANT_MS = 30 * SECOND_MS;
const ACCOUNT_TIMERS = 1;

/** Lives through so many days of trouble. */
export async function soakServers(
  seed: number,
  days: number,
  each: (day: number) => void = noop
): Promise<Soak> {
  const random = seeded(seed * 7919);
  const home = await homeOnline(seed);
  const life = { seed, waysBackMs: [] as number[], idleTimers: 0, faults: [] as string[] };
  for (let day = 1; day <= days && life.faults.length === 0; day++) {
    const end = home.clock.now() + DAY_MS;
    for (let trouble = 0; trouble < TROUBLES_A_DAY; trouble++) {
      await liveThrough(home, life, random);
    }
    await sleepUntil(home, end, random);
    await wakeUp(home, life);
    home.forget();
    each(day);
  }
  home.kill();
  life.faults.push(...leftoversOf(home));
  return life;
}

/** What a set asks of the world in a day in which nothing happens. */
export async function idleDays(): Promise<readonly Idle[]> {
  const near = await idleDay('visible, in the house', () => undefined);
  const far = await idleDay('visible, from outside', (home) => void (home.net.isLanUp = false));
  const hidden = await idleDay('hidden', (home) => home.device.set({ visible: false }));
  return [near, far, hidden];
}

async function idleDay(name: string, arrange: (home: VirtualHome) => void): Promise<Idle> {
  const home = await homeOnline(1);
  arrange(home);
  await home.go(HOUR_MS);
  const before = { ...home.net.requests };
  await home.go(DAY_MS);
  const { plex, identity, tokens } = home.net.requests;
  home.kill();
  return {
    name,
    perDay: { plex: plex - before.plex, identity: identity - before.identity, tokens: tokens - before.tokens }
  };
}

type Life = { -readonly [key in keyof Soak]: key extends 'idleTimers' | 'seed' ? number : Soak[key] } & {
  waysBackMs: number[];
  faults: string[];
};

async function liveThrough(home: VirtualHome, life: Life, random: Random): Promise<void> {
  const first = pick(TROUBLES, random);
  await first(home, random);
  if (random() < 0.5) {
    await pick(TROUBLES, random)(home, random);
  }
  home.net.mend();
  home.device.set({ visible: true, online: true });
  const ms = await home.untilOnline(BOUND_MS);
  life.waysBackMs.push(ms ?? Infinity);
  if (ms === null) {
    life.faults.push(
      `seed ${life.seed}: not online after ${BOUND_MS} ms: ${JSON.stringify(home.connection)}`
    );
  }
  await enjoy(home, life, random);
}

/** Somebody watches for a while. Nothing may happen then, except that a nearer way is taken. */
async function enjoy(home: VirtualHome, life: Life, random: Random): Promise<void> {
  await home.go(NEARER_MS + random() * 20 * MINUTE_MS);
  const { connection } = home;
  const isIdle = home.isOnline && home.net.inFlight === 0;
  if (isIdle) {
    life.idleTimers = Math.max(life.idleTimers, home.clock.pending - ACCOUNT_TIMERS);
  }
  life.faults.push(...home.net.strays);
  if (!home.isSignedIn || connection.kind !== 'online') {
    life.faults.push(`seed ${life.seed}: lost in peace: ${JSON.stringify(connection)}`);
  }
}

/** Half of all sets are asleep at night, the others just hidden. */
async function sleepUntil(home: VirtualHome, end: number, random: Random): Promise<void> {
  const restMs = Math.max(0, end - home.clock.now());
  home.device.set({ visible: false });
  await home.go(MINUTE_MS);
  if (random() < 0.5) {
    home.clock.leap(restMs);
  } else {
    await home.go(restMs);
  }
}

/** Whatever changed overnight or was left over from the day before is noticed in the morning. */
async function wakeUp(home: VirtualHome, life: Life): Promise<void> {
  home.device.set({ visible: true });
  await home.go(NEARER_BY_LIST_MS);
  const kept = JSON.parse(home.vault.disk.get('server') ?? '{}') as { accessToken?: string };
  if (kept.accessToken !== home.net.serverToken) {
    life.faults.push(`seed ${life.seed}: still ${kept.accessToken}, which is now ${home.net.serverToken}`);
  }
  if (home.connection.kind !== 'online' || home.connection.route.class !== 'local') {
    life.faults.push(`seed ${life.seed}: not at home in the morning: ${JSON.stringify(home.connection)}`);
  }
}

function leftoversOf({ clock, device }: VirtualHome): string[] {
  return [
    ...(clock.pending === 0 ? [] : [`${clock.pending} timers left behind`]),
    ...(device.listeners.length === 0 ? [] : [`${device.listeners.length} listeners left behind`])
  ];
}

/** From a second to an hour, short ones as often as long ones. */
function duration(random: Random): number {
  return SECOND_MS * Math.pow(3600, random());
}

/** Time in which people press keys, leave and come back. */
async function pass(home: VirtualHome, ms: number, random: Random): Promise<void> {
  const acts = [
    () => home.send({ type: 'nudge' }),
    () => home.send({ type: 'retryNow' }),
    () => home.device.set({ visible: false }),
    () => home.device.set({ visible: true })
  ];
  const end = home.clock.now() + ms;
  while (home.clock.now() < end) {
    pick(acts, random)();
    await home.go(Math.min(end - home.clock.now(), SECOND_MS + (random() * ms) / 3));
  }
}

const TROUBLES: readonly Trouble[] = [
  async (home, random) => {
    home.net.denAway = pick(['refusing', 'silent'] as const, random);
    await pass(home, duration(random), random);
  },
  async (home, random) => {
    home.net.isPlexUp = false;
    await pass(home, duration(random), random);
  },
  async (home, random) => {
    home.net.isLanUp = false;
    await pass(home, duration(random), random);
  },
  async (home, random) => {
    home.net.isWanUp = false;
    await pass(home, duration(random), random);
  },
  async (home, random) => {
    home.net.denAway = 'silent';
    await pass(home, VACANT_MS + duration(random), random);
    home.net.moveHouse();
    home.net.denAway = null;
  },
  async (home, random) => {
    home.net.isWanUp = home.net.isPlexUp = false;
    await pass(home, VACANT_MS + duration(random), random);
    home.net.moveRouter();
  },
  async (home, random) => {
    home.net.denAway = 'refusing';
    await pass(home, duration(random), random);
    home.net.changeToken();
    home.net.denAway = null;
  },
  async (home, random) => {
    home.net.changeToken();
    await pass(home, duration(random), random);
  },
  async (home, random) => {
    home.net.isPluggedIn = false;
    home.device.set({ online: random() < 0.5 });
    await pass(home, duration(random), random);
  },
  async (home, random) => {
    home.device.set({ visible: random() < 0.3 });
    await home.go(random() * SECOND_MS);
    home.clock.leap(random() * 10 * HOUR_MS);
  },
  async (home, random) => {
    home.cutPower();
    await pass(home, duration(random), random);
  }
];

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}

function noop(): void {
  return undefined;
}
