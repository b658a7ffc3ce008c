import type { ITokenFamilyStore } from '../ports';
import type { Family, Rotation, TokenHash } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';

type Begin = Parameters<ITokenFamilyStore['begin']>[0];
type Named = Parameters<ITokenFamilyStore['revoke']>[0];

function begin(context: Context, sql: Connection, { id, userId, clientName, hash }: Begin): Family {
  const now = context.clock.wall();
  const expiresAt = now + context.lifetimes.refreshMs;
  sql.run(
    'INSERT INTO families VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    userId,
    clientName,
    hash,
    now,
    now,
    expiresAt
  );
  sql.run('INSERT INTO familyTokens VALUES (?, ?, ?)', hash, id, expiresAt);
  return { id, userId, clientName, createdAt: now, lastUsedAt: now, expiresAt };
}

function rotate(context: Context, sql: Connection, hash: TokenHash, next: TokenHash): Rotation {
  const now = context.clock.wall();
  const row = sql.one(
    `SELECT f.* FROM familyTokens t JOIN families f ON f.id = t.familyId
     JOIN users u ON u.id = f.userId AND u.disabled = 0 WHERE t.hash = ? AND f.expiresAt > ?`,
    ...[hash, now]
  );
  if (row === null) {
    return { kind: 'unknown' };
  }
  const family = context.rows.family(row);
  if (row['hash'] !== hash) {
    drop(sql, family.id);
    return { kind: 'reused', family };
  }
  const expiresAt = now + context.lifetimes.refreshMs;
  sql.run(
    'UPDATE families SET hash = ?, lastUsedAt = ?, expiresAt = ? WHERE id = ?',
    next,
    now,
    expiresAt,
    family.id
  );
  sql.run('INSERT INTO familyTokens VALUES (?, ?, ?)', next, family.id, expiresAt);
  return { kind: 'rotated', family: { ...family, lastUsedAt: now, expiresAt } };
}

function drop(sql: Connection, id: string): boolean {
  sql.run('DELETE FROM familyTokens WHERE familyId = ?', id);
  return sql.run('DELETE FROM families WHERE id = ?', id) > 0;
}

function revoke(sql: Connection, by: Named): boolean {
  const found =
    'id' in by ? by.id : sql.one('SELECT familyId FROM familyTokens WHERE hash = ?', by.hash)?.['familyId'];
  return typeof found === 'string' && drop(sql, found);
}

/** Refresh tokens in SQLite. */
export function familiesIn(context: Context): ITokenFamilyStore {
  const { write, rows, clock } = context;
  return {
    begin: (family) => write('family.begin', (sql) => begin(context, sql, family)),
    rotate: (hash, next) => write('family.rotate', (sql) => rotate(context, sql, hash, next)),
    revoke: (by) => write('family.revoke', (sql) => revoke(sql, by)),
    list: (userId) =>
      context.read('family.list', (sql) =>
        sql
          .all(
            'SELECT * FROM families WHERE userId = ? AND expiresAt > ? ORDER BY lastUsedAt DESC, id',
            userId,
            clock.wall()
          )
          .map(rows.family)
      )
  };
}
