import { backoffMs, BUSY, POLL_FAULT } from '../model/backoff';
import type { BackoffPolicy } from '../model/backoff';
import type { Failure } from '../model/failure';
import type { Effect } from '../model/message';
import type { Ask, DeviceState } from '../model/session-state';

/** A Retry-After beyond this was read off a wrong clock; one below a second would be a loop. */
const LONGEST_WAIT_MS = 15 * 60000;
const SHORTEST_WAIT_MS = 1000;

/** A set in use: whatever may ever be asked is asked then. */
export const AWAKE: DeviceState = { visible: true, online: true, memoryLow: false };
/** A question put for the first time. */
export const NOW: Ask = { nth: 1, afterMs: 0 };

/** The same question, at once. */
export function again(ask: Ask): Ask {
  return { nth: ask.nth + 1, afterMs: 0 };
}

/** The same question, after a rest that grows with each failure and obeys Retry-After. */
export function later(ask: Ask, failure: Failure, policy: BackoffPolicy = POLL_FAULT): Ask {
  return { nth: ask.nth + 1, afterMs: restAfter(failure, ask.afterMs, policy) };
}

/** How long to rest after a failure, when the rest before it was `previousMs`. */
export function restAfter(failure: Failure, previousMs: number, policy: BackoffPolicy = POLL_FAULT): number {
  const asked = waitAsked(failure);
  if (asked !== null) {
    return asked;
  }
  const own = failure.code === 'busy' ? BUSY : policy;
  const isFirst = previousMs < own.firstMs || previousMs > own.maxMs;
  return isFirst ? own.firstMs : Math.min(previousMs * own.factor, own.maxMs);
}

/** How long to wait before the given attempt, for those who count them. */
export function waitBefore(failure: Failure, policy: BackoffPolicy, attempt: number, random: number): number {
  const asked = waitAsked(failure);
  return asked !== null ? asked : backoffMs(policy, attempt, random);
}

/** Whether one of these open questions is of the kind that was answered. */
export function isAsked(open: readonly Effect[], to: Effect): boolean {
  return open.some((each: Effect): boolean => each.type === to.type);
}

function waitAsked(failure: Failure): number | null {
  return failure.retryAfterMs === undefined
    ? null
    : Math.max(SHORTEST_WAIT_MS, Math.min(failure.retryAfterMs, LONGEST_WAIT_MS));
}
