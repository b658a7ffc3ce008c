import { del, get, keys, set } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { IStore } from '../../core/vault/store';

/** IndexedDB. A write answers when its transaction is complete, so what was answered survives a power cut. */
export function createIdbStore(use: UseStore): IStore {
  return {
    name: 'indexedDB',
    durable: true,
    read: (key): Promise<string | null> => get<unknown>(key, use).then(asText),
    write: (key, text): Promise<void> => set(key, text, use),
    remove: (key): Promise<void> => del(key, use),
    keys: (): Promise<readonly string[]> => keys<string>(use)
  };
}

/** Something else than a text under one of our keys is no record of ours: it must read as torn, not as missing. */
function asText(value: unknown): string | null {
  if (value === undefined) {
    return null;
  }
  return typeof value === 'string' ? value : JSON.stringify(value) || '';
}
