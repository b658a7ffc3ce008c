import type { ITokenFamilyStore } from '../ports';
import type { Family, Rotation, TokenHash } from '../rows';
import type { Context } from './context';
import { rowIn } from './context';

const BEGIN = `
local family = cjson.decode(ARGV[2])
family.createdAt, family.lastUsedAt, family.expiresAt = int(now), int(now), int(now + tonumber(ARGV[3]))
put(at('f', family.id), family)
ends(at('f', family.id), family.expiresAt)
redis.call('SET', at('fh', family.hash), family.id, 'PX', ARGV[3])
redis.call('ZADD', at('uf', family.userId), family.expiresAt, family.id)
lasts(at('uf', family.userId), ARGV[3])
return json(family)`;

const ROTATE = `
local id = redis.call('GET', at('fh', ARGV[2]))
local family = id and live(at('f', id))
if not family or not active(family.userId) then return nil end
if family.hash ~= ARGV[2] then
  dropFamily(id)
  family.kind = 'reused'
  return json(family)
end
family.hash, family.lastUsedAt, family.expiresAt = ARGV[3], int(now), int(now + tonumber(ARGV[4]))
put(at('f', id), family)
ends(at('f', id), family.expiresAt)
redis.call('SET', at('fh', ARGV[3]), id, 'PX', ARGV[4])
redis.call('ZADD', at('uf', family.userId), family.expiresAt, id)
lasts(at('uf', family.userId), ARGV[4])
family.kind = 'rotated'
return json(family)`;

const REVOKE = `
local id = ARGV[3] ~= '' and ARGV[3] or redis.call('GET', at('fh', ARGV[2]))
return id and dropFamily(id) or 0`;

const LIST = `
local found = {}
for _, id in ipairs(redis.call('ZREVRANGE', at('uf', ARGV[2]), 0, -1)) do
  local family = live(at('f', id))
  if family then found[#found + 1] = json(family) else redis.call('ZREM', at('uf', ARGV[2]), id) end
end
return found`;

async function rotate(context: Context, hash: TokenHash, next: TokenHash): Promise<Rotation> {
  const found = await context.text('family.rotate', ROTATE, hash, next, context.lifetimes.refreshMs);
  if (found === null) {
    return { kind: 'unknown' };
  }
  const fields = rowIn('family', found);
  return { kind: fields['kind'] === 'reused' ? 'reused' : 'rotated', family: context.rows.family(fields) };
}

/** Refresh tokens in Redis. */
export function familiesIn(context: Context): ITokenFamilyStore {
  const { rows, lifetimes } = context;
  return {
    begin: async ({ id, userId, clientName, hash }) => {
      const fields = JSON.stringify({ id, userId, clientName, hash });
      return (await context.row(rows.family, 'family.begin', BEGIN, fields, lifetimes.refreshMs)) as Family;
    },
    rotate: (hash, next) => rotate(context, hash, next),
    revoke: async (by) => {
      const [hash, id] = 'id' in by ? ['', by.id] : [by.hash, ''];
      return (await context.count('family.revoke', REVOKE, hash, id)) === 1;
    },
    list: (userId) => context.list(rows.family, 'family.list', LIST, userId)
  };
}
