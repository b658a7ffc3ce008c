import type { IClock } from '../../core/ports';

const DAY_MS = 24 * 60 * 60_000;
const OUTAGE_MS = 15 * 60_000;
const JITTER = 0.1;

function around(ms: number, { random, wall }: IClock): number {
  return Math.round(wall() + ms * (1 + JITTER * (2 * random() - 1)));
}

/** When a sign-in that counts is asked about again: about a day from now, and not all of them at once. */
export function nextCheckAt(clock: IClock): number {
  return around(DAY_MS, clock);
}

/** When one is asked about again whose issuer could not be reached. */
export function laterCheckAt(clock: IClock): number {
  return around(OUTAGE_MS, clock);
}
