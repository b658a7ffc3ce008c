// promises: B5, B6, M10
/** Brokers over the real stores: two on one Redis share the budget and never look at the same code together; upkeep. */
import { createBroker } from '../../src/gateway/broker/create-broker';
import type { IService } from '../../src/gateway/broker/create-broker';
import { createUpkeep } from '../../src/gateway/upkeep/create-upkeep';
import { BONDS } from '../../src/gateway/secrets/bonds';
import { clientIdOf } from '../../src/gateway/upstream/client-id';
import { closeText } from '../../src/gateway/upstream/sealed-text';
import { nodeClock } from '../../src/gateway/upstream/node-clock';
import { writePlexRecord } from '../../src/core/vault/plex-record';
import { startSimulator, type Simulator } from '../simulator/start';
import { openHouseFor } from '../support/gateway-house';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';
import { worldOver } from '../support/virtual-gateway';
import { hash, HERE } from './gateway-stores/world';
import type { World } from '../../src/gateway/world';

jest.setTimeout(60_000);

let sim: Simulator;
let stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  sim = await startSimulator();
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
  await sim.stop();
});

async function world(redisUrl?: string, rate = '20'): Promise<World> {
  const at = await openHouseFor(redisUrl === undefined ? {} : { redisUrl });
  stops.push(at.stop);
  const environment = { COUCHKEY_PLEX_URL: sim.urls.plex, COUCHKEY_UPSTREAM_RATE: rate };
  return worldOver({ house: at.house, clock: nodeClock, environment });
}

function running(service: IService): IService {
  service.start();
  stops.push(() => service.stop());
  return service;
}

const polls = (): { at: number; path: string }[] =>
  sim.journal
    .all()
    .filter(({ method, path }) => method === 'GET' && /\/pins\/\d+$/.test(path))
    .map(({ at, path }) => ({ at, path }));

describe('two gateways on one Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('mint each code once, look at none together, and settle each for its own session', async () => {
    const [one, other] = [await world(redis.url), await world(redis.url)];
    const many = 60;
    for (let n = 0; n < many; n += 1) {
      const pin = { id: `p${n}`, sessionId: `s${n}`, provider: 'plex' as const };
      await one.house.stores.pins.open({ ...pin, expiresAt: Date.now() + 600_000 }, false);
    }
    const first = running(createBroker(one));
    running(createBroker(other));
    const { pins } = one.house.stores;
    await until(async () => (await pins.counts()).waiting === many && polls().length > many);
    await first.stop();
    sim.plex.pins().forEach(({ code }) => void sim.phone.twoFactor(code, 'ada'));
    const looks = (): Promise<(string | undefined)[]> =>
      Promise.all(
        Array.from({ length: many }, async (_, n) => (await pins.look(`p${n}`, `s${n}`))?.pin.state)
      );
    await until(async () => (await looks()).every((state) => state === 'granted'));
    expect(await pins.look('p1', 's2')).toBeNull();
    expect(sim.plex.pins()).toHaveLength(many);
    const byPin = new Map<string, number[]>();
    polls().forEach(({ at, path }) => byPin.set(path, [...(byPin.get(path) ?? []), at]));
    const gaps = [...byPin.values()].flatMap((at) => at.slice(1).map((each, n) => each - (at[n] ?? 0)));
    expect(Math.min(...gaps)).toBeGreaterThan(1500);
    const asked = sim.journal.all().map(({ at }) => at);
    const busiest = Math.max(
      ...asked.map((from) => asked.filter((at) => at >= from && at < from + 900).length)
    );
    expect(busiest).toBeLessThanOrEqual(20 + 4);
  });
});

describe('upkeep', () => {
  async function signedIn(at: World, person: string): Promise<void> {
    const { stores, keys } = at.house;
    const { user } = await stores.users.meet({
      ...{ id: person, title: person, role: 'user', provider: 'plex', issuerId: person }
    });
    const accountToken = sim.plex.mintToken(person, await clientIdOf(stores));
    const text = writePlexRecord({ version: 1, accountToken, signIn: null, profileToken: null });
    const sealed = closeText(keys, BONDS.account(user.id, 'plex.grant'), text);
    await stores.accounts.write({
      owner: user.id,
      name: 'plex.grant',
      sealed,
      expect: 0,
      dueAt: Date.now() - 1
    });
    await stores.sessions.create({
      ...{ ...HERE, id: `s-${person}`, hash: hash(person), userId: user.id, csrf: 'c', deviceId: null }
    });
  }

  it('keeps a sign-in that counts, ends one that was taken back on all its screens, and tells why', async () => {
    const at = await world();
    await signedIn(at, 'ada');
    await signedIn(at, 'theo');
    sim.plex.signOutEverywhere('theo');
    running(createUpkeep(at));
    const { sessions, accounts, audit } = at.house.stores;
    await until(async () => (await sessions.read(hash('theo'))) === null);
    await until(
      async () => Number((await accounts.read('ada', 'plex.grant'))?.dueAt) > Date.now() + 20 * 3_600_000
    );
    expect(await sessions.read(hash('ada'))).not.toBeNull();
    expect(await accounts.read('theo', 'plex.grant')).toBeNull();
    await until(async () => (await audit.page(9, null)).items.length > 0);
    const { items } = await audit.page(9, null);
    expect(items.map(({ event, userId }) => [event, userId])).toEqual([['sessionRevoked', 'theo']]);
  });

  it('signs nobody out while plex.tv is away, and asks again soon', async () => {
    const at = await world();
    await signedIn(at, 'ada');
    sim.faults.set({ kind: 'status', status: 503, service: 'plex' });
    running(createUpkeep(at));
    const { sessions, accounts } = at.house.stores;
    const soon = (): Promise<number> =>
      accounts.read('ada', 'plex.grant').then((record) => Number(record?.dueAt) - Date.now());
    await until(async () => (await soon()) > 13 * 60_000);
    expect(await soon()).toBeLessThan(17 * 60_000);
    expect(await sessions.read(hash('ada'))).not.toBeNull();
  });

  it('asks plex.tv whose an imported token is', async () => {
    const at = await world();
    const { stores, keys } = at.house;
    const token = sim.plex.mintToken('ada', 'bazarr');
    const sealed = closeText(keys, BONDS.account('instance', 'plex.grant'), JSON.stringify({ token }));
    await stores.accounts.write({
      owner: 'instance',
      name: 'plex.grant',
      sealed,
      expect: 0,
      dueAt: Date.now() - 1
    });
    running(createUpkeep(at));
    await until(async () => (await stores.accounts.read('instance', 'plex.grant'))?.version === 2);
    expect((await stores.accounts.read('instance', 'plex.grant'))?.sealed).toMatch(/^ck1\./);
  });
});
