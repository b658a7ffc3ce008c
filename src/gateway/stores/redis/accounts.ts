import type { IAccountStore } from '../ports';
import type { AccountRecord } from '../rows';
import type { Context } from './context';

type Write = Parameters<IAccountStore['write']>[0];

const ROW = `
local function member() return ARGV[2] .. '/' .. ARGV[3] end
local function due(moment) redis.call('ZADD', P .. 'accounts', moment == '' and '+inf' or moment, member()) end
`;

const READ = `return json(row(at('a', ARGV[2] .. '/' .. ARGV[3])))`;

/** ARGV[6] is 'same' where the moment is to stay. */
const WRITE = `${ROW}
local k = at('a', member())
local was = row(k)
local version = was and tonumber(was.version) or 0
if ARGV[5] ~= '' and tonumber(ARGV[5]) ~= version then return nil end
local moment = ARGV[6]
if moment == 'same' then moment = was and was.dueAt or '' end
put(k, {owner = ARGV[2], name = ARGV[3], sealed = ARGV[4], version = int(version + 1), dueAt = moment})
redis.call('SADD', at('ao', ARGV[2]), ARGV[3])
due(moment)
return json(row(k))`;

const REMOVE = `${ROW}
redis.call('ZREM', P .. 'accounts', member())
redis.call('SREM', at('ao', ARGV[2]), ARGV[3])
return redis.call('DEL', at('a', member()))`;

const REMOVE_ALL = `
for _, name in ipairs(redis.call('SMEMBERS', at('ao', ARGV[2]))) do
  redis.call('DEL', at('a', ARGV[2] .. '/' .. name))
  redis.call('ZREM', P .. 'accounts', ARGV[2] .. '/' .. name)
end
redis.call('DEL', at('ao', ARGV[2]))
return 0`;

const CLAIM_DUE = `
local found, next = {}, int(now + tonumber(ARGV[3]))
for _, member in ipairs(redis.call('ZRANGEBYSCORE', P .. 'accounts', '-inf', int(now), 'LIMIT', 0, ARGV[2])) do
  local record = row(at('a', member))
  if record then
    record.dueAt = next
    redis.call('HSET', at('a', member), 'dueAt', next)
    redis.call('ZADD', P .. 'accounts', next, member)
    found[#found + 1] = json(record)
  else
    redis.call('ZREM', P .. 'accounts', member)
  end
end
return found`;

const POSTPONE = `${ROW}
if redis.call('EXISTS', at('a', member())) == 0 then return 0 end
redis.call('HSET', at('a', member()), 'dueAt', ARGV[4])
due(ARGV[4])
return 1`;

function write({ row, rows }: Context, record: Write): Promise<AccountRecord | null> {
  const { owner, name, sealed, expect, dueAt } = record;
  const moment = dueAt === undefined ? 'same' : (dueAt ?? '');
  return row(rows.record, 'account.write', WRITE, owner, name, sealed, expect ?? '', moment);
}

/** Sealed grants in Redis. */
export function accountsIn(context: Context): IAccountStore {
  const { row, rows, count, list } = context;
  return {
    read: (owner, name) => row(rows.record, 'account.read', READ, owner, name),
    write: (record) => write(context, record),
    remove: async (owner, name) => (await count('account.remove', REMOVE, owner, name)) === 1,
    removeAllOf: async (owner) => void (await count('account.removeAllOf', REMOVE_ALL, owner)),
    claimDue: (limit, leaseMs) => list(rows.record, 'account.claimDue', CLAIM_DUE, limit, leaseMs),
    postpone: async (owner, name, dueAt) =>
      (await count('account.postpone', POSTPONE, owner, name, dueAt ?? '')) === 1
  };
}
