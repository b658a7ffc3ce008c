import type { Connection } from './connection';
import type { Context } from './context';

/** At most this many of a kind at once, so that a sweep never holds the others up. */
const AT_ONCE = 1000;

const ENDED: readonly (readonly [table: string, key: string])[] = [
  ['sessions', 'id'],
  ['devices', 'id'],
  ['families', 'id'],
  ['familyTokens', 'hash'],
  ['pins', 'seq'],
  ['limits', 'key']
];

/** Takes away what has ended, and what belonged to it. */
export function sweep({ clock, lifetimes }: Context, sql: Connection): number {
  const now = clock.wall();
  const ended = ENDED.map(([table, key]) =>
    sql.run(
      `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE expiresAt <= ? LIMIT ${AT_ONCE})`,
      now
    )
  );
  const orphans = [
    sql.run('DELETE FROM deviceTokens WHERE deviceId NOT IN (SELECT id FROM devices)'),
    sql.run('DELETE FROM addresses WHERE seenAt < ?', now - lifetimes.auditMs),
    sql.run('DELETE FROM audit WHERE at < ?', now - lifetimes.auditMs),
    sql.run('DELETE FROM audit WHERE seq <= (SELECT max(seq) FROM audit) - ?', lifetimes.auditEntries)
  ];
  return [...ended, ...orphans].reduce((sum, count) => sum + count, 0);
}
