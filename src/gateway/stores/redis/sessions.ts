import type { ISessionStore } from '../ports';
import type { NewSession, Page, Renewal, Session } from '../rows';
import type { Context } from './context';

const CREATE = `
local session = cjson.decode(ARGV[2])
local there = redis.call('GET', at('sh', session.hash))
local same = there and known(live(at('s', there)))
if same and same.hash == session.hash then return json(same) end
if there then dropSession(there) end
session.createdAt = int(now)
session.notes = '{}'
put(at('s', session.id), session)
seen(session, ARGV[3])
local user = session.userId ~= '' and row(at('u', session.userId))
session.role = user and user.role or ''
return json(session)`;

const READ = `
local id = redis.call('GET', at('sh', ARGV[2]))
local session = id and live(at('s', id))
if not session or session.hash ~= ARGV[2] then return nil end
session = known(session)
if session and now - tonumber(session.lastSeenAt) >= tonumber(ARGV[5]) then
  seen(session, session.userId == '' and ARGV[3] or ARGV[4])
end
return json(session)`;

const RENEW = `
local next = cjson.decode(ARGV[3])
local id = redis.call('GET', at('sh', ARGV[2]))
local session = id and live(at('s', id))
if not session or session.hash ~= ARGV[2] or not known(session) then return nil end
if ARGV[5] ~= '' and not takeGrant(ARGV[5], id) then return nil end
redis.call('DEL', at('sh', ARGV[2]))
if session.userId ~= next.userId then redis.call('ZREM', at('us', session.userId), id) end
put(at('s', id), next)
session = row(at('s', id))
seen(session, ARGV[4])
return json(known(session))`;

const NOTE = `
local session = known(live(at('s', ARGV[2])))
if not session then return 0 end
local notes = cjson.decode(session.notes)
if ARGV[4] == '1' then notes[ARGV[3]] = ARGV[5] else notes[ARGV[3]] = nil end
redis.call('HSET', at('s', ARGV[2]), 'notes', cjson.encode(notes))
return 1`;

const REVOKE = `
local session = known(live(at('s', ARGV[2])))
dropSession(ARGV[2])
if session and session.deviceId ~= '' then dropDevice(session.deviceId) end
return json(session)`;

const REVOKE_ALL = `return dropAllOf(ARGV[2], ARGV[3])`;

/** Walks the set from the cursor down; whoever has ended is taken out of it on the way. */
const LIST = `
local set = ARGV[2] == '' and P .. 'signedIn' or at('us', ARGV[2])
local limit, score, after = tonumber(ARGV[3]), ARGV[4], ARGV[5]
local found, offset = {}, 0
while #found <= limit do
  local some = redis.call('ZREVRANGEBYSCORE', set, score, '-inf', 'WITHSCORES', 'LIMIT', offset, 100)
  if #some == 0 then break end
  for i = 1, #some, 2 do
    if not (some[i + 1] == score and some[i] >= after) then
      local session = known(live(at('s', some[i])))
      if session then found[#found + 1] = json(session) end
    end
    if #found > limit then break end
  end
  offset = offset + #some / 2
end
return found`;

const fieldsOf = (session: Partial<NewSession>): string => {
  const texts = Object.entries(session).map(([name, value]) => [name, value ?? '']);
  return JSON.stringify(Object.fromEntries(texts));
};

function renewalOf({ hash, csrf, userId, deviceId }: Renewal): string {
  return fieldsOf({ hash, csrf, userId, deviceId });
}

async function list(
  context: Context,
  userId: string | null,
  limit: number,
  after: string | null
): Promise<Page<Session>> {
  const [score = '+inf', id = ''] = after === null ? [] : after.split(':');
  const found = await context.list(
    context.rows.session,
    'session.list',
    LIST,
    userId ?? '',
    limit,
    score,
    id
  );
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { items: found.slice(0, limit), next: last === undefined ? null : `${last.lastSeenAt}:${last.id}` };
}

/** Sessions in Redis. */
export function sessionsIn(context: Context): ISessionStore {
  const { row, count, rows, lifetimes } = context;
  const { strangerMs, sessionMs, slideEveryMs } = lifetimes;
  const lifeOf = (userId: string | null): number => (userId === null ? strangerMs : sessionMs);
  return {
    create: async (session) => {
      const life = lifeOf(session.userId);
      return (await row(rows.session, 'session.create', CREATE, fieldsOf(session), life)) as Session;
    },
    read: (hash) => row(rows.session, 'session.read', READ, hash, strangerMs, sessionMs, slideEveryMs),
    renew: (hash, next) =>
      row(
        rows.session,
        'session.renew',
        RENEW,
        hash,
        renewalOf(next),
        lifeOf(next.userId),
        next.redeems ?? ''
      ),
    note: async (id, name, value) =>
      (await count('session.note', NOTE, id, name, value === null ? 0 : 1, value ?? '')) === 1,
    revoke: (id) => row(rows.session, 'session.revoke', REVOKE, id),
    revokeAllOf: (userId, exceptId) => count('session.revokeAllOf', REVOKE_ALL, userId, exceptId ?? ''),
    list: (userId, limit, after) => list(context, userId, limit, after)
  };
}
