import type { IPinStore } from '../ports';
import type { NewPin, Pin, PinResult } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';
import { admit, claimDue, claimQueued, postpone, settle } from './pin-claims';
import { pinOf, takeGrant } from './pin-rows';

function newestOf(context: Context, sql: Connection, sessionId: string): Pin | null {
  const row = sql.one(
    'SELECT * FROM pins WHERE sessionId = ? AND expiresAt > ? ORDER BY seq DESC LIMIT 1',
    ...[sessionId, context.clock.wall()]
  );
  return row === null ? null : context.rows.pin(row);
}

/** A code that is still in the queue is as good as a renewed one. */
function open(context: Context, sql: Connection, pin: NewPin, renew: boolean): Pin {
  const present = newestOf(context, sql, pin.sessionId);
  if (present !== null && present.state !== 'gone' && (!renew || present.state !== 'waiting')) {
    return present;
  }
  const now = context.clock.wall();
  sql.run(
    `INSERT INTO pins (id, sessionId, provider, state, queuedAt, lookedAt, expiresAt, nextAt, fence)
     VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, 0)`,
    ...[pin.id, pin.sessionId, pin.provider, now, now, pin.expiresAt, now]
  );
  sql.run(
    'DELETE FROM pins WHERE sessionId = ? AND seq NOT IN (SELECT seq FROM pins WHERE sessionId = ? ORDER BY seq DESC LIMIT 2)',
    ...[pin.sessionId, pin.sessionId]
  );
  return pinOf(context, sql, pin.id, pin.sessionId) as Pin;
}

function placeOf(context: Context, sql: Connection, id: string): number {
  const found = sql.one("SELECT seq FROM pins WHERE id = ? AND state = 'queued' AND fence = 0", id);
  if (found === null) {
    return 0;
  }
  const before = sql.one(
    "SELECT count(*) AS n FROM pins WHERE state = 'queued' AND fence = 0 AND seq <= ? AND expiresAt > ?",
    ...[Number(found['seq']), context.clock.wall()]
  );
  return Number(before?.['n']);
}

function look(
  context: Context,
  sql: Connection,
  id: string,
  sessionId: string
): { pin: Pin; place: number } | null {
  sql.run('UPDATE pins SET lookedAt = ? WHERE id = ? AND sessionId = ?', context.clock.wall(), id, sessionId);
  const pin = pinOf(context, sql, id, sessionId);
  return pin === null ? null : { pin, place: placeOf(context, sql, id) };
}

function collect(context: Context, sql: Connection, id: string, sessionId: string): PinResult | null {
  const pin = pinOf(context, sql, id, sessionId);
  if (pin === null || pin.state !== 'gone') {
    return takeGrant(context, sql, id, sessionId);
  }
  sql.run('DELETE FROM pins WHERE id = ?', id);
  return { kind: 'gone' };
}

function counts(context: Context, sql: Connection): { queued: number; waiting: number } {
  const row = sql.one(
    `SELECT coalesce(sum(state = 'queued' AND fence = 0), 0) AS queued,
     coalesce(sum(state = 'waiting' OR (state = 'queued' AND fence > 0)), 0) AS waiting FROM pins WHERE expiresAt > ?`,
    context.clock.wall()
  );
  return { queued: Number(row?.['queued']), waiting: Number(row?.['waiting']) };
}

/** Pending codes in SQLite. */
export function pinsIn(context: Context): IPinStore {
  const { write, read, hurry } = context;
  return {
    open: (pin, renew) => write('pin.open', (sql) => open(context, sql, pin, renew)),
    current: (sessionId) => read('pin.current', (sql) => newestOf(context, sql, sessionId)),
    look: (id, sessionId) => hurry('pin.look', (sql) => look(context, sql, id, sessionId)),
    cancel: (id, sessionId) =>
      write(
        'pin.cancel',
        (sql) => sql.run('DELETE FROM pins WHERE id = ? AND sessionId = ?', id, sessionId) > 0
      ),
    claimQueued: (limit, leaseMs, maxWaiting) =>
      write('pin.claimQueued', (sql) => claimQueued(context, sql, limit, leaseMs, maxWaiting)),
    claimDue: (limit, leaseMs) => write('pin.claimDue', (sql) => claimDue(context, sql, limit, leaseMs)),
    admit: (claim, minted) => write('pin.admit', (sql) => admit(context, sql, claim, minted)),
    postpone: (claim, at) => write('pin.postpone', (sql) => postpone(context, sql, claim, at)),
    settle: (claim, result) => write('pin.settle', (sql) => settle(context, sql, claim, result)),
    collect: (id, sessionId) => write('pin.collect', (sql) => collect(context, sql, id, sessionId)),
    counts: () => read('pin.counts', (sql) => counts(context, sql))
  };
}
