import type { Limit, LimitAnswer } from './rows';

/** A window is counted in this many slots; a slot counts until all of it has left the window, so never too little. */
const SLOTS = 16;

/** What one step uses up. */
export function costOf({ cost = 1 }: Limit): number {
  return cost;
}

/** How often something happened in which slot of time. */
export type Slots = ReadonlyMap<number, number>;

/** The length of a slot. */
export function slotMsOf({ windowMs }: Pick<Limit, 'windowMs'>): number {
  return Math.ceil(windowMs / SLOTS);
}

/** The slot of a moment. */
export function slotAt(limit: Pick<Limit, 'windowMs'>, now: number): number {
  return Math.floor(now / slotMsOf(limit));
}

/** The first slot that still counts. */
export function firstSlotAt(limit: Pick<Limit, 'windowMs'>, now: number): number {
  return Math.floor((now - limit.windowMs) / slotMsOf(limit));
}

/** How many count now. */
export function totalOf(limit: Limit, slots: Slots, now: number): number {
  const first = firstSlotAt(limit, now);
  return [...slots].reduce((sum, [slot, count]) => sum + (slot >= first ? count : 0), 0);
}

function leavesAt(limit: Limit, slot: number): number {
  return (slot + 1) * slotMsOf(limit) + limit.windowMs;
}

function resetMsOf(limit: Limit, slots: Slots, now: number, remaining: number): number {
  const live = [...slots].filter(([slot]) => slot >= firstSlotAt(limit, now)).sort(([a], [b]) => a - b);
  const decisive = remaining === 0 ? live[0] : live[live.length - 1];
  return decisive === undefined ? 0 : leavesAt(limit, decisive[0]) - now;
}

/** What to tell the client, from the counts as they are after the step. */
export function answerFor(
  limits: readonly Limit[],
  counts: readonly Slots[],
  allowed: boolean,
  now: number
): LimitAnswer {
  const each = limits.map((limit, n) => {
    const slots = counts[n] ?? new Map<number, number>();
    const remaining = Math.max(0, limit.limit - totalOf(limit, slots, now));
    const { key, limit: most } = limit;
    return { key, limit: most, remaining, resetMs: resetMsOf(limit, slots, now, remaining) };
  });
  const rank = ({ remaining, resetMs }: LimitAnswer['tightest']): number => remaining - resetMs / 1e12;
  const [tightest = { key: '', limit: 0, remaining: 0, resetMs: 0 }] = each.sort((a, b) => rank(a) - rank(b));
  return { allowed, tightest };
}
