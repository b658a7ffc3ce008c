import type { IPinStore } from '../ports';
import type { RawRow } from '../fields';
import type { PinClaim, PinResult } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';

type Minted = Parameters<IPinStore['admit']>[1];

function claim(context: Context, sql: Connection, row: RawRow, leaseMs: number): PinClaim {
  const taken = { ...row, fence: Number(row['fence']) + 1, nextAt: context.clock.wall() + leaseMs };
  sql.run(
    'UPDATE pins SET fence = ?, nextAt = ? WHERE seq = ?',
    taken.fence,
    taken.nextAt,
    Number(row['seq'])
  );
  return context.rows.claim(taken);
}

/** Polls that are due. A claim moves the moment to the end of its lease, so that a dead holder needs no clearing up. */
export function claimDue(
  context: Context,
  sql: Connection,
  limit: number,
  leaseMs: number
): readonly PinClaim[] {
  const now = context.clock.wall();
  return sql
    .all(
      "SELECT * FROM pins WHERE state = 'waiting' AND nextAt <= ? AND expiresAt > ? ORDER BY nextAt, seq LIMIT ?",
      ...[now, now, limit]
    )
    .map((row) => claim(context, sql, row, leaseMs));
}

/** First those whose minting somebody began and did not finish, then from the queue. */
export function claimQueued(
  context: Context,
  sql: Connection,
  limit: number,
  leaseMs: number,
  maxWaiting: number
): readonly PinClaim[] {
  const now = context.clock.wall();
  const begun = sql.all(
    "SELECT * FROM pins WHERE state = 'queued' AND fence > 0 AND nextAt <= ? AND expiresAt > ? ORDER BY seq LIMIT ?",
    ...[now, now, limit]
  );
  const out = sql.one(
    "SELECT count(*) AS n FROM pins WHERE (state = 'waiting' OR (state = 'queued' AND fence > 0)) AND expiresAt > ?",
    now
  );
  const room = Math.max(0, Math.min(limit - begun.length, maxWaiting - Number(out?.['n'])));
  const fresh = sql.all(
    "SELECT * FROM pins WHERE state = 'queued' AND fence = 0 AND expiresAt > ? ORDER BY seq LIMIT ?",
    ...[now, room]
  );
  return [...begun, ...fresh].map((row) => claim(context, sql, row, leaseMs));
}

/** A minted code is polled from now on. */
export function admit(context: Context, sql: Connection, { pin, fence }: PinClaim, minted: Minted): boolean {
  return (
    sql.run(
      `UPDATE pins SET state = 'waiting', upstream = ?, expiresAt = ?, nextAt = ?
       WHERE id = ? AND fence = ? AND state = 'queued' AND expiresAt > ?`,
      ...[minted.upstream, minted.expiresAt, minted.pollAt, pin.id, fence, context.clock.wall()]
    ) > 0
  );
}

/** Back into the round. */
export function postpone(context: Context, sql: Connection, { pin, fence }: PinClaim, at: number): boolean {
  return (
    sql.run(
      `UPDATE pins SET nextAt = ? WHERE id = ? AND fence = ? AND state IN ('queued', 'waiting') AND expiresAt > ?`,
      ...[at, pin.id, fence, context.clock.wall()]
    ) > 0
  );
}

/** The end of a code; a grant counts whoever brings it. */
export function settle(
  context: Context,
  sql: Connection,
  { pin, fence }: PinClaim,
  result: PinResult
): boolean {
  const now = context.clock.wall();
  if (result.kind === 'gone') {
    return (
      sql.run(
        "UPDATE pins SET state = 'gone' WHERE id = ? AND fence = ? AND state IN ('queued', 'waiting') AND expiresAt > ?",
        ...[pin.id, fence, now]
      ) > 0
    );
  }
  return (
    sql.run(
      `UPDATE pins SET state = 'granted', "grant" = ?, expiresAt = max(expiresAt, ?)
       WHERE id = ? AND state = 'waiting'`,
      ...[result.grant, now + context.lifetimes.grantMs, pin.id]
    ) > 0
  );
}
