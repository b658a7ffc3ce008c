import type { ILimitStore } from '../ports';
import type { Limit, LimitAnswer } from '../rows';
import { answerFor, costOf, firstSlotAt, slotAt, slotMsOf, totalOf } from '../sliding-window';
import type { Slots } from '../sliding-window';
import { storeFailureOf } from '../store-failure';
import type { Connection } from './connection';
import type { Context } from './context';

type Counted = { readonly limit: Limit; readonly slots: Slots };

function slotsOf(sql: Connection, limit: Limit, now: number): Slots {
  const row = sql.one('SELECT slots FROM limits WHERE key = ?', limit.key);
  const read = row === null ? [] : pairsIn(String(row['slots']));
  return new Map(read.filter(([slot]) => slot >= firstSlotAt(limit, now)));
}

function pairsIn(text: string): [number, number][] {
  try {
    const read = JSON.parse(text) as [number, number][];
    if (read.every(([slot, count]) => Number.isSafeInteger(slot) && Number.isSafeInteger(count))) {
      return read;
    }
  } catch {
    // The same as below: it is not what we wrote.
  }
  throw storeFailureOf('sqlite', 'rowUnreadable', 'limit.slots');
}

function countIn(sql: Connection, { limit, slots }: Counted, now: number): Slots {
  const slot = slotAt(limit, now);
  const next = new Map(slots).set(slot, (slots.get(slot) ?? 0) + costOf(limit));
  const expiresAt = now + limit.windowMs + 2 * slotMsOf(limit);
  sql.run('INSERT OR REPLACE INTO limits VALUES (?, ?, ?)', limit.key, JSON.stringify([...next]), expiresAt);
  return next;
}

function ask(context: Context, sql: Connection, limits: readonly Limit[], counts: boolean): LimitAnswer {
  const now = context.clock.wall();
  const before = limits.map((limit) => ({ limit, slots: slotsOf(sql, limit, now) }));
  const allowed = before.every(
    ({ limit, slots }) => totalOf(limit, slots, now) + costOf(limit) <= limit.limit
  );
  const after = before.map((each) => (allowed && counts ? countIn(sql, each, now) : each.slots));
  return answerFor(limits, after, allowed, now);
}

/** Limits in SQLite. */
export function limitsIn(context: Context): ILimitStore {
  return {
    hit: (limits) => context.hurry('limit.hit', (sql) => ask(context, sql, limits, true)),
    peek: (limits) => context.read('limit.peek', (sql) => ask(context, sql, limits, false)),
    forget: (keys) =>
      context.hurry('limit.forget', (sql) =>
        keys.forEach((key) => sql.run('DELETE FROM limits WHERE key = ?', key))
      )
  };
}
