import { storeFailureOf } from '../store-failure';
import type { Connection } from './connection';
import { sqliteTrouble } from './trouble';

/** A step against the store. It runs to its end without waiting for anything, so that nobody sees half of it. */
export type Step<T> = (sql: Connection) => T;

export type Batch = {
  /** Resolves once committed. */
  write<T>(what: string, step: Step<T>): Promise<T>;
  close(): void;
};

type Asked = {
  readonly what: string;
  readonly run: () => void;
  readonly settle: () => void;
  readonly refuse: (thrown: unknown) => void;
};

/**
 * Commits all steps of one turn of the event loop together: a wait for the disk each would stop the process at
 * a thousand screens. Each step has a savepoint of its own, so that one which fails takes only itself along.
 */
export function batchOn(sql: Connection): Batch {
  let asked: Asked[] = [];
  let isClosed = false;
  const flush = (): void => {
    const batch = asked;
    asked = [];
    commit(sql, batch);
  };
  const write = <T>(what: string, step: Step<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (isClosed) {
        reject(storeFailureOf('sqlite', 'storeUnavailable', what));
        return;
      }
      asked.push(askedOf(sql, what, step, resolve, reject));
      if (asked.length === 1) {
        setImmediate(flush);
      }
    });
  const close = (): void => {
    flush();
    isClosed = true;
  };
  return { write, close };
}

function askedOf<T>(
  sql: Connection,
  what: string,
  step: Step<T>,
  resolve: (value: T) => void,
  reject: (thrown: unknown) => void
): Asked {
  let value: T;
  return {
    what,
    run: () => {
      value = step(sql);
    },
    settle: () => resolve(value),
    refuse: (thrown) => reject(sqliteTrouble(what, thrown))
  };
}

function commit(sql: Connection, batch: readonly Asked[]): void {
  if (batch.length === 0) {
    return;
  }
  try {
    sql.exec('BEGIN IMMEDIATE');
  } catch (thrown) {
    batch.forEach(({ refuse }) => refuse(thrown));
    return;
  }
  const done = batch.filter((asked) => runAlone(sql, asked));
  try {
    sql.exec('COMMIT');
    done.forEach(({ settle }) => settle());
  } catch (thrown) {
    rollBack(sql);
    done.forEach(({ refuse }) => refuse(thrown));
  }
}

/** False: it failed, was undone and told so. */
function runAlone(sql: Connection, { run, refuse }: Asked): boolean {
  try {
    sql.exec('SAVEPOINT step');
    run();
    sql.exec('RELEASE step');
    return true;
  } catch (thrown) {
    undo(sql);
    refuse(thrown);
    return false;
  }
}

function undo(sql: Connection): void {
  try {
    sql.exec('ROLLBACK TO step; RELEASE step');
  } catch {
    // A full disk rolls the whole transaction back by itself; COMMIT then says so to all the others.
  }
}

function rollBack(sql: Connection): void {
  try {
    sql.exec('ROLLBACK');
  } catch {
    // It was rolled back already.
  }
}
