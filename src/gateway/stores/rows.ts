/** What the gateway keeps, as data. Moments are milliseconds of the wall clock; ids are random and mean nothing. */

declare const made: unique symbol;

/** SHA-256 of a secret of 256 random bits (`secrets/tokens.ts` makes it): all that a store ever sees of a cookie or a token. */
export type TokenHash = string & { readonly [made]: 'hash' };

/** An AES-256-GCM envelope (`secrets/envelope.ts` makes it): all that a store ever sees of a grant. */
export type Sealed = string & { readonly [made]: 'sealed' };

export type ProviderId = 'plex' | 'tmdb';
export type Role = 'user' | 'admin';

export type Whereabouts = { readonly address: string; readonly agent: string; readonly screenName: string };

/**
 * `id` is a handle that may be shown and listed; the cookie's own value is nowhere. `userId` is null while a
 * screen shows a code. `role` is the user's as it is now, read in the same step, so that a demotion needs no
 * second list to be kept in line.
 */
export type Session = Whereabouts & {
  readonly id: string;
  readonly userId: string | null;
  readonly role: Role | null;
  readonly csrf: string;
  /** The remembered screen this session came from: revoking one takes the other along. */
  readonly deviceId: string | null;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  /** Small facts of the routes (chosen profile, admin PIN given until …), one string each. */
  readonly notes: { readonly [name: string]: string };
};

export type NewSession = Whereabouts & {
  readonly id: string;
  readonly hash: TokenHash;
  readonly userId: string | null;
  readonly csrf: string;
  readonly deviceId: string | null;
};

/** `redeems` names the PIN that made this sign-in: its result is used up in the same step, or nothing happens. */
export type Renewal = Pick<NewSession, 'hash' | 'csrf' | 'userId' | 'deviceId'> & {
  readonly redeems?: string;
};

export type Device = Whereabouts & {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
};

export type NewDevice = Whereabouts & {
  readonly id: string;
  readonly hash: TokenHash;
  readonly userId: string;
};

/** `shared`: another tab changed the cookie a moment ago; sign in, set no cookie. `replayed`: an old copy; the device is revoked. */
export type DeviceUse =
  | { readonly kind: 'renewed'; readonly device: Device }
  | { readonly kind: 'shared'; readonly device: Device }
  | { readonly kind: 'replayed'; readonly device: Device }
  | { readonly kind: 'unknown' };

export type Family = {
  readonly id: string;
  readonly userId: string;
  readonly clientName: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
};

/** `reused` is answered once, to whoever presents a spent token first; the family is gone by then. */
export type Rotation =
  | { readonly kind: 'rotated'; readonly family: Family }
  | { readonly kind: 'reused'; readonly family: Family }
  | { readonly kind: 'unknown' };

export type User = {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** Who this is at whom, as `plex:123`. */
  readonly issuers: readonly string[];
  readonly createdAt: number;
};

export type NewUser = {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly provider: ProviderId;
  readonly issuerId: string;
};

/** Somebody must be able to administrate: the last admin who is not disabled cannot be demoted, disabled or deleted. */
export type UserChange = 'done' | 'unknown' | 'lastAdmin';

/** The sealed records of an owner (a user's id, or `instance`). The name is part of what an envelope is bound to. */
export type RecordName =
  'plex.grant' | 'tmdb.grant' | 'plex.server' | 'plex.manualServers' | 'plex.fingerprints' | 'plex.profile';

/** `version` counts writes. `dueAt` is when upkeep (validation, keep-alive, JWT refresh) wants to see it; null is never. */
export type AccountRecord = {
  readonly owner: string;
  readonly name: RecordName;
  readonly sealed: Sealed;
  readonly version: number;
  readonly dueAt: number | null;
};

/** `queued` waits for the upstream budget, `waiting` is minted upstream and polled. */
export type PinState = 'queued' | 'waiting' | 'granted' | 'gone';

/** `upstream` holds id, code and whatever else the poll needs, sealed: on a stolen disk they would be worth a token. */
export type Pin = {
  readonly id: string;
  readonly sessionId: string;
  readonly provider: ProviderId;
  readonly state: PinState;
  readonly upstream: Sealed | null;
  /** What was granted and not collected yet. */
  readonly grant: Sealed | null;
  readonly queuedAt: number;
  /** When a screen last asked: whoever stopped asking need not be polled for. */
  readonly lookedAt: number;
  readonly expiresAt: number;
};

export type NewPin = {
  readonly id: string;
  readonly sessionId: string;
  readonly provider: ProviderId;
  /** Until when it may stand in the queue; admission sets the code's own end. */
  readonly expiresAt: number;
};

/** The right to act for a PIN until `until`. `fence` grows with each claim: a slow holder is told apart from the present one. */
export type PinClaim = { readonly pin: Pin; readonly fence: number; readonly until: number };

export type PinResult = { readonly kind: 'granted'; readonly grant: Sealed } | { readonly kind: 'gone' };

/** At most `limit` in any stretch of `windowMs`. `cost` (1 unless said otherwise) is what one step uses up; all of it must fit. */
export type Limit = {
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
  readonly cost?: number;
};

/** `allowed` is said of all limits of a call together; `tightest` is the one to write into the headers. */
export type LimitAnswer = {
  readonly allowed: boolean;
  readonly tightest: {
    readonly key: string;
    readonly limit: number;
    readonly remaining: number;
    /** Until one more is allowed (when refused), or until all of them are again. */
    readonly resetMs: number;
  };
};

export type AuditEntry = {
  readonly at: number;
  /** What happened, as `signIn`, `sessionRevoked`, `setupClaimed` … */
  readonly event: string;
  readonly outcome: 'ok' | 'refused';
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly address: string;
  readonly agent: string;
  readonly screenName: string;
  readonly unusual: boolean;
  readonly detail: string;
};

/** `next` is handed back to get what is older; null is the end. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export type SetupClaim =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly retryAfterMs: number }
  | { readonly kind: 'closed' };

/** One envelope wherever it is kept, for changing its key. `owner` and `purpose` are what it is bound to. */
export type SealedRow = {
  readonly ref: string;
  readonly owner: string;
  readonly purpose: string;
  readonly sealed: Sealed;
};
