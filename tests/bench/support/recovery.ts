import { backoffMs, RECONNECT } from '../../../src/core/model/backoff';
import { homeOnline, type VirtualHome } from '../../support/virtual-home';
import { seeded } from '../../support/seeded';
import type { Absence } from '../../support/virtual-network';

/** How the viewer may cut the wait short, or that nobody does. */
export type Hint = 'none' | 'resume' | 'key';

/** `ms` from "the server is back" to online, of which one verified connect takes `connectMs`; `stepMs` is the rest
 * that was running then, without which there would have been no waiting at all. */
export type Recovery = { readonly ms: number; readonly stepMs: number; readonly connectMs: number };

export type Figures = {
  readonly outageMs: number;
  readonly away: Absence;
  readonly hint: Hint;
  readonly runs: number;
  readonly ms: number;
  readonly connectMs: number;
  readonly stepMs: number;
  /** Waited beyond the one connect, as a share of the step. */
  readonly share: number;
  readonly worstShare: number;
};

export const OUTAGES_MS = [1000, 10_000, 60_000, 600_000] as const;
export const MOST_SHARE = 0.6;
const PROBE_MS = 30_000;
/** A key counts once a second. */
const KEY_MS = 1000;
const PATIENCE_MS = 600_000;

/** The median of many outages, each begun at another moment. */
export async function recover(
  outageMs: number,
  hint: Hint,
  runs: number,
  away: Absence = 'refusing'
): Promise<Figures> {
  const all: Recovery[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    all.push(await recoverOnce({ outageMs, hint, away }, seed));
  }
  const shares = all.map(({ ms, stepMs, connectMs }) => Math.max(0, ms - connectMs) / stepMs);
  return {
    outageMs,
    away,
    hint,
    runs,
    ms: median(all.map(({ ms }) => ms)),
    connectMs: median(all.map(({ connectMs }) => connectMs)),
    stepMs: median(all.map(({ stepMs }) => stepMs)),
    share: median(shares),
    worstShare: Math.max(...shares)
  };
}

/** Every outage, and every way in which a viewer may cut the wait short. */
export async function recoverAll(runs: number): Promise<readonly Figures[]> {
  const figures: Figures[] = [];
  for (const hint of ['none', 'resume', 'key'] as const) {
    // Within the first second or two nothing rests that a viewer could cut short.
    for (const outageMs of hint === 'none' ? OUTAGES_MS : OUTAGES_MS.slice(1)) {
      figures.push(await recover(outageMs, hint, runs));
    }
  }
  for (const outageMs of OUTAGES_MS.slice(1)) {
    figures.push(await recover(outageMs, 'none', runs, 'silent'));
  }
  return figures;
}

/** What is worse than promised, in words. */
export function faultsOf({ outageMs, away, hint, share, ms, connectMs }: Figures): string[] {
  const name = `${outageMs / 1000} s, ${away}, ${hint}`;
  const isPrompt = hint === 'none' || ms === connectMs;
  return [
    ...(share <= MOST_SHARE
      ? []
      : [`${name}: waited ${share.toFixed(2)} of a step, ${MOST_SHARE} is promised`]),
    ...(isPrompt ? [] : [`${name}: ${ms} ms, one connect takes ${connectMs} ms`])
  ];
}

/** The figures as lines. */
export function recoveryTable(figures: readonly Figures[]): string {
  const head = [
    'outage',
    'server',
    'hint',
    'runs',
    'median',
    'one connect',
    'median step',
    'share of step',
    'worst'
  ];
  const rows = figures.map((each) => [
    `${each.outageMs / 1000} s`,
    each.away,
    each.hint,
    String(each.runs),
    `${Math.round(each.ms)} ms`,
    `${each.connectMs} ms`,
    `${Math.round(each.stepMs)} ms`,
    each.share.toFixed(2),
    each.worstShare.toFixed(2)
  ]);
  return [head, ...rows].map((row) => row.map((cell) => cell.padStart(14)).join('')).join('\n') + '\n';
}

type Outage = Pick<Figures, 'outageMs' | 'hint' | 'away'>;

async function recoverOnce({ outageMs, hint, away }: Outage, seed: number): Promise<Recovery> {
  const random = seeded(seed);
  const home = await homeOnline(seed);
  try {
    const connectMs = await timeOneConnect(home);
    await goToOutage(home, outageMs, random());
    home.net.denAway = away;
    const stepMs = await sitOut(home, outageMs, hint, random());
    return { ms: await timeToOnline(home, hint), stepMs, connectMs };
  } finally {
    home.kill();
  }
}

async function timeOneConnect(home: VirtualHome): Promise<number> {
  home.send({ type: 'chooseServer', serverId: 'machine-den' });
  return neededOnline(home);
}

/** The outage begins so long before a sign of life is asked for that it is noticed, and no longer. */
async function goToOutage(home: VirtualHome, outageMs: number, random: number): Promise<void> {
  const { identity } = home.net.requests;
  await home.clock.run(() => home.net.requests.identity > identity && home.isOnline);
  await home.clock.run(() => 'ask' in home.connection && home.connection.ask.afterMs > 0);
  const leadMs = 1 + random * (Math.min(outageMs, PROBE_MS) - 100);
  await home.go(PROBE_MS - leadMs);
}

/** Which rest is running when the server comes back. Whoever is to be woken goes to sleep on the way. */
async function sitOut(home: VirtualHome, outageMs: number, hint: Hint, random: number): Promise<number> {
  const end = home.clock.now() + outageMs;
  await home.go(outageMs * (0.5 + random / 2));
  if (hint === 'resume') {
    await home.clock.run(() => home.connection.kind === 'waiting', end - home.clock.now());
    home.device.set({ visible: false });
  }
  await home.go(Math.max(0, end - home.clock.now()));
  home.net.denAway = null;
  return restIn(home);
}

function restIn({ connection }: VirtualHome): number {
  switch (connection.kind) {
    case 'waiting':
      return connection.ms;
    case 'online':
      return connection.ask.afterMs;
    case 'searching':
      return backoffMs(RECONNECT, connection.attempt + 1, 0.5);
    default:
      return 1;
  }
}

async function timeToOnline(home: VirtualHome, hint: Hint): Promise<number> {
  if (hint === 'resume') {
    home.device.set({ visible: true });
  }
  if (hint === 'key') {
    const { connection } = home;
    const restedMs =
      connection.kind === 'waiting' ? home.clock.now() - connection.retryAt + connection.ms : KEY_MS;
    await home.go(Math.max(0, KEY_MS - restedMs));
    home.send({ type: 'nudge' });
  }
  return neededOnline(home);
}

async function neededOnline(home: VirtualHome): Promise<number> {
  const ms = await home.untilOnline(PATIENCE_MS);
  if (ms === null) {
    throw new Error(`never online again: ${JSON.stringify(home.connection)}`);
  }
  return ms;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
