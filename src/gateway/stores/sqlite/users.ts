import type { IUserStore } from '../ports';
import type { NewUser, Page, User, UserChange } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';
import { pageOf } from './page';
import { dropAllOf } from './sessions';

const USER = `SELECT u.*, (SELECT json_group_object(i.issuer, '') FROM issuers i WHERE i.userId = u.id) AS issuers FROM users u`;

function byId(context: Context, sql: Connection, id: string): User | null {
  const row = sql.one(`${USER} WHERE u.id = ?`, id);
  return row === null ? null : context.rows.user(row);
}

function idOfIssuer(sql: Connection, issuer: string): string | null {
  const found = sql.one('SELECT userId FROM issuers WHERE issuer = ?', issuer);
  return found === null ? null : String(found['userId']);
}

function meet(context: Context, sql: Connection, user: NewUser): { user: User; isNew: boolean } {
  const issuer = `${user.provider}:${user.issuerId}`;
  const known = idOfIssuer(sql, issuer);
  if (known === null) {
    sql.run('INSERT INTO users VALUES (?, ?, ?, 0, ?)', user.id, user.title, user.role, context.clock.wall());
    sql.run('INSERT INTO issuers VALUES (?, ?)', issuer, user.id);
  } else {
    sql.run('UPDATE users SET title = ? WHERE id = ?', user.title, known);
  }
  return { user: byId(context, sql, known ?? user.id) as User, isNew: known === null };
}

function link(sql: Connection, id: string, issuer: string): boolean {
  const owner = idOfIssuer(sql, issuer);
  if (owner !== null || sql.one('SELECT id FROM users WHERE id = ?', id) === null) {
    return owner === id;
  }
  return sql.run('INSERT INTO issuers VALUES (?, ?)', issuer, id) > 0;
}

/** Refuses what would leave nobody to administrate. */
function change(sql: Connection, id: string, takesAdmin: boolean, apply: () => void): UserChange {
  if (sql.one('SELECT id FROM users WHERE id = ?', id) === null) {
    return 'unknown';
  }
  const admins = sql
    .all("SELECT id FROM users WHERE role = 'admin' AND disabled = 0")
    .map((row) => row['id']);
  if (takesAdmin && admins.length === 1 && admins[0] === id) {
    return 'lastAdmin';
  }
  apply();
  return 'done';
}

function remove(sql: Connection, id: string): UserChange {
  return change(sql, id, true, () => {
    dropAllOf(sql, id, null);
    sql.run('DELETE FROM accounts WHERE owner = ?', id);
    sql.run('DELETE FROM addresses WHERE userId = ?', id);
    sql.run('DELETE FROM issuers WHERE userId = ?', id);
    sql.run('DELETE FROM users WHERE id = ?', id);
  });
}

function disable(sql: Connection, id: string, disabled: boolean): UserChange {
  return change(sql, id, disabled, () => {
    sql.run('UPDATE users SET disabled = ? WHERE id = ?', disabled ? 1 : 0, id);
    if (disabled) {
      dropAllOf(sql, id, null);
    }
  });
}

function list(context: Context, sql: Connection, limit: number, after: string | null): Page<User> {
  const rows = sql.all(`${USER} WHERE u.id > ? ORDER BY u.id LIMIT ?`, after ?? '', limit + 1);
  return pageOf(rows, limit, context.rows.user, ({ id }) => String(id));
}

/** People in SQLite. */
export function usersIn(context: Context): IUserStore {
  const { write, read } = context;
  return {
    meet: (user) => write('user.meet', (sql) => meet(context, sql, user)),
    read: (id) => read('user.read', (sql) => byId(context, sql, id)),
    byIssuer: (provider, issuerId) =>
      read('user.byIssuer', (sql) => byId(context, sql, idOfIssuer(sql, `${provider}:${issuerId}`) ?? '')),
    link: (id, provider, issuerId) => write('user.link', (sql) => link(sql, id, `${provider}:${issuerId}`)),
    setRole: (id, role) =>
      write('user.setRole', (sql) =>
        change(sql, id, role !== 'admin', () => sql.run('UPDATE users SET role = ? WHERE id = ?', role, id))
      ),
    setDisabled: (id, disabled) => write('user.setDisabled', (sql) => disable(sql, id, disabled)),
    remove: (id) => write('user.remove', (sql) => remove(sql, id)),
    list: (limit, after) => read('user.list', (sql) => list(context, sql, limit, after)),
    hasAdmin: () =>
      read(
        'user.hasAdmin',
        (sql) => sql.one("SELECT id FROM users WHERE role = 'admin' AND disabled = 0") !== null
      )
  };
}
