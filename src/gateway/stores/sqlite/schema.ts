/** One entry per version, in order, never changed once it was released: `user_version` says how many a file has seen. */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE users (id TEXT PRIMARY KEY, title TEXT NOT NULL, role TEXT NOT NULL, disabled INTEGER NOT NULL,
  createdAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE issuers (issuer TEXT PRIMARY KEY, userId TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX issuersByUser ON issuers (userId);

CREATE TABLE sessions (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, userId TEXT, csrf TEXT NOT NULL, deviceId TEXT,
  address TEXT NOT NULL, agent TEXT NOT NULL, screenName TEXT NOT NULL, createdAt INTEGER NOT NULL,
  lastSeenAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL, notes TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX sessionsByUser ON sessions (userId, lastSeenAt);
CREATE INDEX sessionsByDevice ON sessions (deviceId) WHERE deviceId IS NOT NULL;
CREATE INDEX sessionsByEnd ON sessions (expiresAt);

CREATE TABLE devices (id TEXT PRIMARY KEY, userId TEXT NOT NULL, generation INTEGER NOT NULL, confirmed INTEGER NOT NULL,
  rotatedAt INTEGER NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL, screenName TEXT NOT NULL,
  createdAt INTEGER NOT NULL, lastUsedAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX devicesByUser ON devices (userId);
CREATE INDEX devicesByEnd ON devices (expiresAt);
CREATE TABLE deviceTokens (hash TEXT PRIMARY KEY, deviceId TEXT NOT NULL, generation INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX deviceTokensByDevice ON deviceTokens (deviceId, generation);

CREATE TABLE families (id TEXT PRIMARY KEY, userId TEXT NOT NULL, clientName TEXT NOT NULL, hash TEXT NOT NULL,
  createdAt INTEGER NOT NULL, lastUsedAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX familiesByUser ON families (userId);
CREATE INDEX familiesByEnd ON families (expiresAt);
CREATE TABLE familyTokens (hash TEXT PRIMARY KEY, familyId TEXT NOT NULL, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX familyTokensByFamily ON familyTokens (familyId);
CREATE INDEX familyTokensByEnd ON familyTokens (expiresAt);

CREATE TABLE accounts (owner TEXT NOT NULL, name TEXT NOT NULL, sealed TEXT NOT NULL, version INTEGER NOT NULL,
  dueAt INTEGER, PRIMARY KEY (owner, name)) STRICT, WITHOUT ROWID;
CREATE INDEX accountsByDue ON accounts (dueAt) WHERE dueAt IS NOT NULL;

CREATE TABLE pins (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, sessionId TEXT NOT NULL,
  provider TEXT NOT NULL, state TEXT NOT NULL, upstream TEXT, "grant" TEXT, queuedAt INTEGER NOT NULL,
  lookedAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL, nextAt INTEGER NOT NULL, fence INTEGER NOT NULL) STRICT;
CREATE INDEX pinsBySession ON pins (sessionId);
CREATE INDEX pinsByTurn ON pins (state, nextAt);
CREATE INDEX pinsInQueue ON pins (expiresAt) WHERE state = 'queued' AND fence = 0;
CREATE INDEX pinsByEnd ON pins (expiresAt);

CREATE TABLE limits (key TEXT PRIMARY KEY, slots TEXT NOT NULL, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX limitsByEnd ON limits (expiresAt);

CREATE TABLE audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event TEXT NOT NULL, outcome TEXT NOT NULL,
  userId TEXT, sessionId TEXT, address TEXT NOT NULL, agent TEXT NOT NULL, screenName TEXT NOT NULL,
  unusual INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE INDEX auditByUser ON audit (userId, seq);
CREATE INDEX auditByTime ON audit (at);
CREATE TABLE addresses (userId TEXT NOT NULL, address TEXT NOT NULL, seenAt INTEGER NOT NULL,
  PRIMARY KEY (userId, address)) STRICT, WITHOUT ROWID;

CREATE TABLE setup (only INTEGER PRIMARY KEY CHECK (only = 1), state TEXT NOT NULL, hash TEXT NOT NULL, claimedBy TEXT,
  tries INTEGER NOT NULL, lockedUntil INTEGER NOT NULL) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
];
