import { COUCHKEY } from '../../core/vault/keys';
import { createDatabase } from './database';
import { createIdbStore } from './idb-store';
import { createLocalStore, localStorageOf } from './local-store';
import { Vault } from './vault';
import { WebCipher } from './web-cipher';
import type { IClock } from '../../core/ports';
import type { Preset } from '../../core/vault/keys';
import type { ShelfPlan } from './shelf';
import type { IRotatingVault } from './vault';

/** The half of a window that can keep something. All of it may be missing. */
export type Keepsakes = {
  readonly indexedDB?: IDBFactory;
  readonly localStorage?: Storage;
  readonly crypto?: Crypto;
};

export type VaultOptions = {
  readonly clock: IClock;
  /** Packaged apps only: a second, plain copy in localStorage, for the day that IndexedDB is gone. */
  readonly mirror: boolean;
  readonly preset?: Preset;
};

const DATABASE_SUFFIX = 'vault';
const TEXT_STORE = 'records';
const KEY_STORE = 'keys';
const QUICK_MS = 500;
const CAP_MS = 4000;

/** A vault over whatever this engine has; over nothing at all it still remembers until the program ends. */
export function openVault(world: Keepsakes, options: VaultOptions): IRotatingVault {
  const preset = options.preset || COUCHKEY;
  const database = databaseShelf(world, preset);
  const storage = localStorageOf(world);
  const local = storage === null ? null : createLocalStore(storage);
  const shelves = database === null ? [] : [database];
  const second: ShelfPlan[] =
    local === null ? [] : [{ store: local, cipher: null, keepsSecrets: options.mirror || database === null }];
  return new Vault({
    shelves: shelves.concat(second),
    legacy: local,
    preset,
    clock: options.clock,
    quickMs: QUICK_MS,
    capMs: CAP_MS
  });
}

function databaseShelf(world: Keepsakes, preset: Preset): ShelfPlan | null {
  const factory = indexedDbOf(world);
  if (factory === null) {
    return null;
  }
  const database = createDatabase(factory, preset.prefix + DATABASE_SUFFIX, [TEXT_STORE, KEY_STORE]);
  const crypto = world.crypto;
  const canSeal = crypto !== undefined && crypto.subtle !== undefined;
  return {
    store: createIdbStore(database.store(TEXT_STORE)),
    cipher: canSeal ? new WebCipher(crypto, database.store(KEY_STORE)) : null,
    keepsSecrets: true
  };
}

function indexedDbOf(world: Keepsakes): IDBFactory | null {
  try {
    return world.indexedDB || null;
  } catch (_forbidden) {
    return null;
  }
}
