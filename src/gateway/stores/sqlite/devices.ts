import type { IDeviceStore } from '../ports';
import type { Device, DeviceUse, NewDevice, TokenHash, Whereabouts } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';
import { dropDevice } from './sessions';

/** Cookies older than this many changes are forgotten: then they are unknown, which lets nobody in either. */
const REMEMBERED = 32;

type Turn = { readonly generation: number; readonly confirmed: number; readonly rotatedAt: number };

function insert(context: Context, sql: Connection, device: NewDevice): Device {
  const now = context.clock.wall();
  const { id, userId, address, agent, screenName, hash } = device;
  sql.run(
    'INSERT INTO devices VALUES (?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, userId, now, address, agent, screenName, now, now, now + context.lifetimes.deviceMs]
  );
  sql.run('INSERT INTO deviceTokens VALUES (?, ?, 1)', hash, id);
  return {
    id,
    userId,
    address,
    agent,
    screenName,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: now + context.lifetimes.deviceMs
  };
}

function use(
  context: Context,
  sql: Connection,
  hash: TokenHash,
  next: TokenHash,
  where: Whereabouts
): DeviceUse {
  const row = sql.one(
    `SELECT d.*, t.generation AS presented FROM deviceTokens t JOIN devices d ON d.id = t.deviceId
     JOIN users u ON u.id = d.userId AND u.disabled = 0 WHERE t.hash = ? AND d.expiresAt > ?`,
    ...[hash, context.clock.wall()]
  );
  if (row === null) {
    return { kind: 'unknown' };
  }
  const device = context.rows.device(row);
  const presented = Number(row['presented']);
  const kind = useOf(context, row as unknown as Turn, presented);
  if (kind === 'renewed') {
    return {
      kind,
      device: turn(context, sql, device, presented, Number(row['generation']) + 1, next, where)
    };
  }
  if (kind === 'replayed') {
    sql.run('DELETE FROM sessions WHERE deviceId = ?', device.id);
    dropDevice(sql, device.id);
  }
  return { kind, device };
}

/** The newest cookie counts, and the one it was made from for as long as the newest was never used. */
function useOf(
  { clock, lifetimes }: Context,
  { generation, confirmed, rotatedAt }: Turn,
  presented: number
): 'renewed' | 'shared' | 'replayed' {
  if (presented === generation) {
    return 'renewed';
  }
  if (presented !== confirmed) {
    return 'replayed';
  }
  return clock.wall() - rotatedAt < lifetimes.deviceGraceMs ? 'shared' : 'renewed';
}

function turn(
  context: Context,
  sql: Connection,
  device: Device,
  confirmed: number,
  generation: number,
  next: TokenHash,
  where: Whereabouts
): Device {
  const now = context.clock.wall();
  const expiresAt = now + context.lifetimes.deviceMs;
  sql.run(
    `UPDATE devices SET generation = ?, confirmed = ?, rotatedAt = ?, address = ?, agent = ?, screenName = ?,
     lastUsedAt = ?, expiresAt = ? WHERE id = ?`,
    ...[generation, confirmed, now, where.address, where.agent, where.screenName, now, expiresAt, device.id]
  );
  sql.run('INSERT INTO deviceTokens VALUES (?, ?, ?)', next, device.id, generation);
  sql.run(
    'DELETE FROM deviceTokens WHERE deviceId = ? AND generation < ?',
    device.id,
    generation - REMEMBERED
  );
  const { address, agent, screenName } = where;
  return { ...device, address, agent, screenName, lastUsedAt: now, expiresAt };
}

/** Remembered screens in SQLite. */
export function devicesIn(context: Context): IDeviceStore {
  const { write, rows, clock } = context;
  return {
    create: (device) => write('device.create', (sql) => insert(context, sql, device)),
    use: (hash, next, where) => write('device.use', (sql) => use(context, sql, hash, next, where)),
    revoke: (id) => write('device.revoke', (sql) => dropDevice(sql, id)),
    list: (userId) =>
      context.read('device.list', (sql) =>
        sql
          .all(
            'SELECT * FROM devices WHERE userId = ? AND expiresAt > ? ORDER BY lastUsedAt DESC, id',
            userId,
            clock.wall()
          )
          .map(rows.device)
      )
  };
}
