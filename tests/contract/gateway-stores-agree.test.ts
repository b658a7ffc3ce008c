import fc from 'fast-check';
import { openRedisWorld } from './gateway-stores/redis-world';
import { openSqliteWorld } from './gateway-stores/sqlite-world';
import { LIVES, aSession, hash, sealed, somebody } from './gateway-stores/world';
import type { StoreWorld } from './gateway-stores/world';
import { startRedis } from '../support/redis-server';
import type { RedisServer } from '../support/redis-server';
import type { IStores } from '../../src/gateway/stores/ports';
import type { PinClaim } from '../../src/gateway/stores/rows';

/** A step of a story: who asks does not matter, so either gateway does, by turns. Numbers pick from small pools, so that things meet. */
type Step = { readonly act: number; readonly a: number; readonly b: number; readonly c: number };
type Telling = {
  readonly world: StoreWorld;
  readonly claims: PinClaim[];
  made: number;
  device: number;
  family: number;
  readonly cookies: { [session: string]: number };
};

const SESSIONS = ['s0', 's1', 's2'];
const USERS = ['u0', 'u1', 'u2'];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;
const sorted = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((x, y) => (x.id < y.id ? -1 : 1));

type Act = (stores: IStores, telling: Telling, step: Step) => Promise<unknown>;

const WHERE = { address: '::1', agent: 'a', screenName: 'n' };
const token = (n: number): ReturnType<typeof hash> => hash(`token ${n % 6}`);

/** The last cookie of a session, or now and then one before it. */
function cookieOf({ cookies }: Telling, id: string, n: number): ReturnType<typeof hash> {
  return hash(`cookie ${id} ${(cookies[id] ?? 0) - (n % 4 === 0 ? 1 : 0)}`);
}

function newCookie({ cookies }: Telling, id: string): ReturnType<typeof hash> {
  cookies[id] = (cookies[id] ?? 0) + 1;
  return hash(`cookie ${id} ${cookies[id]}`);
}

async function claimed(telling: Telling, claims: Promise<readonly PinClaim[]>): Promise<readonly PinClaim[]> {
  const found = await claims;
  telling.claims.push(...found);
  return found;
}

const withClaim = async (
  telling: Telling,
  n: number,
  work: (claim: PinClaim) => Promise<unknown>
): Promise<unknown> => (telling.claims.length === 0 ? 'no claim' : work(pick(telling.claims, n)));

const ACTS: { readonly [name: string]: Act } = {
  meet: ({ users }, _telling, { a, b, c }) =>
    users.meet({
      id: pick(USERS, a),
      title: `title ${c % 2}`,
      role: b % 3 === 0 ? 'admin' : 'user',
      provider: 'plex',
      issuerId: `plex of ${pick(USERS, a)}`
    }),
  link: ({ users }, _telling, { a, b }) => users.link(pick(USERS, a), 'tmdb', String(b % 2)),
  setRole: ({ users }, _telling, { a, b }) => users.setRole(pick(USERS, a), b % 2 ? 'admin' : 'user'),
  setDisabled: ({ users }, _telling, { a, b }) => users.setDisabled(pick(USERS, a), b % 2 === 0),
  removeUser: ({ users }, _telling, { a, b }) =>
    b % 3 === 0 ? users.remove(pick(USERS, a)) : users.hasAdmin(),
  listUsers: ({ users }) => users.list(9, null),
  byIssuer: ({ users }, _telling, { a, b }) =>
    users.byIssuer(b % 2 ? 'plex' : 'tmdb', b % 2 ? `plex of ${pick(USERS, a)}` : String(a % 2)),
  create: async ({ sessions }, telling, { a, b }) => {
    const id = pick(SESSIONS, a);
    await sessions.revoke(id);
    return sessions.create(
      aSession(id, {
        hash: newCookie(telling, id),
        userId: b % 2 ? pick(USERS, b) : null,
        deviceId: b % 3 ? null : `d${telling.device}`
      })
    );
  },
  renew: ({ sessions }, telling, { a, b, c }) =>
    sessions.renew(cookieOf(telling, pick(SESSIONS, a), b), {
      ...{
        hash: newCookie(telling, pick(SESSIONS, a)),
        csrf: 'next',
        userId: pick(USERS, b),
        deviceId: null
      },
      ...(c % 4 === 0 ? { redeems: `p${telling.made}` } : {})
    }),
  readSession: ({ sessions }, telling, { a, b }) => sessions.read(cookieOf(telling, pick(SESSIONS, a), b)),
  note: ({ sessions }, _telling, { a, b, c }) =>
    sessions.note(pick(SESSIONS, a), `n${b % 2}`, c % 3 ? `value ${c}` : null),
  revoke: ({ sessions }, _telling, { a }) => sessions.revoke(pick(SESSIONS, a)),
  revokeAll: ({ sessions }, _telling, { a, b, c }) =>
    sessions.revokeAllOf(pick(USERS, a), b % 2 ? pick(SESSIONS, c) : null),
  listSessions: async ({ sessions }) => sorted((await sessions.list(null, 9, null)).items),
  device: async ({ devices }, telling, { a }) => {
    await devices.revoke(`d${telling.device}`);
    return devices.create({
      ...WHERE,
      id: `d${(telling.device = telling.made += 1)}`,
      hash: hash(`device ${telling.made}`),
      userId: pick(USERS, a)
    });
  },
  useDevice: ({ devices }, telling, { a, b }) =>
    devices.use(hash(`device ${telling.made - (b % 3)}`), hash(`device ${(telling.made += 1)}`), {
      ...WHERE,
      address: `::${a}`
    }),
  listDevices: async ({ devices }, _telling, { a }) => sorted(await devices.list(pick(USERS, a))),
  begin: async ({ families }, telling, { a }) => {
    await families.revoke({ id: `f${telling.family}` });
    return families.begin({
      id: `f${(telling.family = telling.made += 1)}`,
      userId: pick(USERS, a),
      clientName: 'c',
      hash: hash(`refresh ${telling.made}`)
    });
  },
  rotate: ({ families }, telling, { b }) =>
    families.rotate(hash(`refresh ${telling.made - (b % 3)}`), hash(`refresh ${(telling.made += 1)}`)),
  listFamilies: async ({ families }, _telling, { a }) => sorted(await families.list(pick(USERS, a))),
  write: ({ accounts }, { world }, { a, b, c }) =>
    accounts.write({
      owner: pick(USERS, a),
      name: 'plex.grant',
      sealed: sealed(`${c}`),
      expect: b % 2 ? null : b % 4,
      ...(c % 3 ? {} : { dueAt: c % 2 ? null : world.now() + c })
    }),
  readAccount: ({ accounts }, _telling, { a }) => accounts.read(pick(USERS, a), 'plex.grant'),
  claimAccounts: async ({ accounts }) =>
    [...(await accounts.claimDue(9, 1000))].sort((x, y) => (x.owner < y.owner ? -1 : 1)),
  postponeAccount: ({ accounts }, { world }, { a, b }) =>
    accounts.postpone(pick(USERS, a), 'plex.grant', b % 3 ? world.now() + b : null),
  open: ({ pins }, telling, { a, b, c }) =>
    pins.open(
      {
        id: `p${(telling.made += 1)}`,
        sessionId: pick(SESSIONS, a),
        provider: 'plex',
        expiresAt: telling.world.now() + 500 + b * 10
      },
      c % 2 === 0
    ),
  current: ({ pins }, _telling, { a }) => pins.current(pick(SESSIONS, a)),
  look: async ({ pins }, _telling, { a }) => {
    const pin = await pins.current(pick(SESSIONS, a));
    return pin === null ? null : pins.look(pin.id, pick(SESSIONS, a));
  },
  claimQueued: ({ pins }, telling, { a, b }) =>
    claimed(telling, pins.claimQueued(1 + (a % 3), 300, 1 + (b % 4))),
  claimDue: ({ pins }, telling, { a }) => claimed(telling, pins.claimDue(1 + (a % 3), 300)),
  admit: ({ pins }, telling, { a, b, c }) =>
    withClaim(telling, a, (claim) =>
      pins.admit(claim, {
        upstream: sealed(`${c}`),
        expiresAt: telling.world.now() + 900 + c,
        pollAt: telling.world.now() + b
      })
    ),
  postpone: ({ pins }, telling, { a, b }) =>
    withClaim(telling, a, (claim) => pins.postpone(claim, telling.world.now() + b)),
  settle: ({ pins }, telling, { a, b }) =>
    withClaim(telling, a, (claim) =>
      pins.settle(claim, b % 2 ? { kind: 'gone' } : { kind: 'granted', grant: sealed(`${b}`) })
    ),
  collect: async ({ pins }, _telling, { a }) => {
    const pin = await pins.current(pick(SESSIONS, a));
    return pin === null ? null : pins.collect(pin.id, pick(SESSIONS, a));
  },
  cancel: async ({ pins }, _telling, { a }) => {
    const pin = await pins.current(pick(SESSIONS, a));
    return pin === null ? null : pins.cancel(pin.id, pick(SESSIONS, a));
  },
  counts: ({ pins }) => pins.counts(),
  hit: ({ limits }, _telling, { a, b }) =>
    limits.hit([
      { key: `l${a % 2}`, limit: 2, windowMs: 700 },
      { key: `m${b % 2}`, limit: 3, windowMs: 1000 }
    ]),
  peek: ({ limits }, _telling, { a }) => limits.peek([{ key: `l${a % 2}`, limit: 2, windowMs: 700 }]),
  offer: ({ setup }, _telling, { a }) => setup.offer(token(a)),
  claimSetup: ({ setup }, _telling, { a, b }) => setup.claim(token(a), pick(SESSIONS, b)),
  finish: ({ setup }, _telling, { a, b }) => (b % 4 === 0 ? setup.finish(pick(SESSIONS, a)) : setup.isOpen()),
  append: ({ audit }, { world }, { a, b }) =>
    audit.append({
      ...WHERE,
      at: world.now(),
      event: `e${b}`,
      outcome: 'ok',
      userId: pick(USERS, a),
      sessionId: null,
      unusual: b % 2 === 0,
      detail: ''
    }),
  page: async ({ audit }, _telling, { a }) =>
    (await audit.page(5, null, a % 2 ? pick(USERS, a) : undefined)).items,
  isNewAddress: ({ audit }, _telling, { a, b }) => audit.isNewAddress(pick(USERS, a), `::${b % 3}`),
  sweep: async (stores) => void (await stores.sweep()),
  pass: async (_stores, { world }, { a, b }) => world.pass(b % 16 === 0 ? LIVES.strangerMs / 2 : a * 2)
};

/** A story keeps to a theme, or its steps would seldom meet. Time passes in all of them. */
const THEMES: readonly (readonly string[])[] = [
  ['meet', 'link', 'setRole', 'setDisabled', 'removeUser', 'listUsers', 'byIssuer', 'create', 'listSessions'],
  ['meet', 'setDisabled', 'create', 'renew', 'readSession', 'note', 'revoke', 'revokeAll', 'listSessions'],
  [
    'create',
    'device',
    'useDevice',
    'useDevice',
    'useDevice',
    'listDevices',
    'revoke',
    'readSession',
    'revokeAll'
  ],
  ['begin', 'rotate', 'rotate', 'rotate', 'listFamilies', 'setDisabled', 'revokeAll'],
  ['write', 'write', 'readAccount', 'claimAccounts', 'postponeAccount', 'removeUser'],
  [
    'open',
    'current',
    'look',
    'claimQueued',
    'claimDue',
    'admit',
    'admit',
    'postpone',
    'settle',
    'collect',
    'cancel',
    'counts'
  ],
  ['open', 'claimQueued', 'admit', 'settle', 'look', 'create', 'renew', 'revoke', 'counts'],
  ['hit', 'hit', 'peek', 'offer', 'claimSetup', 'claimSetup', 'finish'],
  ['append', 'page', 'isNewAddress', 'sweep']
];
const ALWAYS = ['pass', 'pass', 'sweep'];

const small = fc.integer({ min: 0, max: 63 });
const steps = fc.array(fc.record({ act: small, a: small, b: small, c: small }), {
  minLength: 30,
  maxLength: 100
});
const story = fc.record({ theme: fc.constantFrom(...THEMES), steps });

async function tell(
  world: StoreWorld,
  acts: readonly string[],
  steps: readonly Step[]
): Promise<readonly unknown[]> {
  const telling: Telling = { world, claims: [], made: 0, device: 0, family: 0, cookies: {} };
  const answers: unknown[] = [];
  for (const id of USERS) {
    await somebody(world.one, id, id === 'u0' ? 'admin' : 'user');
  }
  for (const [n, step] of steps.entries()) {
    const name = pick(acts, step.act);
    const answer = await (ACTS[name] as Act)(n % 2 ? world.one : world.other, telling, step).catch(
      (thrown: { code: string }) => thrown.code
    );
    answers.push([n, name, answer]);
    world.pass(1);
  }
  return answers;
}

describe('the two stores', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  }, 120_000);
  afterAll(() => server.stop());

  it('tell the same story in the same words, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ theme, steps }) => {
        const acts = [...theme, ...ALWAYS];
        const worlds = [await openSqliteWorld(), await openRedisWorld(server)] as const;
        try {
          expect(await tell(worlds[1], acts, steps)).toEqual(await tell(worlds[0], acts, steps));
        } finally {
          await Promise.all(worlds.map(({ stop }) => stop()));
        }
      }),
      { numRuns: Number(process.env['STORIES'] ?? 30) }
    );
  }, 600_000);
});
