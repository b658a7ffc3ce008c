import { Redis } from 'ioredis';
import { openRedisStores } from '../../../src/gateway/stores/redis/open-redis-stores';
import type { RedisServer } from '../../support/redis-server';
import { LIVES } from './world';
import type { Garbled, StoreWorld } from './world';

const PREFIX = 'test:';

/** Which field of which hash, and what is written into it. */
const TEARS: {
  readonly [kind in Exclude<Garbled, 'limit' | 'audit'>]: (name: string) => [string, string, string];
} = {
  session: (name) => [`s:${name}`, 'notes', '{"half'],
  device: (name) => [`d:${name}`, 'createdAt', 'long ago'],
  family: (name) => [`f:${name}`, 'createdAt', 'long ago'],
  user: (name) => [`u:${name}`, 'role', 'king'],
  account: (name) => [`a:${name}/plex.grant`, 'version', 'latest'],
  pin: (name) => [`p:${name}`, 'state', 'asleep']
};

async function tear(redis: Redis, kind: Garbled, name: string): Promise<void> {
  if (kind === 'limit') {
    await redis.set(`${PREFIX}l:${name}`, 'no hash');
    return;
  }
  if (kind === 'audit') {
    await redis.zadd(`${PREFIX}audit`, 99, '99:{"half');
    return;
  }
  const [key, field, value] = TEARS[kind](name);
  expect(await redis.hset(`${PREFIX}${key}`, field, value)).toBe(0);
}

/** Two gateways on one Redis, which is emptied first. */
export async function openRedisWorld(server: RedisServer): Promise<StoreWorld> {
  const redis = new Redis(server.url);
  await redis.flushall();
  let now = 1_800_000_000_000;
  const options = { url: server.url, prefix: PREFIX, clock: { wall: () => now }, lifetimes: LIVES };
  const [one, other] = [await openRedisStores(options), await openRedisStores(options)];
  return {
    one,
    other,
    now: () => now,
    pass: (ms) => void (now += ms),
    bytes: async () => server.bytes(),
    garble: (kind, name) => tear(redis, kind, name),
    stop: async () => {
      await Promise.all([one.close(), other.close()]);
      redis.disconnect();
    }
  };
}
