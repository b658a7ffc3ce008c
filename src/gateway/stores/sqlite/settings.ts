import type { ISettingsStore } from '../ports';
import type { Connection } from './connection';
import type { Context } from './context';

function find(sql: Connection, name: string): string | null {
  const row = sql.one('SELECT value FROM settings WHERE name = ?', name);
  return row === null ? null : String(row['value']);
}

/** Facts of this gateway in SQLite. */
export function settingsIn(context: Context): ISettingsStore {
  return {
    read: (name) => context.read('setting.read', (sql) => find(sql, name)),
    write: (name, value) =>
      context.write(
        'setting.write',
        (sql) => void sql.run('INSERT OR REPLACE INTO settings VALUES (?, ?)', name, value)
      ),
    writeIfAbsent: (name, value) =>
      context.write('setting.writeIfAbsent', (sql) => {
        sql.run('INSERT OR IGNORE INTO settings VALUES (?, ?)', name, value);
        return find(sql, name) ?? value;
      }),
    remove: (name) =>
      context.write('setting.remove', (sql) => void sql.run('DELETE FROM settings WHERE name = ?', name))
  };
}
