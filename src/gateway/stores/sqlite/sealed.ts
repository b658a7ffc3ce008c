import type { ISealedStore } from '../ports';
import type { RawRow } from '../fields';
import type { Page, Sealed, SealedRow } from '../rows';
import { placeIn, sealedRowOf } from '../sealed-ref';
import type { SealedPlace } from '../sealed-ref';
import type { Connection } from './connection';
import type { Context } from './context';

const EVERYTHING = `
  SELECT 'account' AS kind, owner AS a, name AS b, sealed AS text, '' AS sessionId FROM accounts
  UNION ALL SELECT 'pin', id, 'upstream', upstream, sessionId FROM pins WHERE upstream IS NOT NULL
  UNION ALL SELECT 'pin', id, 'grant', "grant", sessionId FROM pins WHERE "grant" IS NOT NULL
  UNION ALL SELECT 'note', s.id, n.key, n.value, s.id
    FROM sessions s, json_each(CASE WHEN json_valid(s.notes) THEN s.notes ELSE '{}' END) n
  UNION ALL SELECT 'setting', name, '', value, '' FROM settings`;

function placeOf({ kind, a, b }: RawRow): SealedPlace {
  const [first, second] = [String(a), String(b)];
  if (kind === 'account') {
    return { kind, owner: first, name: second };
  }
  if (kind === 'note') {
    return { kind, id: first, name: second };
  }
  return kind === 'pin'
    ? { kind, id: first, field: second === 'grant' ? 'grant' : 'upstream' }
    : { kind: 'setting', name: first };
}

function page(sql: Connection, limit: number, after: string | null): Page<SealedRow> {
  const from = after === null ? ['', '', ''] : (JSON.parse(after) as string[]);
  const rows = sql.all(
    `SELECT * FROM (${EVERYTHING}) WHERE (kind, a, b) > (?, ?, ?) ORDER BY kind, a, b LIMIT ?`,
    ...[...from, limit]
  );
  const last = rows[limit - 1];
  const found = rows.map((row) => sealedRowOf(placeOf(row), String(row['sessionId']), String(row['text'])));
  return {
    items: found.filter((row) => row !== null),
    next: last === undefined ? null : JSON.stringify([last['kind'], last['a'], last['b']])
  };
}

function replace(sql: Connection, ref: string, was: Sealed, now: Sealed): boolean {
  const place = placeIn(ref);
  switch (place.kind) {
    case 'account':
      return (
        sql.run(
          'UPDATE accounts SET sealed = ? WHERE owner = ? AND name = ? AND sealed = ?',
          ...[now, place.owner, place.name, was]
        ) > 0
      );
    case 'pin': {
      const column = place.field === 'grant' ? '"grant"' : 'upstream';
      return sql.run(`UPDATE pins SET ${column} = ? WHERE id = ? AND ${column} = ?`, now, place.id, was) > 0;
    }
    case 'note': {
      const path = `$."${place.name}"`;
      return (
        sql.run(
          'UPDATE sessions SET notes = json_set(notes, ?, ?) WHERE id = ? AND json_valid(notes) AND json_extract(notes, ?) = ?',
          ...[path, now, place.id, path, was]
        ) > 0
      );
    }
    case 'setting':
      return sql.run('UPDATE settings SET value = ? WHERE name = ? AND value = ?', now, place.name, was) > 0;
  }
}

/** All envelopes in SQLite. */
export function sealedIn(context: Context): ISealedStore {
  return {
    page: (limit, after) => context.read('sealed.page', (sql) => page(sql, limit, after)),
    replace: (ref, was, now) => context.write('sealed.replace', (sql) => replace(sql, ref, was, now))
  };
}
