/**
 * What the gateway asks of its stores. The embedded SQLite and Redis both implement all of it, behind one
 * contract suite (tests/contract/gateway-stores.test.ts).
 *
 * - Each method is one atomic step in both: what must not be torn apart is one method, not two calls.
 * - A store sees hashes and envelopes only (`TokenHash`, `Sealed`); what it never had, it cannot leak.
 * - Each method rejects with a StoreFailure and with nothing else. Null or `unknown` means "not there", never trouble.
 * - Whatever has ended is not there, whether or not it has been swept yet.
 * - When a promise of a write has resolved, it survives kill -9; sliding, limits and `look` may lose the last second in a power cut.
 */
import type {
  AccountRecord,
  AuditEntry,
  Device,
  DeviceUse,
  Family,
  Limit,
  LimitAnswer,
  NewDevice,
  NewPin,
  NewSession,
  NewUser,
  Page,
  Pin,
  PinClaim,
  PinResult,
  ProviderId,
  RecordName,
  Renewal,
  Role,
  Rotation,
  Sealed,
  SealedRow,
  Session,
  SetupClaim,
  TokenHash,
  User,
  UserChange,
  Whereabouts
} from './rows';

/** How long things last. One object for the whole gateway, so that both stores agree. */
export type Lifetimes = {
  readonly sessionMs: number;
  /** A session nobody has signed in to: anybody can have one made, so it ends soon. */
  readonly strangerMs: number;
  /** A session's end is moved at most this often: not every read is to be a write. */
  readonly slideEveryMs: number;
  readonly deviceMs: number;
  /** For how long two tabs may present the same device cookie. */
  readonly deviceGraceMs: number;
  readonly refreshMs: number;
  /** How long a granted code waits for a screen that was switched off. */
  readonly grantMs: number;
  readonly auditMs: number;
  readonly auditEntries: number;
  /** Wrong set-up codes, and for how long they lock. */
  readonly setupTries: number;
  readonly setupLockMs: number;
};

/** Milliseconds of the wall clock. Gateways that share a Redis keep theirs in step (NTP). */
export interface IWallClock {
  wall(): number;
}

export interface ISessionStore {
  /** A secret has one session: the one it has counts, also when two ask at once. */
  create(session: NewSession): Promise<Session>;
  /** Slides the end. Null also when its user is disabled or deleted. */
  read(hash: TokenHash): Promise<Session | null>;
  /** At sign-in: a new cookie and a new CSRF secret for the same id, so that a planted cookie is worth nothing. Null: the old one is gone, or the PIN's result is. */
  renew(hash: TokenHash, next: Renewal): Promise<Session | null>;
  /** A null takes the note away. False: no such session. */
  note(id: string, name: string, value: string | null): Promise<boolean>;
  /** By handle; takes the remembered screen along. The session that was, or null. */
  revoke(id: string): Promise<Session | null>;
  /** All of a user's sessions, remembered screens and token families but `exceptId`. How many sessions. */
  revokeAllOf(userId: string, exceptId: string | null): Promise<number>;
  /** Newest use first. Of one user, or (null) of everybody who is signed in. */
  list(userId: string | null, limit: number, after: string | null): Promise<Page<Session>>;
}

export interface IDeviceStore {
  create(device: NewDevice): Promise<Device>;
  /**
   * Changes the cookie: `next` counts from now on. The one before counts until its successor was used once,
   * because a reply that carries the new cookie may be lost in a power cut.
   */
  use(hash: TokenHash, next: TokenHash, where: Whereabouts): Promise<DeviceUse>;
  /** False: it was gone already. */
  revoke(id: string): Promise<boolean>;
  list(userId: string): Promise<readonly Device[]>;
}

export interface ITokenFamilyStore {
  begin(family: {
    readonly id: string;
    readonly userId: string;
    readonly clientName: string;
    readonly hash: TokenHash;
  }): Promise<Family>;
  /** Spends `hash` and lets `next` count. A spent one ends the family: no grace, a script can wait for its reply. */
  rotate(hash: TokenHash, next: TokenHash): Promise<Rotation>;
  /** By any token of it, or by its id. False: it was gone already. */
  revoke(by: { readonly hash: TokenHash } | { readonly id: string }): Promise<boolean>;
  list(userId: string): Promise<readonly Family[]>;
}

export interface IUserStore {
  /** Whoever the issuer says this is: found (and the title brought up to date), or made. */
  meet(user: NewUser): Promise<{ readonly user: User; readonly isNew: boolean }>;
  read(id: string): Promise<User | null>;
  byIssuer(provider: ProviderId, issuerId: string): Promise<User | null>;
  /** False: this issuer's account belongs to somebody else, or there is no such user. */
  link(id: string, provider: ProviderId, issuerId: string): Promise<boolean>;
  setRole(id: string, role: Role): Promise<UserChange>;
  /** Disabling takes sessions, remembered screens and token families along; grants stay. */
  setDisabled(id: string, disabled: boolean): Promise<UserChange>;
  /** Takes everything of theirs along but the audit log. */
  remove(id: string): Promise<UserChange>;
  list(limit: number, after: string | null): Promise<Page<User>>;
  hasAdmin(): Promise<boolean>;
}

export interface IAccountStore {
  read(owner: string, name: RecordName): Promise<AccountRecord | null>;
  /**
   * `expect` is the version that was read, 0 for "not there yet", null for "whatever is there". Null: somebody was quicker.
   * Without `dueAt` the moment stays as it was.
   */
  write(record: {
    readonly owner: string;
    readonly name: RecordName;
    readonly sealed: Sealed;
    readonly expect: number | null;
    readonly dueAt?: number | null;
  }): Promise<AccountRecord | null>;
  remove(owner: string, name: RecordName): Promise<boolean>;
  removeAllOf(owner: string): Promise<void>;
  /** Records whose moment has come; it is moved by `leaseMs`, so that no other gateway sees to the same one. Oldest first. */
  claimDue(limit: number, leaseMs: number): Promise<readonly AccountRecord[]>;
  /** When upkeep wants to see it next. False: it is gone. */
  postpone(owner: string, name: RecordName, dueAt: number | null): Promise<boolean>;
}

/**
 * One code per session: its tabs and reloads share it. A renewed code leaves the one before it alive until its
 * own end, since a phone may be on its page; never a third.
 */
export interface IPinStore {
  /** The session's present code if it has one and `renew` is false, else the new one, at the end of the queue. */
  open(pin: NewPin, renew: boolean): Promise<Pin>;
  /** The session's newest code. */
  current(sessionId: string): Promise<Pin | null>;
  /** Only the session it belongs to gets an answer. `place` counts from 1; 0 once it is out of the queue. */
  look(id: string, sessionId: string): Promise<{ readonly pin: Pin; readonly place: number } | null>;
  cancel(id: string, sessionId: string): Promise<boolean>;
  /** Codes to mint, first come first served, while fewer than `maxWaiting` are minted (or being so). */
  claimQueued(limit: number, leaseMs: number, maxWaiting: number): Promise<readonly PinClaim[]>;
  /** Codes whose poll is due and that nobody else holds, the longest due first. */
  claimDue(limit: number, leaseMs: number): Promise<readonly PinClaim[]>;
  /** It was minted. False: no longer ours, or cancelled meanwhile. */
  admit(
    claim: PinClaim,
    minted: { readonly upstream: Sealed; readonly expiresAt: number; readonly pollAt: number }
  ): Promise<boolean>;
  /** Gives the claim back: ask again at `at`. False: it is no longer ours. */
  postpone(claim: PinClaim, at: number): Promise<boolean>;
  /**
   * The end of a code. `gone` counts from the holder only. `granted` counts also from one whose lease ran out:
   * upstream may hand a token out once, so whoever saw it must be heard. False: it had ended already.
   */
  settle(claim: PinClaim, result: PinResult): Promise<boolean>;
  /**
   * The result, once, and only to its session; the session's other codes end with a grant. Null: nothing (yet, or
   * any more). A sign-in rather reads `look().pin.grant`, does its work and lets `sessions.renew` redeem: what dies
   * in between is simply done again.
   */
  collect(id: string, sessionId: string): Promise<PinResult | null>;
  counts(): Promise<{ readonly queued: number; readonly waiting: number }>;
}

export interface ILimitStore {
  /** Counts in all of them when all allow it, else in none. */
  hit(limits: readonly Limit[]): Promise<LimitAnswer>;
  /** The same answer without counting. */
  peek(limits: readonly Limit[]): Promise<LimitAnswer>;
  forget(keys: readonly string[]): Promise<void>;
}

export interface IAuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(limit: number, after: string | null, userId?: string): Promise<Page<AuditEntry>>;
  /** Whether this user has not been seen at this address before (bounded, with the log's own retention). */
  isNewAddress(userId: string, address: string): Promise<boolean>;
}

/** The one-time set-up code: offered at each start until `finish`, claimed by one session, locked after five wrong tries. */
export interface ISetupStore {
  /** False: set-up is over for good. Otherwise this code counts from now on, and a claim without a finish is forgotten. */
  offer(hash: TokenHash): Promise<boolean>;
  isOpen(): Promise<boolean>;
  claim(hash: TokenHash, sessionId: string): Promise<SetupClaim>;
  /** True once, for the session that claimed. */
  finish(sessionId: string): Promise<boolean>;
}

/** Facts of this gateway (group): its id, client identifier, signing keys (sealed by the caller), the admin PIN's hash. */
export interface ISettingsStore {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  /** The value that counts: ours, or that of whoever was first. */
  writeIfAbsent(name: string, value: string): Promise<string>;
  remove(name: string): Promise<void>;
}

/** Every envelope there is, for a change of key while others go on reading and writing. */
export interface ISealedStore {
  page(limit: number, after: string | null): Promise<Page<SealedRow>>;
  /** False: it was written or removed meanwhile, which is no trouble: look again. */
  replace(ref: string, was: Sealed, now: Sealed): Promise<boolean>;
}

export interface IStores {
  readonly sessions: ISessionStore;
  readonly devices: IDeviceStore;
  readonly families: ITokenFamilyStore;
  readonly users: IUserStore;
  readonly accounts: IAccountStore;
  readonly pins: IPinStore;
  readonly limits: ILimitStore;
  readonly audit: IAuditStore;
  readonly setup: ISetupStore;
  readonly settings: ISettingsStore;
  readonly sealed: ISealedStore;
  /** For /readyz: resolves when the store can write. */
  ping(): Promise<void>;
  /** Takes away what has ended. How many rows. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}
