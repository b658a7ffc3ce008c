import type { RawRow } from '../fields';
import type { IWallClock, Lifetimes } from '../ports';
import { readersFor } from '../rows-in';
import type { Reader, Readers } from '../rows-in';
import { storeFailureOf } from '../store-failure';
import type { Arg, RedisConnection } from './connection';

/** What each of the stores works with. */
export type Context = {
  readonly clock: IWallClock;
  readonly lifetimes: Lifetimes;
  readonly rows: Readers;
  readonly prefix: string;
  readonly ask: RedisConnection['ask'];
  /** A script that answers a number or nothing. */
  readonly count: (what: string, script: string, ...args: readonly Arg[]) => Promise<number>;
  /** A script that answers a text or null. */
  readonly text: (what: string, script: string, ...args: readonly Arg[]) => Promise<string | null>;
  /** A script that answers one row as JSON, or null. */
  readonly row: <T>(
    read: Reader<T>,
    what: string,
    script: string,
    ...args: readonly Arg[]
  ) => Promise<T | null>;
  /** A script that answers rows, each as JSON. */
  readonly list: <T>(
    read: Reader<T>,
    what: string,
    script: string,
    ...args: readonly Arg[]
  ) => Promise<readonly T[]>;
};

/** JSON that a script of ours answered, or a stored text that was JSON once. */
export function rowIn(what: string, text: unknown): RawRow {
  try {
    return JSON.parse(String(text)) as RawRow;
  } catch {
    throw storeFailureOf('redis', 'rowUnreadable', what);
  }
}

/** A context over a connection. */
export function contextOver(
  { run, ask }: RedisConnection,
  prefix: string,
  clock: IWallClock,
  lifetimes: Lifetimes
): Context {
  const answer = (what: string, script: string, args: readonly Arg[]): Promise<unknown> =>
    run(what, script, clock.wall(), ...args);
  return {
    ...{ clock, lifetimes, prefix, ask, rows: readersFor('redis') },
    count: async (what, script, ...args) => Number(await answer(what, script, args)),
    text: async (what, script, ...args) => (await answer(what, script, args)) as string | null,
    row: async (read, what, script, ...args) => {
      const found = await answer(what, script, args);
      return found === null ? null : read(rowIn(what, found));
    },
    list: async (read, what, script, ...args) =>
      ((await answer(what, script, args)) as string[]).map((found) => read(rowIn(what, found)))
  };
}
