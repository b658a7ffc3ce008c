import type { IAccountStore } from '../ports';
import type { AccountRecord, RecordName } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';

type Write = Parameters<IAccountStore['write']>[0];

function find(context: Context, sql: Connection, owner: string, name: RecordName): AccountRecord | null {
  const row = sql.one('SELECT * FROM accounts WHERE owner = ? AND name = ?', owner, name);
  return row === null ? null : context.rows.record(row);
}

function put(
  context: Context,
  sql: Connection,
  { owner, name, sealed, expect, dueAt }: Write
): AccountRecord | null {
  const was = sql.one('SELECT version, dueAt FROM accounts WHERE owner = ? AND name = ?', owner, name);
  const version = Number(was?.['version'] ?? 0);
  if (expect !== null && expect !== version) {
    return null;
  }
  const due = dueAt === undefined ? ((was?.['dueAt'] ?? null) as number | null) : dueAt;
  sql.run('INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?, ?)', owner, name, sealed, version + 1, due);
  return find(context, sql, owner, name);
}

function claimDue(
  context: Context,
  sql: Connection,
  limit: number,
  leaseMs: number
): readonly AccountRecord[] {
  const now = context.clock.wall();
  const due = sql.all('SELECT * FROM accounts WHERE dueAt <= ? ORDER BY dueAt LIMIT ?', now, limit);
  return due.map(context.rows.record).map((record) => {
    sql.run(
      'UPDATE accounts SET dueAt = ? WHERE owner = ? AND name = ?',
      now + leaseMs,
      record.owner,
      record.name
    );
    return { ...record, dueAt: now + leaseMs };
  });
}

/** Sealed grants in SQLite. */
export function accountsIn(context: Context): IAccountStore {
  const { write, read } = context;
  return {
    read: (owner, name) => read('account.read', (sql) => find(context, sql, owner, name)),
    write: (record) => write('account.write', (sql) => put(context, sql, record)),
    remove: (owner, name) =>
      write(
        'account.remove',
        (sql) => sql.run('DELETE FROM accounts WHERE owner = ? AND name = ?', owner, name) > 0
      ),
    removeAllOf: (owner) =>
      write('account.removeAllOf', (sql) => void sql.run('DELETE FROM accounts WHERE owner = ?', owner)),
    claimDue: (limit, leaseMs) => write('account.claimDue', (sql) => claimDue(context, sql, limit, leaseMs)),
    postpone: (owner, name, dueAt) =>
      write(
        'account.postpone',
        (sql) => sql.run('UPDATE accounts SET dueAt = ? WHERE owner = ? AND name = ?', dueAt, owner, name) > 0
      )
  };
}
