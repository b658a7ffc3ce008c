import { closeSync, openSync } from 'node:fs';
import { storeFailureOf } from '../store-failure';
import { connect } from './connection';
import type { Connection } from './connection';
import { MIGRATIONS } from './schema';
import { sqliteTrouble } from './trouble';

/** `sure` waits for the disk, `quick` does not; see `connect`. */
export type Pair = { readonly sure: Connection; readonly quick: Connection };

/** Opens the file, makes it what this version wants, and refuses a damaged one. */
export function openFile(path: string): Pair {
  try {
    // Made by us first, so that it and the files beside it are nobody else's to read.
    closeSync(openSync(path, 'a', 0o600));
    const sure = connect(path, true);
    sure.all('PRAGMA journal_mode=WAL');
    refuseDamaged(sure);
    migrate(sure);
    return { sure, quick: connect(path, false) };
  } catch (thrown) {
    throw sqliteTrouble(
      'open',
      isFileTrouble(thrown) ? storeFailureOf('sqlite', 'storeUnusable', 'open') : thrown
    );
  }
}

function isFileTrouble(thrown: unknown): boolean {
  return typeof (thrown as NodeJS.ErrnoException).syscall === 'string';
}

function refuseDamaged(sql: Connection): void {
  if (sql.one('PRAGMA quick_check(1)')?.['quick_check'] !== 'ok') {
    throw storeFailureOf('sqlite', 'storeUnusable', 'damaged');
  }
}

function versionOf(sql: Connection): number {
  return Number(sql.one('PRAGMA user_version')?.['user_version']);
}

/** Each version in a transaction of its own; the first look decides nothing, another process may be at it too. */
function migrate(sql: Connection): void {
  if (versionOf(sql) > MIGRATIONS.length) {
    throw storeFailureOf('sqlite', 'storeUnusable', 'newer');
  }
  while (versionOf(sql) < MIGRATIONS.length) {
    sql.exec('BEGIN IMMEDIATE');
    try {
      const version = versionOf(sql);
      sql.exec(
        `${MIGRATIONS[version] ?? ''}; PRAGMA user_version=${Math.min(version + 1, MIGRATIONS.length)}`
      );
      sql.exec('COMMIT');
    } catch (thrown) {
      sql.exec('ROLLBACK');
      throw thrown;
    }
  }
}
