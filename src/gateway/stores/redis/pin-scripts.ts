/** A code that is still in the queue is as good as a renewed one. */
export const OPEN = `
local pin = cjson.decode(ARGV[2])
local ids = redis.call('LRANGE', at('ps', pin.sessionId), 0, 0)
local present = ids[1] and live(at('p', ids[1]))
if present and present.state ~= 'gone' and (ARGV[3] == '0' or present.state ~= 'waiting') then return json(present) end
pin.state, pin.upstream, pin.grant, pin.fence = 'queued', '', '', '0'
pin.queuedAt, pin.lookedAt, pin.nextAt = int(now), int(now), int(now)
pin.expiresAt = int(pin.expiresAt)
put(at('p', pin.id), pin)
ends(at('p', pin.id), pin.expiresAt)
redis.call('LPUSH', at('ps', pin.sessionId), pin.id)
while redis.call('LLEN', at('ps', pin.sessionId)) > 2 do
  local oldest = redis.call('LINDEX', at('ps', pin.sessionId), -1)
  dropPin(oldest)
  redis.call('LREM', at('ps', pin.sessionId), 0, oldest)
end
lasts(at('ps', pin.sessionId), 86400000)
redis.call('ZADD', P .. 'pins', pin.expiresAt, pin.id)
redis.call('ZADD', P .. 'pq', redis.call('INCR', P .. 'pseq'), pin.id)
for _, k in ipairs({'pins', 'pq', 'pseq'}) do lasts(P .. k, 86400000) end
return json(pin)`;

export const CURRENT = `
local ids = redis.call('LRANGE', at('ps', ARGV[2]), 0, 0)
return ids[1] and json(live(at('p', ids[1]))) or nil`;

export const LOOK = `
prune()
local pin = pinOf(ARGV[2], ARGV[3])
if not pin then return nil end
redis.call('HSET', at('p', pin.id), 'lookedAt', int(now))
pin.lookedAt = int(now)
local rank = redis.call('ZRANK', P .. 'pq', pin.id)
pin.place = rank and int(rank + 1) or '0'
return json(pin)`;

export const CANCEL = `
if not pinOf(ARGV[2], ARGV[3]) then return 0 end
dropPin(ARGV[2])
return 1`;

export const COLLECT = `
local pin = pinOf(ARGV[2], ARGV[3])
if pin and pin.state == 'gone' then
  dropPin(ARGV[2])
  return 'gone'
end
return takeGrant(ARGV[2], ARGV[3]) or nil`;

export const COUNTS = `
prune()
local waiting = redis.call('ZCARD', P .. 'pm') + redis.call('ZCARD', P .. 'pd')
return json({queued = redis.call('ZCARD', P .. 'pq'), waiting = waiting})`;

const CLAIM = `
local function claim(id, set, leaseMs)
  local pin = live(at('p', id))
  if not pin then dropPin(id) return nil end
  pin.fence, pin.nextAt = int(tonumber(pin.fence) + 1), int(now + tonumber(leaseMs))
  put(at('p', id), {fence = pin.fence, nextAt = pin.nextAt})
  redis.call('ZADD', P .. set, pin.nextAt, id)
  lasts(P .. set, 86400000)
  return json(pin)
end
local function claimFrom(set, limit, leaseMs, found)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. set, '-inf', int(now), 'LIMIT', 0, limit)) do
    found[#found + 1] = claim(id, set, leaseMs)
  end
end
`;

/** A claim moves the moment to the end of its lease, so that a dead holder needs no clearing up. */
export const CLAIM_DUE = `${CLAIM}
prune()
local found = {}
claimFrom('pd', ARGV[2], ARGV[3], found)
return found`;

/** First those whose minting somebody began and did not finish, then from the queue. */
export const CLAIM_QUEUED = `${CLAIM}
prune()
local found = {}
claimFrom('pm', ARGV[2], ARGV[3], found)
local out = redis.call('ZCARD', P .. 'pm') + redis.call('ZCARD', P .. 'pd')
local room = math.min(tonumber(ARGV[2]) - #found, tonumber(ARGV[4]) - out)
if room > 0 then
  for _, id in ipairs(redis.call('ZRANGE', P .. 'pq', 0, room - 1)) do
    redis.call('ZREM', P .. 'pq', id)
    found[#found + 1] = claim(id, 'pm', ARGV[3])
  end
end
return found`;

/** What each answer to a claim begins with: is it still ours? */
const HELD = `
local pin = live(at('p', ARGV[2]))
local held = pin and pin.fence == ARGV[3]
local waits = pin and (pin.state == 'queued' or pin.state == 'waiting')
`;

export const ADMIT = `${HELD}
if not held or pin.state ~= 'queued' then return 0 end
put(at('p', pin.id), {state = 'waiting', upstream = ARGV[4], expiresAt = ARGV[5], nextAt = ARGV[6]})
ends(at('p', pin.id), ARGV[5])
redis.call('ZREM', P .. 'pm', pin.id)
redis.call('ZADD', P .. 'pins', ARGV[5], pin.id)
redis.call('ZADD', P .. 'pd', ARGV[6], pin.id)
lasts(P .. 'pd', 86400000)
return 1`;

export const POSTPONE = `${HELD}
if not held or not waits then return 0 end
redis.call('HSET', at('p', pin.id), 'nextAt', ARGV[4])
redis.call('ZADD', P .. (pin.state == 'queued' and 'pm' or 'pd'), ARGV[4], pin.id)
return 1`;

/** A grant counts whoever brings it; the end of a code only from its holder. */
export const SETTLE = `${HELD}
local granted = ARGV[4] == 'granted'
if granted then
  pin = row(at('p', ARGV[2]))
  if not pin or pin.state ~= 'waiting' then return 0 end
  local moment = int(math.max(tonumber(pin.expiresAt), now + tonumber(ARGV[6])))
  put(at('p', pin.id), {state = 'granted', grant = ARGV[5], expiresAt = moment})
  ends(at('p', pin.id), moment)
  redis.call('ZADD', P .. 'pins', moment, pin.id)
  lasts(at('ps', pin.sessionId), 86400000)
else
  if not held or not waits then return 0 end
  redis.call('HSET', at('p', pin.id), 'state', 'gone')
end
for _, set in ipairs({'pq', 'pm', 'pd'}) do redis.call('ZREM', P .. set, pin.id) end
return 1`;
