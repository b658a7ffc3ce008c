import type { ISessionStore } from '../ports';
import type { NewSession, Page, Renewal, Role, Session, TokenHash } from '../rows';
import type { RawRow } from '../fields';
import type { Connection } from './connection';
import type { Context } from './context';
import { pageOf } from './page';
import { takeGrant } from './pin-rows';

const SESSION = `SELECT s.id, s.userId, u.role, s.csrf, s.deviceId, s.address, s.agent, s.screenName, s.createdAt,
  s.lastSeenAt, s.expiresAt, s.notes FROM sessions s LEFT JOIN users u ON u.id = s.userId
  WHERE (s.userId IS NULL OR u.disabled = 0) AND s.expiresAt > ?`;

function lifeOf({ lifetimes }: Context, userId: string | null): number {
  return userId === null ? lifetimes.strangerMs : lifetimes.sessionMs;
}

function byId(context: Context, sql: Connection, id: string): Session | null {
  const row = sql.one(`${SESSION} AND s.id = ?`, context.clock.wall(), id);
  return row === null ? null : context.rows.session(row);
}

function byHash(context: Context, sql: Connection, hash: TokenHash): Session | null {
  const row = sql.one(`${SESSION} AND s.hash = ?`, context.clock.wall(), hash);
  return row === null ? null : context.rows.session(row);
}

function create(context: Context, sql: Connection, session: NewSession): Session {
  const there = byHash(context, sql, session.hash);
  if (there !== null) {
    return there;
  }
  sql.run('DELETE FROM sessions WHERE hash = ?', session.hash);
  return insert(context, sql, session);
}

function insert(context: Context, sql: Connection, session: NewSession): Session {
  const now = context.clock.wall();
  const expiresAt = now + lifeOf(context, session.userId);
  sql.run(
    'INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[session.id, session.hash, session.userId, session.csrf, session.deviceId],
    ...[session.address, session.agent, session.screenName],
    ...[now, now, expiresAt, '{}']
  );
  const { hash: _kept, ...shown } = session;
  const role = sql.one('SELECT role FROM users WHERE id = ?', session.userId)?.['role'] ?? null;
  return { ...shown, role: role as Role | null, createdAt: now, lastSeenAt: now, expiresAt, notes: {} };
}

async function slide(context: Context, session: Session): Promise<Session> {
  const now = context.clock.wall();
  if (now - session.lastSeenAt < context.lifetimes.slideEveryMs) {
    return session;
  }
  const expiresAt = now + lifeOf(context, session.userId);
  await context.hurry('session.slide', (sql) =>
    sql.run('UPDATE sessions SET lastSeenAt = ?, expiresAt = ? WHERE id = ?', now, expiresAt, session.id)
  );
  return { ...session, lastSeenAt: now, expiresAt };
}

async function read(context: Context, hash: TokenHash): Promise<Session | null> {
  const session = await context.read('session.read', (sql) => byHash(context, sql, hash));
  return session === null ? null : slide(context, session);
}

function renew(context: Context, sql: Connection, hash: TokenHash, next: Renewal): Session | null {
  const now = context.clock.wall();
  const was = byHash(context, sql, hash);
  if (
    was === null ||
    (next.redeems !== undefined && takeGrant(context, sql, next.redeems, was.id) === null)
  ) {
    return null;
  }
  sql.run(
    'UPDATE sessions SET hash = ?, csrf = ?, userId = ?, deviceId = ?, lastSeenAt = ?, expiresAt = ? WHERE id = ?',
    ...[next.hash, next.csrf, next.userId, next.deviceId, now, now + lifeOf(context, next.userId), was.id]
  );
  return byId(context, sql, was.id);
}

function note(context: Context, sql: Connection, id: string, name: string, value: string | null): boolean {
  const session = byId(context, sql, id);
  if (session === null) {
    return false;
  }
  const { [name]: _was, ...others } = session.notes;
  const notes = value === null ? others : { ...others, [name]: value };
  return sql.run('UPDATE sessions SET notes = ? WHERE id = ?', JSON.stringify(notes), id) > 0;
}

function revoke(context: Context, sql: Connection, id: string): Session | null {
  const session = byId(context, sql, id);
  sql.run('DELETE FROM sessions WHERE id = ?', id);
  sql.run('DELETE FROM pins WHERE sessionId = ?', id);
  if (session !== null && session.deviceId !== null) {
    dropDevice(sql, session.deviceId);
  }
  return session;
}

/** Takes a remembered screen away, and all of its cookies. */
export function dropDevice(sql: Connection, id: string): boolean {
  sql.run('DELETE FROM deviceTokens WHERE deviceId = ?', id);
  return sql.run('DELETE FROM devices WHERE id = ?', id) > 0;
}

/** Everything that lets a user in, but the session to spare and the screen it came from. */
export function dropAllOf(sql: Connection, userId: string, exceptId: string | null): number {
  const spared = `SELECT deviceId FROM sessions WHERE id = ? AND deviceId IS NOT NULL`;
  const devices = sql.all(
    `SELECT id FROM devices WHERE userId = ? AND id NOT IN (${spared})`,
    userId,
    exceptId ?? ''
  );
  devices.forEach(({ id }) => dropDevice(sql, String(id)));
  sql.run('DELETE FROM familyTokens WHERE familyId IN (SELECT id FROM families WHERE userId = ?)', userId);
  sql.run('DELETE FROM families WHERE userId = ?', userId);
  sql.run(
    'DELETE FROM pins WHERE sessionId IN (SELECT id FROM sessions WHERE userId = ? AND id <> ?)',
    userId,
    exceptId ?? ''
  );
  return sql.run('DELETE FROM sessions WHERE userId = ? AND id <> ?', userId, exceptId ?? '');
}

function list(
  context: Context,
  sql: Connection,
  userId: string | null,
  limit: number,
  after: string | null
): Page<Session> {
  const whose = userId === null ? 's.userId IS NOT NULL AND ? IS NULL' : 's.userId = ?';
  const [seenAt, id] = cursorIn(after);
  const rows = sql.all(
    `${SESSION} AND ${whose} AND (s.lastSeenAt, s.id) < (?, ?) ORDER BY s.lastSeenAt DESC, s.id DESC LIMIT ?`,
    ...[context.clock.wall(), userId, seenAt, id, limit + 1]
  );
  return pageOf(rows, limit, context.rows.session, cursorOf);
}

const cursorOf = ({ lastSeenAt, id }: RawRow): string => `${String(lastSeenAt)}:${String(id)}`;

function cursorIn(after: string | null): [number, string] {
  const [seenAt = '', id = ''] = (after ?? `${Number.MAX_SAFE_INTEGER}:`).split(':');
  return [Number(seenAt) || 0, id];
}

/** Sessions in SQLite. */
export function sessionsIn(context: Context): ISessionStore {
  const { write } = context;
  return {
    create: (session) => write('session.create', (sql) => create(context, sql, session)),
    read: (hash) => read(context, hash),
    renew: (hash, next) => write('session.renew', (sql) => renew(context, sql, hash, next)),
    note: (id, name, value) => write('session.note', (sql) => note(context, sql, id, name, value)),
    revoke: (id) => write('session.revoke', (sql) => revoke(context, sql, id)),
    revokeAllOf: (userId, exceptId) =>
      write('session.revokeAllOf', (sql) => dropAllOf(sql, userId, exceptId)),
    list: (userId, limit, after) =>
      context.read('session.list', (sql) => list(context, sql, userId, limit, after))
  };
}
