import type { ISetupStore } from '../ports';
import type { SetupClaim } from '../rows';
import type { Context } from './context';
import { rowIn } from './context';

const OFFER = `
local setup = row(P .. 'setup') or {tries = '0', lockedUntil = '0'}
if setup.state == 'done' then return 0 end
setup.state, setup.hash, setup.claimedBy = 'open', ARGV[2], ''
put(P .. 'setup', setup)
return 1`;

const IS_OPEN = `
local state = redis.call('HGET', P .. 'setup', 'state')
return state and state ~= 'done' and 1 or 0`;

const CLAIM = `
local setup = row(P .. 'setup')
if not setup or setup.state == 'done' then return json({kind = 'closed'}) end
if setup.claimedBy ~= '' and setup.claimedBy ~= ARGV[3] then return json({kind = 'closed'}) end
local lockedFor = tonumber(setup.lockedUntil) - now
if lockedFor > 0 then return json({kind = 'locked', retryAfterMs = lockedFor}) end
if setup.hash == ARGV[2] then
  put(P .. 'setup', {state = 'claimed', claimedBy = ARGV[3], tries = '0'})
  return json({kind = 'claimed'})
end
local tries = tonumber(setup.tries) + 1
local locks = tries >= tonumber(ARGV[4])
put(P .. 'setup', {tries = locks and '0' or int(tries), lockedUntil = locks and int(now + tonumber(ARGV[5])) or '0'})
return json({kind = 'wrong', triesLeft = tonumber(ARGV[4]) - tries})`;

const FINISH = `
local setup = row(P .. 'setup')
if not setup or setup.state ~= 'claimed' or setup.claimedBy ~= ARGV[2] then return 0 end
redis.call('HSET', P .. 'setup', 'state', 'done')
return 1`;

/** The set-up code in Redis. */
export function setupIn(context: Context): ISetupStore {
  const { count, text, lifetimes } = context;
  const { setupTries, setupLockMs } = lifetimes;
  return {
    offer: async (hash) => (await count('setup.offer', OFFER, hash)) === 1,
    isOpen: async () => (await count('setup.isOpen', IS_OPEN)) === 1,
    claim: async (hash, sessionId) =>
      rowIn(
        'setup',
        await text('setup.claim', CLAIM, hash, sessionId, setupTries, setupLockMs)
      ) as SetupClaim,
    finish: async (sessionId) => (await count('setup.finish', FINISH, sessionId)) === 1
  };
}
