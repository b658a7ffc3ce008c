import Database from 'libsql';
import type { RawRow } from '../fields';

type Value = string | number | null;
type Statement = ReturnType<InstanceType<typeof Database>['prepare']>;

/** One connection, with its statements prepared once each. */
export type Connection = {
  all(sql: string, ...values: readonly Value[]): RawRow[];
  one(sql: string, ...values: readonly Value[]): RawRow | null;
  /** How many rows it changed. */
  run(sql: string, ...values: readonly Value[]): number;
  exec(sql: string): void;
  close(): void;
};

/** How long a writer waits for another process (`couchkey rotate-key`) to finish its own short step. */
const BUSY_MS = 1500;

/** `durable` waits for the disk at each commit; without, a power cut may take the last moments. Never a killed process. */
export function connect(path: string, durable: boolean): Connection {
  const database = new Database(path, { timeout: BUSY_MS });
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  database.exec(`PRAGMA synchronous=${durable ? 'FULL' : 'NORMAL'}; PRAGMA secure_delete=ON`);
  const all = (sql: string, ...values: readonly Value[]): RawRow[] =>
    prepared(sql).all([...values]) as RawRow[];
  return {
    all,
    one: (sql, ...values) => all(sql, ...values)[0] ?? null,
    run: (sql, ...values) => prepared(sql).run([...values]).changes,
    exec: (sql) => void database.exec(sql),
    close: () => {
      // A statement that is remembered goes on answering from the file that was closed.
      statements.clear();
      database.close();
    }
  };
}
