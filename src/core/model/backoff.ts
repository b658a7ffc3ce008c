import type { Failure } from './failure';

/** How long to wait before trying again, as numbers. */
export type BackoffPolicy = {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: number;
};

export const RECONNECT: BackoffPolicy = { firstMs: 500, factor: 2, maxMs: 30000, jitter: 0.25 };
/** A server that has been away for so long is no hiccup. */
export const LONG_OUTAGE_MS = 600000;
export const RECONNECT_LONG: BackoffPolicy = { firstMs: 500, factor: 2, maxMs: 120000, jitter: 0.25 };
/** What only a person can mend is still tried now and then: nobody stands before a kiosk. */
const STUCK_MS = 300000;
/** A token that is refused may be due to a plex.tv that cannot be asked for another: that passes. */
const REFUSED_MS = 60000;
export const POLL_FAULT: BackoffPolicy = { firstMs: 2000, factor: 2, maxMs: 16000, jitter: 0 };
export const BUSY: BackoffPolicy = { firstMs: 5000, factor: 2, maxMs: 60000, jitter: 0 };

/** Delay before `attempt` (1-based). The exponent is capped: 2^1030 is Infinity, and Infinity * 0 is NaN. */
export function backoffMs(policy: BackoffPolicy, attempt: number, random: number): number {
  const plain = Math.min(policy.firstMs * Math.pow(policy.factor, Math.min(attempt - 1, 30)), policy.maxMs);
  return Math.round(plain * (1 + policy.jitter * (2 * random - 1)));
}

/** How long to leave alone what trying again does not mend. */
export function restWhenStuck(reason: Failure): number {
  return reason.code === 'serverRefused' ? REFUSED_MS : STUCK_MS;
}
