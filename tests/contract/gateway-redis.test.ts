import { Redis } from 'ioredis';
import { openRedisStores } from '../../src/gateway/stores/redis/open-redis-stores';
import type { IStores } from '../../src/gateway/stores/ports';
import { startRedis } from '../support/redis-server';
import type { RedisServer } from '../support/redis-server';
import { until } from '../support/until';
import { HERE, aSession, hash, sealed, somebody } from './gateway-stores/world';

const UNAVAILABLE = { kind: 'storeFailure', code: 'storeUnavailable', store: 'redis' };
const clock = { wall: () => Date.now() };

describe('Redis as it fails', () => {
  let server: RedisServer;
  let redis: Redis;
  let stores: IStores;

  beforeAll(async () => {
    server = await startRedis();
  }, 120_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    redis = new Redis(server.url, { retryStrategy: () => 50 });
    redis.on('error', () => undefined);
    await redis.flushall();
    stores = await openRedisStores({ url: server.url, clock });
  });
  afterEach(async () => {
    await stores.close();
    redis.disconnect();
  });

  async function workload(): Promise<void> {
    await somebody(stores, 'ada', 'admin');
    await stores.sessions.create(aSession('s', { userId: 'ada' }));
    await stores.sessions.create(aSession('t'));
    await stores.devices.create({ ...HERE, id: 'd', hash: hash('d'), userId: 'ada' });
    await stores.devices.use(hash('d'), hash('e'), HERE);
    await stores.families.begin({ id: 'f', userId: 'ada', clientName: '', hash: hash('f') });
    await stores.families.rotate(hash('f'), hash('g'));
    const pins = ['p', 'q', 'r'].map((id) => ({
      id,
      sessionId: id,
      provider: 'plex' as const,
      expiresAt: Date.now() + 60000
    }));
    for (const pin of pins) {
      await stores.pins.open(pin, false);
    }
    const [claim] = await stores.pins.claimQueued(2, 1000, 9);
    if (claim !== undefined) {
      await stores.pins.admit(claim, { upstream: sealed('u'), expiresAt: Date.now() + 60000, pollAt: 0 });
    }
    await stores.limits.hit([{ key: 'l', limit: 1, windowMs: 1000 }]);
    await stores.audit.append({
      ...HERE,
      at: Date.now(),
      event: 'e',
      outcome: 'ok',
      userId: null,
      sessionId: null,
      unusual: false,
      detail: ''
    });
    await stores.audit.isNewAddress('ada', '::1');
    await stores.accounts.write({
      owner: 'ada',
      name: 'plex.grant',
      sealed: sealed('g'),
      expect: 0,
      dueAt: 1
    });
    await stores.setup.offer(hash('code'));
    await stores.settings.write('name', 'value');
    await stores.ping();
  }

  it('keeps nothing for ever but people, their grants and the settings', async () => {
    await workload();
    const keys = await redis.keys('*');
    expect(keys.filter((key) => !key.startsWith('couchkey:'))).toEqual([]);
    const ttls = await Promise.all(keys.map((key) => redis.pttl(key)));
    const kept = keys.filter((_key, n) => ttls[n] === -1).map((key) => key.split(':')[1]);
    expect([...new Set(kept)].sort()).toEqual([
      'a',
      'accounts',
      'admins',
      'ao',
      'i',
      'settings',
      'setup',
      'u',
      'users'
    ]);
    expect(keys.length - kept.length).toBeGreaterThan(15);
  });

  it('fails at once while Redis is away, and is there again by itself with everybody signed in', async () => {
    await stores.sessions.create(aSession('s'));
    await server.kill();
    await expect(stores.sessions.read(hash('s'))).rejects.toMatchObject(UNAVAILABLE);
    const many = await Promise.allSettled(Array.from({ length: 200 }, () => stores.sessions.read(hash('s'))));
    expect(many.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(stores.ping()).rejects.toMatchObject({ ...UNAVAILABLE, retryAfterMs: expect.any(Number) });
    await server.start();
    await until(() =>
      stores.ping().then(
        () => true,
        () => false
      )
    );
    expect((await stores.sessions.read(hash('s')))?.id).toBe('s');
  });

  it('does not wait for ever for a Redis that hangs', async () => {
    server.signal('SIGSTOP');
    try {
      await expect(stores.sessions.read(hash('s'))).rejects.toMatchObject(UNAVAILABLE);
    } finally {
      server.signal('SIGCONT');
    }
    await until(() =>
      stores.ping().then(
        () => true,
        () => false
      )
    );
  });

  it('starts while Redis is down and finds it later', async () => {
    await server.kill();
    const early = await openRedisStores({ url: server.url, clock });
    await expect(early.users.hasAdmin()).rejects.toMatchObject(UNAVAILABLE);
    await server.start();
    await until(() =>
      early.ping().then(
        () => true,
        () => false
      )
    );
    expect(await early.users.hasAdmin()).toBe(false);
    await early.close();
  });

  it('says that there is no room, and reads on', async () => {
    await stores.sessions.create(aSession('s'));
    await redis.config('SET', 'maxmemory', '1');
    try {
      await expect(stores.sessions.create(aSession('t'))).rejects.toMatchObject({ code: 'storeFull' });
      await expect(stores.settings.read('name')).resolves.toBeNull();
    } finally {
      await redis.config('SET', 'maxmemory', '0');
    }
  });

  it('sends its scripts again to a Redis that has forgotten them', async () => {
    await stores.ping();
    await redis.script('FLUSH');
    await stores.ping();
  });
});
