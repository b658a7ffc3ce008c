import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStores } from '../../../src/gateway/stores/sqlite/open-sqlite-stores';
import { bytesBelow } from '../../support/redis-server';
import { LIVES } from './world';
import type { Garbled, StoreWorld } from './world';

const TEARS: { readonly [kind in Garbled]: string } = {
  session: "UPDATE sessions SET notes = '{\"half' WHERE id = ?",
  device: 'UPDATE devices SET createdAt = -9007199254740993 WHERE id = ?',
  family: 'UPDATE families SET createdAt = -9007199254740993 WHERE id = ?',
  user: "UPDATE users SET role = 'king' WHERE id = ?",
  account: 'UPDATE accounts SET version = -9007199254740993 WHERE owner = ?',
  pin: "UPDATE pins SET state = 'asleep' WHERE id = ?",
  limit: "UPDATE limits SET slots = '[[1,' WHERE key = ?",
  audit: "UPDATE audit SET outcome = 'perhaps' WHERE event = ?"
};

/** Two gateways on one file (only the command line does that in earnest). */
export async function openSqliteWorld(): Promise<StoreWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-sqlite-'));
  const path = join(folder, 'couchkey.db');
  let now = 1_800_000_000_000;
  const options = { path, clock: { wall: () => now }, lifetimes: LIVES };
  const [one, other] = [await openSqliteStores(options), await openSqliteStores(options)];
  return {
    one,
    other,
    now: () => now,
    pass: (ms) => void (now += ms),
    bytes: async () => bytesBelow(folder),
    garble: async (kind, name) => {
      const database = new Database(path);
      expect(database.prepare(TEARS[kind]).run([name]).changes).toBe(1);
      database.close();
    },
    stop: async () => {
      await Promise.all([one.close(), other.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
