import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOf, ringOf } from '../../src/gateway/secrets/key-ring';
import { storeSettingsIn } from '../../src/gateway/house/environment';
import { openSqliteStores } from '../../src/gateway/stores/sqlite/open-sqlite-stores';
import { openRedisStores } from '../../src/gateway/stores/redis/open-redis-stores';
import { bytesBelow } from './redis-server';
import type { House } from '../../src/gateway/house/open-house';
import type { IWallClock } from '../../src/gateway/stores/ports';

export type TestHouse = {
  readonly house: House;
  readonly bytes: () => Buffer;
  readonly stop: () => Promise<void>;
};

export type HouseOptions = {
  readonly clock?: IWallClock;
  /** Stores in this Redis instead of a file. */
  readonly redisUrl?: string;
  readonly prefix?: string;
};

const KEYS = { ring: () => ringOf(keyOf(Buffer.alloc(32, 7))) };

/** A gateway's house with real stores, and a key that every house of a test shares. */
export async function openHouseFor(options: HouseOptions = {}): Promise<TestHouse> {
  const { clock = { wall: () => Date.now() }, redisUrl, prefix = 'house:' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-house-'));
  const stores =
    redisUrl === undefined
      ? await openSqliteStores({ path: join(folder, 'couchkey.db'), clock })
      : await openRedisStores({ url: redisUrl, prefix, clock });
  return {
    house: { stores, keys: KEYS, settings: storeSettingsIn({ COUCHKEY_DATA: folder }) },
    bytes: () => bytesBelow(folder),
    stop: async () => {
      await stores.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
