import { isStoreFailure, storeFailureOf } from '../store-failure';
import type { StoreFailure, StoreFailureCode } from '../store-failure';

/** By SQLite's primary result code. */
const CODES: { readonly [code: number]: StoreFailureCode } = {
  5: 'storeUnavailable',
  6: 'storeUnavailable',
  8: 'storeFull',
  10: 'storeUnusable',
  11: 'storeUnusable',
  13: 'storeFull',
  14: 'storeUnusable',
  26: 'storeUnusable'
};

function resultCodeOf(thrown: unknown): number {
  const { rawCode, message } = thrown as { rawCode?: unknown; message?: unknown };
  const said = /: (\d+)"?\)$/.exec(String(message));
  return (typeof rawCode === 'number' ? rawCode : Number(said?.[1] ?? 0)) & 0xff;
}

/** Whatever was thrown, as a failure without a value in it. */
export function sqliteTrouble(what: string, thrown: unknown): StoreFailure {
  if (isStoreFailure(thrown)) {
    return thrown;
  }
  const code = CODES[resultCodeOf(thrown)] ?? 'storeBug';
  // SQLite names tables and columns in its messages, never values.
  return storeFailureOf('sqlite', code, code === 'storeBug' ? `${what}: ${String(thrown)}` : what);
}
