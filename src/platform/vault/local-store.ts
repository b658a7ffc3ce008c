import { failureOf } from '../../core/model/failure';
import type { IStore } from '../../core/vault/store';

/**
 * localStorage. Not durable: engines write it to disk seconds after the call came back (5 s in Chromium), so a set
 * switched off at the wall right after a sign-in has forgotten it.
 */
export function createLocalStore(storage: Storage): IStore {
  return {
    name: 'localStorage',
    durable: false,
    read: (key): Promise<string | null> => guarded((): string | null => storage.getItem(key)),
    write: (key, text): Promise<void> => guarded((): void => storage.setItem(key, text)),
    remove: (key): Promise<void> => guarded((): void => storage.removeItem(key)),
    keys: (): Promise<readonly string[]> => guarded((): readonly string[] => keysOf(storage))
  };
}

/** The storage of a window; null where asking for it, or asking it anything, is an error, as in a sandbox. */
export function localStorageOf(world: { readonly localStorage?: Storage }): Storage | null {
  try {
    const storage = world.localStorage || null;
    return storage !== null && storage.length >= 0 ? storage : null;
  } catch (_forbidden) {
    return null;
  }
}

function keysOf(storage: Storage): readonly string[] {
  const keys: string[] = [];
  for (let at = 0; at < storage.length; at += 1) {
    keys.push(storage.key(at) || '');
  }
  return keys;
}

/** Whatever the engine throws is one failure to us. */
function guarded<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (_refused) {
    return Promise.reject(failureOf('storage'));
  }
}
