/**
 * What every script knows. Rows are hashes whose fields have the names of `rows.ts`; an empty text is null.
 * Each key has a time to live, but an end is also compared with `now`: the gateways' clock decides, Redis tidies up.
 *
 *   s:<id> session    sh:<hash> its id    us:<user> its user's, by last use    signedIn: everybody's
 *   d:<id> screen     dh:<hash> id/turn   ud:<user>
 *   f:<id> family     fh:<hash> its id    uf:<user>
 *   u:<id> user       i:<issuer> its id   users, admins
 *   a:<owner>/<name>  accounts: by moment due    ao:<owner>: names
 *   p:<id> code       ps:<session>: newest first    pins: by end    pq: queue    pm: being minted    pd: by next poll
 *   l:<key> limit     audit, auditSeq, ad:<user>    setup    settings
 */
export const PRELUDE = `
local P = KEYS[1]
local now = tonumber(ARGV[1])
local function int(n) return string.format('%.0f', n) end
local function at(kind, id) return P .. kind .. ':' .. id end

local function row(k)
  local flat = redis.call('HGETALL', k)
  if #flat == 0 then return nil end
  local found = {}
  for i = 1, #flat, 2 do found[flat[i]] = flat[i + 1] end
  return found
end
local function live(k)
  local found = row(k)
  if found and tonumber(found.expiresAt) > now then return found end
  return nil
end
local function put(k, fields)
  local flat = {}
  for name, value in pairs(fields) do flat[#flat + 1] = name; flat[#flat + 1] = value end
  redis.call('HSET', k, unpack(flat))
end
local function ends(k, moment) redis.call('PEXPIRE', k, int(math.max(1, tonumber(moment) - now))) end
local function lasts(k, ms) redis.call('PEXPIRE', k, int(tonumber(ms))) end
local function json(found) if found then return cjson.encode(found) end return nil end

local function dropPin(id)
  local pin = row(at('p', id))
  if pin then redis.call('LREM', at('ps', pin.sessionId), 0, id) end
  redis.call('DEL', at('p', id))
  for _, set in ipairs({'pins', 'pq', 'pm', 'pd'}) do redis.call('ZREM', P .. set, id) end
end
local function dropPinsOf(sessionId)
  for _, id in ipairs(redis.call('LRANGE', at('ps', sessionId), 0, -1)) do dropPin(id) end
  redis.call('DEL', at('ps', sessionId))
end
local function pinOf(id, sessionId)
  local pin = live(at('p', id))
  if pin and pin.sessionId == sessionId then return pin end
  return nil
end
local function takeGrant(id, sessionId)
  local pin = pinOf(id, sessionId)
  if not pin or pin.state ~= 'granted' then return nil end
  dropPinsOf(sessionId)
  return pin.grant
end
local function prune()
  local ended = redis.call('ZRANGEBYSCORE', P .. 'pins', '-inf', int(now))
  for _, id in ipairs(ended) do dropPin(id) end
  return #ended
end

local function dropDevice(id)
  local device = row(at('d', id))
  if not device then return 0 end
  redis.call('ZREM', at('ud', device.userId), id)
  return redis.call('DEL', at('d', id))
end
local function dropFamily(id)
  local family = row(at('f', id))
  if not family then return 0 end
  redis.call('ZREM', at('uf', family.userId), id)
  return redis.call('DEL', at('f', id))
end
local function dropSession(id)
  local session = row(at('s', id))
  dropPinsOf(id)
  if not session then return 0 end
  redis.call('DEL', at('s', id), at('sh', session.hash))
  redis.call('ZREM', at('us', session.userId), id)
  redis.call('ZREM', P .. 'signedIn', id)
  return 1
end
local function dropAllOf(userId, exceptId)
  local spared, count = '', 0
  if exceptId ~= '' then spared = redis.call('HGET', at('s', exceptId), 'deviceId') or '' end
  for _, id in ipairs(redis.call('ZRANGE', at('ud', userId), 0, -1)) do
    if id ~= spared then dropDevice(id) end
  end
  for _, id in ipairs(redis.call('ZRANGE', at('uf', userId), 0, -1)) do dropFamily(id) end
  for _, id in ipairs(redis.call('ZRANGE', at('us', userId), 0, -1)) do
    if id ~= exceptId then count = count + dropSession(id) end
  end
  return count
end

local function known(session)
  if not session then return nil end
  if session.userId == '' then return session end
  local user = row(at('u', session.userId))
  if not user or user.disabled == '1' then return nil end
  session.role = user.role
  return session
end
local function active(userId)
  local user = row(at('u', userId))
  return user and user.disabled ~= '1'
end
local function seen(session, life)
  local moment = int(now + tonumber(life))
  put(at('s', session.id), {lastSeenAt = int(now), expiresAt = moment})
  ends(at('s', session.id), moment)
  redis.call('SET', at('sh', session.hash), session.id, 'PX', int(tonumber(life)))
  if session.userId ~= '' then
    for _, set in ipairs({at('us', session.userId), P .. 'signedIn'}) do
      redis.call('ZREMRANGEBYSCORE', set, '-inf', int(now - tonumber(life)))
      redis.call('ZADD', set, int(now), session.id)
      lasts(set, life)
    end
  end
  session.lastSeenAt = int(now)
  session.expiresAt = moment
  return session
end
`;
