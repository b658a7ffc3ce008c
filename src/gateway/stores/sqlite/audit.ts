import type { IAuditStore } from '../ports';
import type { AuditEntry, Page } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';
import { pageOf } from './page';

/** Addresses remembered of one user; one more takes the place of the oldest. */
const ADDRESSES = 50;

function append(sql: Connection, entry: AuditEntry): void {
  sql.run(
    `INSERT INTO audit (at, event, outcome, userId, sessionId, address, agent, screenName, unusual, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[entry.at, entry.event, entry.outcome, entry.userId, entry.sessionId],
    ...[entry.address, entry.agent, entry.screenName, entry.unusual ? 1 : 0, entry.detail]
  );
}

function page(
  { clock, lifetimes, rows }: Context,
  sql: Connection,
  limit: number,
  after: string | null,
  userId: string | undefined
): Page<AuditEntry> {
  const before = after === null ? Number.MAX_SAFE_INTEGER : Number(after) || 0;
  const found = sql.all(
    `SELECT * FROM audit WHERE seq < ? AND at >= ? AND (${userId === undefined ? '? IS NULL' : 'userId = ?'})
     ORDER BY seq DESC LIMIT ?`,
    ...[before, clock.wall() - lifetimes.auditMs, userId ?? null, limit + 1]
  );
  return pageOf(found, limit, rows.audit, ({ seq }) => String(seq));
}

function isNewAddress(
  { clock, lifetimes }: Context,
  sql: Connection,
  userId: string,
  address: string
): boolean {
  const since = clock.wall() - lifetimes.auditMs;
  const known = sql.one(
    'SELECT 1 FROM addresses WHERE userId = ? AND address = ? AND seenAt >= ?',
    userId,
    address,
    since
  );
  sql.run('INSERT OR REPLACE INTO addresses VALUES (?, ?, ?)', userId, address, clock.wall());
  sql.run(
    `DELETE FROM addresses WHERE userId = ? AND address NOT IN
     (SELECT address FROM addresses WHERE userId = ? ORDER BY seenAt DESC LIMIT ${ADDRESSES})`,
    ...[userId, userId]
  );
  return known === null;
}

/** The audit log in SQLite. */
export function auditIn(context: Context): IAuditStore {
  return {
    append: (entry) => context.write('audit.append', (sql) => append(sql, entry)),
    page: (limit, after, userId) =>
      context.read('audit.page', (sql) => page(context, sql, limit, after, userId)),
    isNewAddress: (userId, address) =>
      context.write('audit.isNewAddress', (sql) => isNewAddress(context, sql, userId, address))
  };
}
