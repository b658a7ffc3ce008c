import type { IUserStore } from '../ports';
import type { NewUser, Page, User, UserChange } from '../rows';
import type { Context } from './context';
import { rowIn } from './context';

const MEET = `
local user = cjson.decode(ARGV[2])
local known = redis.call('GET', at('i', ARGV[3]))
if known then
  redis.call('HSET', at('u', known), 'title', user.title)
  user = row(at('u', known))
  user.isNew = '0'
  return json(user)
end
user.disabled, user.createdAt, user.issuers = '0', int(now), cjson.encode({[ARGV[3]] = ''})
put(at('u', user.id), user)
redis.call('SET', at('i', ARGV[3]), user.id)
redis.call('ZADD', P .. 'users', 0, user.id)
if user.role == 'admin' then redis.call('SADD', P .. 'admins', user.id) end
user.isNew = '1'
return json(user)`;

const READ = `return json(row(at('u', ARGV[2])))`;

const BY_ISSUER = `
local id = redis.call('GET', at('i', ARGV[2]))
return id and json(row(at('u', id))) or nil`;

const LINK = `
local user, owner = row(at('u', ARGV[2])), redis.call('GET', at('i', ARGV[3]))
if owner or not user then return owner == ARGV[2] and 1 or 0 end
local issuers = cjson.decode(user.issuers)
issuers[ARGV[3]] = ''
redis.call('HSET', at('u', ARGV[2]), 'issuers', cjson.encode(issuers))
redis.call('SET', at('i', ARGV[3]), ARGV[2])
return 1`;

/** Refuses what would leave nobody to administrate. */
const GUARD = `
local id = ARGV[2]
local user = row(at('u', id))
if not user then return 'unknown' end
local function lastAdmin()
  return redis.call('SCARD', P .. 'admins') == 1 and redis.call('SISMEMBER', P .. 'admins', id) == 1
end
local function recount()
  local now = row(at('u', id))
  local counts = now and now.role == 'admin' and now.disabled ~= '1'
  redis.call(counts and 'SADD' or 'SREM', P .. 'admins', id)
end
`;

const SET_ROLE = `${GUARD}
if ARGV[3] ~= 'admin' and lastAdmin() then return 'lastAdmin' end
redis.call('HSET', at('u', id), 'role', ARGV[3])
recount()
return 'done'`;

const SET_DISABLED = `${GUARD}
if ARGV[3] == '1' and lastAdmin() then return 'lastAdmin' end
redis.call('HSET', at('u', id), 'disabled', ARGV[3])
if ARGV[3] == '1' then dropAllOf(id, '') end
recount()
return 'done'`;

const REMOVE = `${GUARD}
if lastAdmin() then return 'lastAdmin' end
dropAllOf(id, '')
for _, name in ipairs(redis.call('SMEMBERS', at('ao', id))) do
  redis.call('DEL', at('a', id .. '/' .. name))
  redis.call('ZREM', P .. 'accounts', id .. '/' .. name)
end
for issuer in pairs(cjson.decode(user.issuers)) do redis.call('DEL', at('i', issuer)) end
redis.call('DEL', at('ao', id), at('ad', id), at('u', id), at('us', id), at('ud', id), at('uf', id))
redis.call('ZREM', P .. 'users', id)
recount()
return 'done'`;

const LIST = `
local found = {}
local from = ARGV[3] == '' and '-' or '(' .. ARGV[3]
for _, id in ipairs(redis.call('ZRANGEBYLEX', P .. 'users', from, '+', 'LIMIT', 0, ARGV[2])) do
  local user = row(at('u', id))
  if user then found[#found + 1] = json(user) end
end
return found`;

async function meet(context: Context, user: NewUser): Promise<{ user: User; isNew: boolean }> {
  const { id, title, role, provider, issuerId } = user;
  const found = await context.text(
    'user.meet',
    MEET,
    JSON.stringify({ id, title, role }),
    `${provider}:${issuerId}`
  );
  const fields = rowIn('user', found);
  return { user: context.rows.user(fields), isNew: fields['isNew'] === '1' };
}

async function list(context: Context, limit: number, after: string | null): Promise<Page<User>> {
  const found = await context.list(context.rows.user, 'user.list', LIST, limit + 1, after ?? '');
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { items: found.slice(0, limit), next: last?.id ?? null };
}

/** People in Redis. */
export function usersIn(context: Context): IUserStore {
  const { row, rows, count, text, prefix } = context;
  return {
    meet: (user) => meet(context, user),
    read: (id) => row(rows.user, 'user.read', READ, id),
    byIssuer: (provider, issuerId) => row(rows.user, 'user.byIssuer', BY_ISSUER, `${provider}:${issuerId}`),
    link: async (id, provider, issuerId) =>
      (await count('user.link', LINK, id, `${provider}:${issuerId}`)) === 1,
    setRole: async (id, role) => (await text('user.setRole', SET_ROLE, id, role)) as UserChange,
    setDisabled: async (id, disabled) =>
      (await text('user.setDisabled', SET_DISABLED, id, disabled ? 1 : 0)) as UserChange,
    remove: async (id) => (await text('user.remove', REMOVE, id)) as UserChange,
    list: (limit, after) => list(context, limit, after),
    hasAdmin: () => context.ask('user.hasAdmin', async (redis) => (await redis.scard(`${prefix}admins`)) > 0)
  };
}
