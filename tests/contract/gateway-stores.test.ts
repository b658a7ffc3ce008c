// promises: B1 M3 M4 M5 T3
import { describeDevices } from './gateway-stores/devices.suite';
import { describeFamilies } from './gateway-stores/families.suite';
import { describeHouse, describeLimits } from './gateway-stores/house.suite';
import { describePeople } from './gateway-stores/people.suite';
import { describePins } from './gateway-stores/pins.suite';
import { describeSecrecy } from './gateway-stores/secrecy.suite';
import { describeSessions } from './gateway-stores/sessions.suite';
import { openRedisWorld } from './gateway-stores/redis-world';
import { openSqliteWorld } from './gateway-stores/sqlite-world';
import { startRedis } from '../support/redis-server';
import type { RedisServer } from '../support/redis-server';
import type { StoreWorld } from './gateway-stores/world';

const SUITES: { readonly [part: string]: (world: () => StoreWorld) => void } = {
  sessions: describeSessions,
  'remembered screens': describeDevices,
  'token families': describeFamilies,
  people: describePeople,
  codes: describePins,
  limits: describeLimits,
  house: describeHouse,
  secrecy: describeSecrecy
};

describe('the embedded store', () => {
  let world: StoreWorld;
  beforeEach(async () => {
    world = await openSqliteWorld();
  });
  afterEach(() => world.stop());
  Object.entries(SUITES).forEach(([part, suite]) => describe(part, () => suite(() => world)));
});

describe('the store in Redis', () => {
  let server: RedisServer;
  let world: StoreWorld;
  beforeAll(async () => {
    server = await startRedis();
  }, 120_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    world = await openRedisWorld(server);
  });
  afterEach(() => world.stop());
  Object.entries(SUITES).forEach(([part, suite]) => describe(part, () => suite(() => world)));
});
