import type { Redis } from 'ioredis';
import type { ISealedStore } from '../ports';
import type { Page, SealedRow } from '../rows';
import { placeIn, sealedRowOf } from '../sealed-ref';
import type { SealedPlace } from '../sealed-ref';
import type { Context } from './context';

/** A walk by SCAN: it may show a row twice, which changing keys does not mind, and misses none that was there all the while. */
type Phase = 'accounts' | 'pins' | 'settings';
type Cursor = { readonly phase: Phase; readonly at: string };

const NEXT: { readonly [phase in Phase]: Phase | null } = {
  accounts: 'pins',
  pins: 'settings',
  settings: null
};

const REPLACE = `
if redis.call('HGET', P .. ARGV[2], ARGV[3]) ~= ARGV[4] then return 0 end
redis.call('HSET', P .. ARGV[2], ARGV[3], ARGV[5])
return 1`;

const everyOther = (flat: readonly string[]): string[] => flat.filter((_member, n) => n % 2 === 0);

async function accountRow({ prefix }: Context, redis: Redis, member: string): Promise<(SealedRow | null)[]> {
  const cut = member.lastIndexOf('/');
  const place = { kind: 'account', owner: member.slice(0, cut), name: member.slice(cut + 1) } as const;
  return [sealedRowOf(place, '', await redis.hget(`${prefix}a:${member}`, 'sealed'))];
}

async function pinRows({ prefix }: Context, redis: Redis, id: string): Promise<(SealedRow | null)[]> {
  const [upstream, grant, sessionId] = await redis.hmget(
    `${prefix}p:${id}`,
    'upstream',
    'grant',
    'sessionId'
  );
  const row = (field: 'upstream' | 'grant', text: string | null | undefined): SealedRow | null =>
    sealedRowOf({ kind: 'pin', id, field }, sessionId ?? '', text ?? null);
  return [row('upstream', upstream), row('grant', grant)];
}

async function rowsOf(
  context: Context,
  redis: Redis,
  { phase, at }: Cursor,
  limit: number
): Promise<[string, (SealedRow | null)[]]> {
  const key = `${context.prefix}${phase}`;
  if (phase === 'settings') {
    const [next, flat] = await redis.hscan(key, at, 'COUNT', limit);
    const names = everyOther(flat);
    return [
      next,
      names.map((name, n) => sealedRowOf({ kind: 'setting', name }, '', flat[2 * n + 1] ?? null))
    ];
  }
  const [next, flat] = await redis.zscan(key, at, 'COUNT', limit);
  const read = phase === 'accounts' ? accountRow : pinRows;
  return [next, (await Promise.all(everyOther(flat).map((member) => read(context, redis, member)))).flat()];
}

async function page(
  context: Context,
  redis: Redis,
  limit: number,
  after: string | null
): Promise<Page<SealedRow>> {
  const cursor: Cursor = after === null ? { phase: 'accounts', at: '0' } : (JSON.parse(after) as Cursor);
  const [at, found] = await rowsOf(context, redis, cursor, limit);
  const following = NEXT[cursor.phase];
  const next: Cursor | null =
    at !== '0' ? { phase: cursor.phase, at } : following === null ? null : { phase: following, at: '0' };
  return { items: found.filter((row) => row !== null), next: next === null ? null : JSON.stringify(next) };
}

function slotOf(place: SealedPlace): readonly [key: string, field: string] {
  switch (place.kind) {
    case 'account':
      return [`a:${place.owner}/${place.name}`, 'sealed'];
    case 'pin':
      return [`p:${place.id}`, place.field];
    case 'setting':
      return ['settings', place.name];
  }
}

/** All envelopes in Redis. */
export function sealedIn(context: Context): ISealedStore {
  return {
    page: (limit, after) => context.ask('sealed.page', (redis) => page(context, redis, limit, after)),
    replace: async (ref, was, now) =>
      (await context.count('sealed.replace', REPLACE, ...slotOf(placeIn(ref)), was, now)) === 1
  };
}
