/**
 * What can go wrong with a store, by stable name. Every method of a store rejects with one of these as data
 * and with nothing else; the HTTP half answers 503 with Retry-After to all of them.
 */
export type StoreFailureCode =
  /** It cannot be reached, is loading, or did not answer in time. It recovers by itself. */
  | 'storeUnavailable'
  /** No room left, or it may not write. Reading goes on. */
  | 'storeFull'
  /** What is stored under this name is not what we wrote. The row is left as it is, for a person to look at. */
  | 'rowUnreadable'
  /** The file is damaged, or was written by a newer Couchkey. */
  | 'storeUnusable'
  /** A mistake of ours. */
  | 'storeBug';

export type StoreFailure = {
  readonly kind: 'storeFailure';
  readonly code: StoreFailureCode;
  readonly store: 'sqlite' | 'redis';
  /** Which operation, or which kind of row: never a value. */
  readonly what: string;
  readonly retryAfterMs: number;
};

/** Whether something thrown is trouble of a store. */
export function isStoreFailure(thrown: unknown): thrown is StoreFailure {
  return typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === 'storeFailure';
}

/** A failure from its parts. */
export function storeFailureOf(
  store: StoreFailure['store'],
  code: StoreFailureCode,
  what: string
): StoreFailure {
  return {
    kind: 'storeFailure',
    code,
    store,
    what,
    retryAfterMs: code === 'storeUnavailable' ? 2000 : 30000
  };
}
