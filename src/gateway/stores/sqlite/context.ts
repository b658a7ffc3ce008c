import type { IWallClock, Lifetimes } from '../ports';
import { readersFor } from '../rows-in';
import type { Readers } from '../rows-in';
import { batchOn } from './batch';
import type { Step } from './batch';
import type { Pair } from './open-file';
import { sqliteTrouble } from './trouble';

/** What each of the stores works with. */
export type Context = {
  readonly clock: IWallClock;
  readonly lifetimes: Lifetimes;
  readonly rows: Readers;
  readonly read: <T>(what: string, step: Step<T>) => Promise<T>;
  /** Resolves when it survives a power cut. */
  readonly write: <T>(what: string, step: Step<T>) => Promise<T>;
  /** Resolves when it survives kill -9. */
  readonly hurry: <T>(what: string, step: Step<T>) => Promise<T>;
  readonly close: () => void;
};

/** A context over an open file. */
export function contextOver({ sure, quick }: Pair, clock: IWallClock, lifetimes: Lifetimes): Context {
  const [writes, hurries] = [batchOn(sure), batchOn(quick)];
  const read = async <T>(what: string, step: Step<T>): Promise<T> => {
    try {
      return step(sure);
    } catch (thrown) {
      throw sqliteTrouble(what, thrown);
    }
  };
  const close = once(() => {
    writes.close();
    hurries.close();
    // The driver keeps a connection open for as long as a statement of it is remembered: bring the log home ourselves.
    sure.all('PRAGMA wal_checkpoint(TRUNCATE)');
    sure.close();
    quick.close();
  });
  return {
    ...{ clock, lifetimes, read, close, rows: readersFor('sqlite') },
    write: writes.write,
    hurry: hurries.write
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) {
      isDone = true;
      work();
    }
  };
}
