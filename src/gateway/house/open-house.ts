import { mkdirSync } from 'node:fs';
import { BONDS } from '../secrets/bonds';
import { seal, unseal } from '../secrets/envelope';
import { readKeyFile } from '../secrets/key-file';
import type { IKeyRingSource } from '../secrets/key-ring';
import { openKeyRing } from '../secrets/open-key-ring';
import { secretFailureOf } from '../secrets/secret-failure';
import type { IStores, IWallClock } from '../stores/ports';
import { openRedisStores } from '../stores/redis/open-redis-stores';
import type { Sealed } from '../stores/rows';
import { openSqliteStores } from '../stores/sqlite/open-sqlite-stores';
import { isStoreFailure, storeFailureOf } from '../stores/store-failure';
import type { StoreSettings } from './environment';

/** The stores, and the keys that open what is in them. */
export type House = {
  readonly stores: IStores;
  readonly keys: IKeyRingSource;
  readonly settings: StoreSettings;
};

const CHECK = 'keyCheck';

export const systemClock: IWallClock = { wall: () => Date.now() };

/** The folder is made when it is not there, for nobody else. */
export function openStores(settings: StoreSettings, clock: IWallClock = systemClock): Promise<IStores> {
  if (settings.redisUrl !== '') {
    return openRedisStores({ url: settings.redisUrl, clock });
  }
  makeFolder(settings.folder);
  return openSqliteStores({ path: settings.databaseFile, clock });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw storeFailureOf('sqlite', 'storeUnusable', folder);
  }
}

/**
 * Opens stores and keys and makes sure that they belong together: a gateway with a key of its own beside a Redis
 * that others fill would seal what nobody else can open. With a Redis that is down the check waits for `checkKey`.
 */
export async function openHouse(settings: StoreSettings, warn: (line: string) => void): Promise<House> {
  const stores = await openStores(settings);
  try {
    const keys = openKeyRing({
      fromEnvironment: settings.key,
      file: settings.keyFile,
      isFirstRun: await isFirstRun(stores, settings),
      warn
    });
    const house = { stores, keys, settings };
    await checkKeyIfUp(house);
    return house;
  } catch (thrown) {
    await stores.close();
    throw thrown;
  }
}

/** Asked only where it matters, so that a gateway which has its key starts also while Redis is away. */
async function isFirstRun({ settings }: IStores, { key, keyFile }: StoreSettings): Promise<boolean> {
  if (key !== '' || readKeyFile(keyFile) !== null) {
    return false;
  }
  makeFolder(keyFile.replace(/[^/\\]*$/, '') || '.');
  return (await settings.read(CHECK)) === null;
}

async function checkKeyIfUp(house: House): Promise<void> {
  try {
    await checkKey(house);
  } catch (thrown) {
    if (!isStoreFailure(thrown) || thrown.code !== 'storeUnavailable') {
      throw thrown;
    }
  }
}

/** Rejects with `keyMissing` when the store was filled with other keys. */
export async function checkKey({ stores, keys }: Pick<House, 'stores' | 'keys'>): Promise<void> {
  const bond = BONDS.setting(CHECK);
  const kept =
    (await stores.settings.read(CHECK)) ??
    (await stores.settings.writeIfAbsent(CHECK, seal(keys.ring(), bond, CHECK)));
  if (unseal(keys.ring(), bond, kept as Sealed) !== CHECK) {
    throw secretFailureOf('envelopeBroken', CHECK);
  }
}
