import type { IVault } from '../../src/core/ports';
import { gatewaySettingsIn } from '../../src/gateway/house/gateway-settings';
import { openPrepaid } from '../../src/gateway/house/prepaid';
import type { Asked, Caller } from '../../src/gateway/http/route';
import { hashToken, newToken } from '../../src/gateway/secrets/tokens';
import type { World } from '../../src/gateway/world';
import { nodeClock } from '../../src/gateway/upstream/node-clock';
import { openHouseFor, type HouseOptions } from './gateway-house';
import { startRedis, type RedisServer } from './redis-server';

const WHERE = { address: '192.0.2.7', agent: 'Kiosk/1', screenName: 'Lobby' };

type Client = Extract<Caller, { kind: 'client' }>;

/** A request as a handler sees it; null is nobody. */
export function askedBy<B>(caller: Caller | null, more: Partial<Asked<B>> = {}): Asked<B> & Asked<never> {
  const asked = {
    caller: caller ?? { kind: 'nobody' },
    where: WHERE,
    params: {},
    query: {},
    body: undefined,
    headers: {},
    cookies: { session: undefined, device: undefined },
    gone: new AbortController().signal,
    isHead: false,
    ...more
  };
  return asked as unknown as Asked<B> & Asked<never>;
}

/** The script behind a token; throws when there is none. */
export function clientOf(caller: Caller | null): Client {
  if (caller === null || caller.kind !== 'client') {
    throw new Error('no client');
  }
  return caller;
}

export type AdminWorld = {
  readonly world: World;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  /** A screen on which this user is signed in; `unlocked` with the admin PIN given. */
  readonly signIn: (userId: string, unlocked?: boolean) => Promise<Extract<Caller, { kind: 'screen' }>>;
  readonly makeAdmin: (userId: string) => Promise<void>;
  readonly metered: () => readonly string[];
  /** Which tokens were ended at their issuer. */
  readonly ended: () => readonly string[];
  readonly stop: () => Promise<void>;
};

function worldOf(house: World['house'], clock: World['clock'], metered: string[], ended: string[]): World {
  const quiet = (): void => undefined;
  return {
    house,
    clock,
    settings: gatewaySettingsIn({ COUCHKEY_TARGET_URL: 'https://target.example/in?a=1' }),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    meters: {
      signIn: quiet,
      upstream: quiet,
      storeError: quiet,
      refresh: (outcome) => void metered.push(`refresh ${outcome}`),
      unusual: (event) => void metered.push(`unusual ${event}`)
    },
    upstream: {
      providers: ['plex'],
      provider: (id: string, vault: IVault) =>
        ({
          revoke: async () => void ended.push(`${id} ${String(await vault.read(`${id}.signIn`))}`)
        }) as never,
      servers: () => ({}) as never,
      memoryOf: () => ({}) as never,
      forget: quiet
    } as unknown as World['upstream'],
    prepaid: openPrepaid(house.stores.limits, clock.wall),
    gdm: undefined as never,
    stopping: new AbortController().signal,
    buildId: 'test'
  };
}

/** Handlers' world over real stores, with a clock that is moved by hand and an issuer that only hears. */
export async function adminWorld(options: HouseOptions = {}): Promise<AdminWorld> {
  let moved = 0;
  const base = Date.now();
  const clock = { ...nodeClock, wall: () => base + moved };
  const at = await openHouseFor({ ...options, clock });
  const { stores } = at.house;
  const metered: string[] = [];
  const ended: string[] = [];
  const world = worldOf(at.house, clock, metered, ended);
  await stores.users.meet({ id: 'ann', title: 'ann', role: 'user', provider: 'plex', issuerId: '1' });
  await stores.users.meet({ id: 'bob', title: 'bob', role: 'user', provider: 'plex', issuerId: '2' });
  const signIn: AdminWorld['signIn'] = async (userId, unlocked = false) => {
    const hash = hashToken(newToken());
    const id = newToken().slice(0, 16);
    await stores.sessions.create({ ...WHERE, id, hash, userId, csrf: 'c', deviceId: null });
    if (unlocked) {
      await stores.sessions.note(id, 'adminUntil', String(clock.wall() + 600_000));
    }
    const session = await stores.sessions.read(hash);
    if (session === null) throw new Error('no session');
    return { kind: 'screen', session };
  };
  return {
    world,
    signIn,
    now: clock.wall,
    pass: (ms) => void (moved += ms),
    makeAdmin: async (userId) => void (await stores.users.setRole(userId, 'admin')),
    metered: () => metered,
    ended: () => ended,
    stop: at.stop
  };
}

/** What a handler throws. */
export const problem = (code: string): unknown => expect.objectContaining({ kind: 'problem', code });

/** The same sentences over both real stores, each with a world of its own. */
export function overBothStores(title: string, tell: (at: () => AdminWorld) => void): void {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describe.each(['sqlite', 'redis'] as const)(`${title} over %s`, (kind) => {
    let at: AdminWorld;
    let nth = 0;
    beforeEach(async () => {
      nth += 1;
      at = await adminWorld(kind === 'redis' ? { redisUrl: redis.url, prefix: `${kind}${nth}:` } : {});
    });
    afterEach(() => at.stop());
    tell(() => at);
  });
}
