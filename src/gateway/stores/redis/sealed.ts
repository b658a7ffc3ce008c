import type { Redis } from 'ioredis';
import { fieldsOf, parseJson } from '../../../core/wire';
import type { ISealedStore } from '../ports';
import type { Page, SealedRow } from '../rows';
import { placeIn, sealedRowOf } from '../sealed-ref';
import type { SealedPlace } from '../sealed-ref';
import type { Context } from './context';

/** A walk by SCAN: it may show a row twice, which changing keys does not mind, and misses none that was there all the while. */
type Phase = 'accounts' | 'pins' | 'signedIn' | 'settings';
type Cursor = { readonly phase: Phase; readonly at: string };

const NEXT: { readonly [phase in Phase]: Phase | null } = {
  accounts: 'pins',
  pins: 'signedIn',
  signedIn: 'settings',
  settings: null
};

const REPLACE = `
if redis.call('HGET', P .. ARGV[2], ARGV[3]) ~= ARGV[4] then return 0 end
redis.call('HSET', P .. ARGV[2], ARGV[3], ARGV[5])
return 1`;

const REPLACE_NOTE = `
local text = redis.call('HGET', P .. ARGV[2], 'notes')
local notes = text and cjson.decode(text)
if not notes or notes[ARGV[3]] ~= ARGV[4] then return 0 end
notes[ARGV[3]] = ARGV[5]
redis.call('HSET', P .. ARGV[2], 'notes', cjson.encode(notes))
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

/** Notes that nobody can read are no envelopes: whoever reads the session says that it is torn. */
async function noteRows({ prefix }: Context, redis: Redis, id: string): Promise<(SealedRow | null)[]> {
  const notes = fieldsOf(parseJson((await redis.hget(`${prefix}s:${id}`, 'notes')) ?? '{}')) ?? {};
  return Object.entries(notes).map(([name, text]) =>
    sealedRowOf({ kind: 'note', id, name }, id, typeof text === 'string' ? text : null)
  );
}

const READERS = { accounts: accountRow, pins: pinRows, signedIn: noteRows } as const;

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
  const read = READERS[phase];
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
    case 'note':
      return [`s:${place.id}`, place.name];
    case 'setting':
      return ['settings', place.name];
  }
}

/** All envelopes in Redis. */
export function sealedIn(context: Context): ISealedStore {
  return {
    page: (limit, after) => context.ask('sealed.page', (redis) => page(context, redis, limit, after)),
    replace: async (ref, was, now) => {
      const place = placeIn(ref);
      const script = place.kind === 'note' ? REPLACE_NOTE : REPLACE;
      return (await context.count('sealed.replace', script, ...slotOf(place), was, now)) === 1;
    }
  };
}
