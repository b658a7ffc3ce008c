import type { Pin, PinResult } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';

/** The PIN of this name, if it is that session's and has not ended. */
export function pinOf(context: Context, sql: Connection, id: string, sessionId: string): Pin | null {
  const row = sql.one(
    'SELECT * FROM pins WHERE id = ? AND sessionId = ? AND expiresAt > ?',
    ...[id, sessionId, context.clock.wall()]
  );
  return row === null ? null : context.rows.pin(row);
}

/** Uses a granted result up, and with it the session's other codes. */
export function takeGrant(
  context: Context,
  sql: Connection,
  id: string,
  sessionId: string
): PinResult | null {
  const pin = pinOf(context, sql, id, sessionId);
  if (pin === null || pin.state !== 'granted' || pin.grant === null) {
    return null;
  }
  sql.run('DELETE FROM pins WHERE sessionId = ?', sessionId);
  return { kind: 'granted', grant: pin.grant };
}
