import { isStoreFailure, storeFailureOf } from '../store-failure';
import type { StoreFailure, StoreFailureCode } from '../store-failure';

/** What Redis itself answers with, by the beginning or a part of it. Whatever it did not answer is "unavailable". */
const ANSWERS: readonly (readonly [RegExp, StoreFailureCode])[] = [
  [/^(OOM|MISCONF|READONLY)\b/, 'storeFull'],
  [/^(LOADING|BUSY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|UNBLOCKED)\b/, 'storeUnavailable'],
  [/^(NOAUTH|WRONGPASS|NOPERM|DENIED)\b/, 'storeUnusable'],
  [/^WRONGTYPE\b|\bWRONGTYPE\b|attempt to (compare|perform|index|concatenate)/, 'rowUnreadable']
];

/** Whatever was thrown, as a failure without a value in it. */
export function redisTrouble(what: string, thrown: unknown): StoreFailure {
  if (isStoreFailure(thrown)) {
    return thrown;
  }
  const { name, message = '' } = thrown as { name?: string; message?: string };
  if (name !== 'ReplyError') {
    return storeFailureOf('redis', 'storeUnavailable', what);
  }
  const known = ANSWERS.find(([pattern]) => pattern.test(message));
  return storeFailureOf('redis', known?.[1] ?? 'storeBug', what);
}
