import type { ISetupStore } from '../ports';
import type { SetupClaim, TokenHash } from '../rows';
import type { Connection } from './connection';
import type { Context } from './context';

function offer(sql: Connection, hash: TokenHash): boolean {
  sql.run(
    `INSERT INTO setup VALUES (1, 'open', ?, NULL, 0, 0) ON CONFLICT (only)
     DO UPDATE SET state = 'open', hash = excluded.hash, claimedBy = NULL WHERE state <> 'done'`,
    hash
  );
  return sql.one("SELECT 1 FROM setup WHERE state <> 'done'") !== null;
}

function claim(
  { clock, lifetimes }: Context,
  sql: Connection,
  hash: TokenHash,
  sessionId: string
): SetupClaim {
  const row = sql.one("SELECT * FROM setup WHERE state <> 'done'");
  const claimedBy = row?.['claimedBy'] ?? null;
  if (row === null || (claimedBy !== null && claimedBy !== sessionId)) {
    return { kind: 'closed' };
  }
  const lockedFor = Number(row['lockedUntil']) - clock.wall();
  if (lockedFor > 0) {
    return { kind: 'locked', retryAfterMs: lockedFor };
  }
  if (row['hash'] !== hash) {
    return wrongTry(
      sql,
      Number(row['tries']) + 1,
      lifetimes.setupTries,
      clock.wall() + lifetimes.setupLockMs
    );
  }
  sql.run("UPDATE setup SET state = 'claimed', claimedBy = ?, tries = 0", sessionId);
  return { kind: 'claimed' };
}

/** The last try locks; after the lock they are counted anew. */
function wrongTry(sql: Connection, tries: number, most: number, until: number): SetupClaim {
  const locks = tries >= most;
  sql.run('UPDATE setup SET tries = ?, lockedUntil = ?', locks ? 0 : tries, locks ? until : 0);
  return { kind: 'wrong', triesLeft: most - tries };
}

/** The set-up code in SQLite. */
export function setupIn(context: Context): ISetupStore {
  return {
    offer: (hash) => context.write('setup.offer', (sql) => offer(sql, hash)),
    isOpen: () =>
      context.read('setup.isOpen', (sql) => sql.one("SELECT 1 FROM setup WHERE state <> 'done'") !== null),
    claim: (hash, sessionId) => context.write('setup.claim', (sql) => claim(context, sql, hash, sessionId)),
    finish: (sessionId) =>
      context.write(
        'setup.finish',
        (sql) =>
          sql.run("UPDATE setup SET state = 'done' WHERE state = 'claimed' AND claimedBy = ?", sessionId) > 0
      )
  };
}
