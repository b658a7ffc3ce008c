import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import type { SimUser } from '../../simulator/plex/users';
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen, type Screen } from '../../support/gateway-screen';
import { startBuilt, type Running } from './servers';
import { outOfTurn, watchTurns, type Turn } from './turns';

export type Evening = {
  readonly screens: number;
  readonly signedIn: number;
  readonly crossed: number;
  readonly busiestSecond: number;
  /** Requests a second in the busiest five: what a stalled machine lets arrive at once evens out. */
  readonly busiestRate: number;
  /** How long plex.tv's stand-in and the screens, which share a process, did not get a turn at most. */
  readonly longestStallMs: number;
  readonly rate: number;
  readonly seconds: number;
  /** How far a screen was admitted from its place in the order of asking, as a share of all; null where a Redis knows. */
  readonly outOfTurn: number | null;
  /** The same from where the screens sit: with the kernel's queue of connections and their own stalls. */
  readonly outOfTurnSeen: number;
  readonly kbPerScreen: number;
};

/** What a screen was shown, in which order it asked, and when its code came. */
type Told = { readonly nth: number; asked: number; code: string | null; at: number; who: string | null };

export const ROOMY = {
  COUCHKEY_LIMIT_ADDRESS: '1000000',
  COUCHKEY_LIMIT_NEW_SCREENS: '1000000',
  COUCHKEY_BUSY_MS: '0'
};

const nameOf = (nth: number): string => `person${nth}`;

/** One person a screen: plex.tv keeps one token for a person and a client identifier, the newest. */
function people(count: number): readonly SimUser[] {
  return Array.from({ length: count }, (_, nth) => ({
    ...{ id: 100_000 + nth, uuid: `uuid${nth}`, username: nameOf(nth), title: nameOf(nth), friendlyName: '' },
    ...{ email: `${nameOf(nth)}@example.test`, password: 'secret', homeId: null, homeAdmin: false },
    ...{ restricted: false, guest: false, pin: null, twoFactorCode: null, plexPass: false }
  }));
}

/** A gateway that is away, or a reply that was lost, is asked again: so does a television. */
async function insist<T>(work: () => Promise<T | null>, deadline: number): Promise<T | null> {
  for (;;) {
    const value = await work().catch(() => null);
    if (value !== null || Date.now() > deadline) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function codeFor(
  screen: Screen,
  told: Told,
  deadline: number
): Promise<{ id: string; text: string } | null> {
  told.asked = performance.now();
  return insist(async () => {
    const { status, body } = await screen.send('POST', '/api/plex/oauth/pin');
    if (status !== 200) {
      return null;
    }
    told.code = body.code.text;
    told.at = performance.now();
    return body.code;
  }, deadline);
}

async function signIn(screen: Screen, simulator: Simulator, told: Told, deadline: number): Promise<void> {
  await insist(async () => ((await screen.begin()).status === 200 ? true : null), deadline);
  const code = await codeFor(screen, told, deadline);
  if (code === null) {
    return;
  }
  simulator.phone.twoFactor(code.text, nameOf(told.nth));
  const path = `/api/plex/oauth/pin/${code.id}/check?waitMs=20000`;
  await insist(async () => ((await screen.get(path)).body.kind === 'granted' ? true : null), deadline);
  told.who = await insist(async () => {
    const { status, body } = await screen.send('POST', '/api/plex/account', { remember: false });
    return status === 200 ? (body.signIn.account.title as string) : null;
  }, deadline);
}

async function memoryOf(opsUrl: string): Promise<number> {
  const text = await (await fetch(`${opsUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? NaN);
}

/** The most requests for codes that arrived in so many seconds on end, in seconds that begin where the clock's do. */
function busiest(simulator: Simulator, since: number, seconds: number): number {
  const isCode = (path: string): boolean => /\/pins(\/|$)/.test(path);
  const counts: number[] = [];
  simulator.journal
    .all()
    .filter(({ at, path }) => at >= since && isCode(path))
    .map(({ at }) => Math.floor((at - since) / 1000))
    .forEach((nth) => (counts[nth] = (counts[nth] ?? 0) + 1));
  const sums = Array.from(counts, (_count, nth) =>
    counts.slice(nth, nth + seconds).reduce((sum, each = 0) => sum + each, 0)
  );
  return Math.max(0, ...sums);
}

/** The same as the screens see it. */
function turnsSeen(told: readonly Told[]): readonly Turn[] {
  return told.filter(({ code }) => code !== null).map(({ asked, at }) => ({ asked, admitted: at }));
}

export type Plan = {
  readonly screens: number;
  readonly rate: number;
  readonly gateways: number;
  readonly redisUrl?: string;
  readonly seconds: number;
  /** Something that goes wrong while they sign in. */
  readonly trouble?: (running: readonly Running[], restart: (nth: number) => Promise<void>) => Promise<void>;
};

type House = {
  readonly folder: string;
  readonly running: readonly Running[];
  readonly restart: (nth: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

async function openGateways(plan: Plan, plexUrl: string): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-evening-'));
  const environment = {
    ...ROOMY,
    COUCHKEY_DATA: folder,
    COUCHKEY_KEY: Buffer.alloc(32, 7).toString('base64'),
    COUCHKEY_PLEX_URL: plexUrl,
    COUCHKEY_UPSTREAM_RATE: String(plan.rate),
    ...(plan.redisUrl === undefined ? {} : { REDIS_URL: plan.redisUrl })
  };
  const running: Running[] = [];
  const restart = async (nth: number): Promise<void> => {
    const port = running[nth] === undefined ? '0' : new URL(running[nth].url).port;
    running[nth] = await startBuilt({ ...environment, COUCHKEY_PORT: port });
  };
  for (let nth = 0; nth < plan.gateways; nth += 1) {
    await restart(nth);
  }
  return {
    folder,
    running,
    restart,
    stop: async () => {
      await Promise.all(running.map((each) => each.stop()));
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** How much the first gateway has grown at most since now, looked at each second. */
async function watchMemory({ running }: House): Promise<() => number> {
  const look = (): Promise<number> => memoryOf(running[0]?.opsUrl ?? '').catch(() => 0);
  const before = await look();
  let most = before;
  const timer = setInterval(() => void look().then((now) => (most = Math.max(most, now || 0))), 1000);
  return () => {
    clearInterval(timer);
    return most - before;
  };
}

/** So many screens ask at once; each is approved as soon as its code is on it. */
export async function evening(plan: Plan): Promise<Evening> {
  const simulator = await startSimulator({ media: [], users: people(plan.screens) });
  const house = await openGateways(plan, simulator.urls.plex);
  const began = Date.now();
  const stalls = monitorEventLoopDelay();
  stalls.enable();
  const grown = await watchMemory(house);
  const turns = plan.redisUrl === undefined ? watchTurns(house.folder) : null;
  const told: Told[] = Array.from({ length: plan.screens }, (_, nth) => ({
    ...{ nth, asked: 0, code: null, at: 0, who: null }
  }));
  const urls = house.running.map(({ url }) => url);
  const all = told.map((each) =>
    signIn(aScreen(urls[each.nth % urls.length] ?? ''), simulator, each, began + plan.seconds * 1000)
  );
  await Promise.all([...all, plan.trouble?.(house.running, house.restart)]);
  const result = {
    screens: plan.screens,
    signedIn: told.filter(({ who }) => who !== null).length,
    crossed: told.filter(({ nth, who }) => who !== null && who !== nameOf(nth)).length,
    busiestSecond: busiest(simulator, began, 1),
    busiestRate: busiest(simulator, began, 5) / 5,
    longestStallMs: stalls.max / 1e6,
    rate: plan.rate,
    seconds: (Date.now() - began) / 1000,
    outOfTurn: turns === null ? null : outOfTurn(turns()),
    outOfTurnSeen: outOfTurn(turnsSeen(told)),
    kbPerScreen: grown() / 1024 / plan.screens
  };
  await house.stop();
  await simulator.stop();
  return result;
}
