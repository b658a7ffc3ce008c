import type { ILimitStore } from '../ports';
import type { Limit, LimitAnswer } from '../rows';
import { answerFor, costOf, firstSlotAt, slotAt, slotMsOf } from '../sliding-window';
import type { Slots } from '../sliding-window';
import type { Arg } from './connection';
import type { Context } from './context';
import { rowIn } from './context';

/** Arguments: whether to count, then key, limit, first live slot, present slot, time to live and cost of each limit. */
const ASK = `
local limits, allowed = {}, true
for i = 3, #ARGV, 6 do
  local k, total, slots = at('l', ARGV[i]), 0, row(at('l', ARGV[i])) or {}
  for slot, count in pairs(slots) do
    if tonumber(slot) < tonumber(ARGV[i + 2]) then
      redis.call('HDEL', k, slot)
      slots[slot] = nil
    else
      total = total + tonumber(count)
    end
  end
  if total + tonumber(ARGV[i + 5]) > tonumber(ARGV[i + 1]) then allowed = false end
  limits[#limits + 1] = {k = k, slots = slots, slot = ARGV[i + 3], lasts = ARGV[i + 4], cost = ARGV[i + 5]}
end
local counts = {}
for n, limit in ipairs(limits) do
  if allowed and ARGV[2] == '1' then
    limit.slots[limit.slot] = tostring(redis.call('HINCRBY', limit.k, limit.slot, limit.cost))
    lasts(limit.k, limit.lasts)
  end
  counts[n] = limit.slots
end
return cjson.encode({allowed = allowed, counts = counts})`;

type Asked = { readonly allowed: boolean; readonly counts: readonly { readonly [slot: string]: string }[] };

function argsOf(limit: Limit, now: number): readonly Arg[] {
  const lasts = limit.windowMs + 2 * slotMsOf(limit);
  return [limit.key, limit.limit, firstSlotAt(limit, now), slotAt(limit, now), lasts, costOf(limit)];
}

function slotsIn(counts: { readonly [slot: string]: string } | undefined): Slots {
  return new Map(Object.entries(counts ?? {}).map(([slot, count]) => [Number(slot), Number(count)]));
}

async function ask(context: Context, limits: readonly Limit[], counts: boolean): Promise<LimitAnswer> {
  const now = context.clock.wall();
  const args = limits.flatMap((limit) => argsOf(limit, now));
  const found = rowIn('limit', await context.text('limit', ASK, counts ? 1 : 0, ...args)) as unknown as Asked;
  return answerFor(limits, found.counts.map(slotsIn), found.allowed, now);
}

/** Limits in Redis. */
export function limitsIn(context: Context): ILimitStore {
  const { ask: command, prefix } = context;
  return {
    hit: (limits) => ask(context, limits, true),
    peek: (limits) => ask(context, limits, false),
    forget: async (keys) =>
      void (await command('limit.forget', (redis) => redis.del(keys.map((key) => `${prefix}l:${key}`))))
  };
}
