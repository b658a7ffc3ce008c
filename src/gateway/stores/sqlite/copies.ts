import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Connection } from './connection';
import { openFile } from './open-file';
import { sqliteTrouble } from './trouble';

/** Limits are of the moment, and the counters belong to the file. */
const NOT_RESTORED = ['limits'];

function tablesIn(sql: Connection): readonly string[] {
  const named = sql.all(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
  );
  return named.map(({ name }) => String(name)).filter((name) => !NOT_RESTORED.includes(name));
}

function withTrouble<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw sqliteTrouble(what, thrown);
  }
}

/** Opens the file as a gateway does (which checks and migrates it), and closes it with its log brought home. */
function withFile(path: string, work: (sql: Connection) => void): void {
  const { sure, quick } = openFile(path);
  quick.close();
  try {
    work(sure);
    sure.all('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    sure.close();
  }
}

/** A copy of the store as it is at this moment, while others go on writing. Nothing is at `target` before it is whole. */
export function copyStore(path: string, target: string): void {
  const unfinished = `${target}.unfinished`;
  withTrouble('backup', () => {
    try {
      rmSync(unfinished, { force: true });
      // Made by us first, so that it is nobody else's to read; SQLite takes an empty file as none.
      closeSync(openSync(unfinished, 'wx', 0o600));
      withFile(path, (sql) => void sql.all('VACUUM INTO ?', unfinished));
      renameSync(unfinished, target);
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
}

/** Refuses what is damaged or newer, and brings an older one up to date; so it is done to a copy. */
export function checkCopy(path: string): void {
  withTrouble('restore', () => withFile(path, () => undefined));
}

/** Puts everything of a checked copy in the place of what is there, in one step: a gateway that is running goes on with it. */
export function restoreInto(path: string, copy: string): void {
  withTrouble('restore', () =>
    withFile(path, (sql) => {
      sql.all('ATTACH ? AS copy', copy);
      try {
        sql.exec(`BEGIN IMMEDIATE; ${tablesIn(sql).map(replacement).join(' ')}`);
        sql.exec('COMMIT');
      } catch (thrown) {
        sql.exec('ROLLBACK');
        throw thrown;
      }
    })
  );
}

const replacement = (table: string): string =>
  `DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM copy.${table};`;
