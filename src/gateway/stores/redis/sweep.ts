import type { Context } from './context';

/** Most of what ends is taken away by Redis itself; here the members of sets, which have no time to live of their own. */
const SWEEP = `
local count = prune()
local before = int(now - tonumber(ARGV[2]))
count = count + redis.call('ZREMRANGEBYSCORE', P .. 'signedIn', '-inf', before)
for n = 1, 1000 do
  local oldest = redis.call('ZRANGE', P .. 'audit', 0, 0)[1]
  local moment = oldest and tonumber(string.match(oldest, '"at":(%d+)'))
  if not moment or moment >= now - tonumber(ARGV[3]) then break end
  redis.call('ZREMRANGEBYRANK', P .. 'audit', 0, 0)
  count = count + 1
end
return count`;

/** Takes away what has ended. */
export function sweep({ count, lifetimes }: Context): Promise<number> {
  return count('sweep', SWEEP, lifetimes.sessionMs, lifetimes.auditMs);
}
