import type { IDeviceStore } from '../ports';
import type { Device, DeviceUse, NewDevice, TokenHash, Whereabouts } from '../rows';
import type { Context } from './context';
import { rowIn } from './context';

const CREATE = `
local device = cjson.decode(ARGV[2])
local hash, moment = device.hash, int(now + tonumber(ARGV[3]))
device.hash = nil
device.generation, device.confirmed = '1', '0'
device.createdAt, device.lastUsedAt, device.rotatedAt, device.expiresAt = int(now), int(now), int(now), moment
put(at('d', device.id), device)
ends(at('d', device.id), moment)
redis.call('SET', at('dh', hash), '1:' .. device.id, 'PX', ARGV[3])
redis.call('ZADD', at('ud', device.userId), moment, device.id)
lasts(at('ud', device.userId), ARGV[3])
return json(device)`;

/** The newest cookie counts, and the one it was made from for as long as the newest was never used. */
const USE = `
local token = redis.call('GET', at('dh', ARGV[2]))
if not token then return nil end
local presented, id = string.match(token, '^(%d+):(.+)$')
local device = live(at('d', id))
if not device or not active(device.userId) then return nil end
local function answer(kind) device.kind = kind; return json(device) end
if presented ~= device.generation then
  if presented ~= device.confirmed then
    for _, sessionId in ipairs(redis.call('ZRANGE', at('us', device.userId), 0, -1)) do
      if redis.call('HGET', at('s', sessionId), 'deviceId') == id then dropSession(sessionId) end
    end
    dropDevice(id)
    return answer('replayed')
  end
  if now - tonumber(device.rotatedAt) < tonumber(ARGV[6]) then return answer('shared') end
end
local where = cjson.decode(ARGV[4])
for name, value in pairs(where) do device[name] = value end
device.confirmed = presented
device.generation = int(tonumber(device.generation) + 1)
device.lastUsedAt, device.rotatedAt, device.expiresAt = int(now), int(now), int(now + tonumber(ARGV[5]))
put(at('d', id), device)
ends(at('d', id), device.expiresAt)
redis.call('SET', at('dh', ARGV[3]), device.generation .. ':' .. id, 'PX', ARGV[5])
redis.call('ZADD', at('ud', device.userId), device.expiresAt, id)
lasts(at('ud', device.userId), ARGV[5])
return answer('renewed')`;

const REVOKE = `return dropDevice(ARGV[2])`;

const LIST = `
local found = {}
for _, id in ipairs(redis.call('ZREVRANGE', at('ud', ARGV[2]), 0, -1)) do
  local device = live(at('d', id))
  if device then found[#found + 1] = json(device) else redis.call('ZREM', at('ud', ARGV[2]), id) end
end
return found`;

function placeOf({ address, agent, screenName }: Whereabouts): Whereabouts {
  return { address, agent, screenName };
}

async function use(
  context: Context,
  hash: TokenHash,
  next: TokenHash,
  where: Whereabouts
): Promise<DeviceUse> {
  const { deviceMs, deviceGraceMs } = context.lifetimes;
  const place = JSON.stringify(placeOf(where));
  const found = await context.text('device.use', USE, hash, next, place, deviceMs, deviceGraceMs);
  if (found === null) {
    return { kind: 'unknown' };
  }
  const fields = rowIn('device', found);
  return { kind: fields['kind'] as 'renewed' | 'shared' | 'replayed', device: context.rows.device(fields) };
}

/** Remembered screens in Redis. */
export function devicesIn(context: Context): IDeviceStore {
  const { rows, lifetimes } = context;
  const fieldsOf = ({ id, hash, userId, ...where }: NewDevice): string =>
    JSON.stringify({ id, hash, userId, ...placeOf(where) });
  return {
    create: async (device) =>
      (await context.row(
        rows.device,
        'device.create',
        CREATE,
        fieldsOf(device),
        lifetimes.deviceMs
      )) as Device,
    use: (hash, next, where) => use(context, hash, next, where),
    revoke: async (id) => (await context.count('device.revoke', REVOKE, id)) === 1,
    list: (userId) => context.list(rows.device, 'device.list', LIST, userId)
  };
}
