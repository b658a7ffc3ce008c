/** How often a waiting code is asked after, at most and at least (ruling 37 says 15 s; a second is left for the round itself). */
const SELDOM_MS = 14_000;
const OFTEN_MS = 2_000;

/** What polls may take of the budget; the rest mints, or a full house would never let anybody new in. */
const POLL_SHARE = 0.8;

/** How many codes may wait upstream at once, so that each of them is asked after often enough. */
export function mostWaiting(rate: number): number {
  return Math.max(1, Math.floor((rate * POLL_SHARE * SELDOM_MS) / 1000));
}

/** How long a code is left alone between two looks: the fewer wait, the sooner each is heard. */
export function pollEveryMs(waiting: number, rate: number): number {
  const fair = (waiting * 1000) / (rate * POLL_SHARE);
  return Math.round(Math.min(SELDOM_MS, Math.max(OFTEN_MS, fair)));
}

/**
 * Who gets the next requests, polls or the queue. The queue's share is saved up, because a small budget hands out
 * one request at a time and a rounded share would starve one of the two.
 */
export type Shares = { readonly saved: number };

export const NO_SHARES: Shares = { saved: 0 };

/** The queue's part of `room`, and what is saved for the next time. */
export function shareOf(shares: Shares, room: number): { readonly mints: number; readonly shares: Shares } {
  const saved = Math.min(shares.saved + room * (1 - POLL_SHARE), Math.max(1, room));
  const mints = Math.floor(saved + 1e-9);
  return { mints, shares: { saved: saved - mints } };
}
