import type { SimAccount, SimClock, SimRandom } from '../kernel/types';
import { issuePlexJwt, PLEX_JWT_SECONDS, type PlexJwtClaims, type PlexSigner } from './plex-jwt';

/** Where a token came from. A Home switch token outlives what kills the token of a PIN. */
export type TokenOrigin = 'pin' | 'password' | 'switch';

export type TokenRecord = {
  readonly token: string;
  readonly userId: number;
  readonly clientIdentifier: string;
  readonly kind: 'legacy' | 'jwt';
  readonly origin: TokenOrigin;
  readonly createdAt: number;
  /** null for legacy tokens, which end only when somebody ends them. */
  readonly expiresAt: number | null;
};

export type TokenCheck =
  | { readonly kind: 'valid'; readonly record: TokenRecord }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

export type JwtGrant = {
  readonly userId: number;
  readonly clientIdentifier: string;
  readonly thumbprint: string;
  readonly user: Readonly<Record<string, unknown>>;
};

export type TokenStore = {
  mintLegacy(userId: number, clientIdentifier: string, origin: TokenOrigin): string;
  mintJwt(grant: JwtGrant): string;
  check(token: string | null): TokenCheck;
  /** Dead at once: sign-out, or revoked by somebody. */
  revoke(token: string): boolean;
  /** "Sign out all devices", or one device removed from Authorized Devices. */
  revokeAll(fits: (record: TokenRecord) => boolean): number;
  /** Removed from Authorized Devices: JWTs are still issued to its key, and refused wherever they are shown. */
  exclude(clientIdentifier: string): void;
  /** A new sign-in takes the device in again. */
  readmit(clientIdentifier: string): void;
  accountOf(token: string): SimAccount | null;
  all(): readonly TokenRecord[];
};

// The real ones hold - and _ too, but an old client's pattern takes letters and digits only.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LEGACY_LENGTH = 20;

type Tools = { readonly clock: SimClock; readonly random: SimRandom; readonly signer: PlexSigner };

function claimsOf(grant: JwtGrant, jti: string): Omit<PlexJwtClaims, 'iat' | 'exp'> {
  return {
    iss: 'plex.tv',
    aud: ['plex.tv', grant.clientIdentifier],
    jti,
    thumbprint: grant.thumbprint,
    user: { ...grant.user, id: grant.userId }
  };
}

/** One legacy token per account and client identifier: a new one rotates the old one out. */
export function createTokenStore({ clock, random, signer }: Tools): TokenStore {
  const records = new Map<string, TokenRecord>();
  const jwtBound = new Set<string>();
  const excluded = new Set<string>();

  const drop = (fits: (record: TokenRecord) => boolean): number => {
    const doomed = [...records.values()].filter(fits);
    doomed.forEach((record) => records.delete(record.token));
    return doomed.length;
  };

  const keep = (record: Omit<TokenRecord, 'createdAt'>): string => {
    records.set(record.token, { ...record, createdAt: clock.now() });
    return record.token;
  };

  const mintLegacy: TokenStore['mintLegacy'] = (userId, clientIdentifier, origin) => {
    const token = random.chars(ALPHABET, LEGACY_LENGTH);
    const rival = (old: TokenRecord): boolean =>
      old.userId === userId && old.kind === 'legacy' && old.origin === origin;
    drop((old) => old.clientIdentifier === clientIdentifier && rival(old));
    return keep({ token, userId, clientIdentifier, kind: 'legacy', origin, expiresAt: null });
  };

  const mintJwt: TokenStore['mintJwt'] = (grant) => {
    const { userId, clientIdentifier } = grant;
    const token = issuePlexJwt(signer, claimsOf(grant, random.chars(ALPHABET, LEGACY_LENGTH)), clock.now());
    drop(
      (old) => old.clientIdentifier === clientIdentifier && old.kind === 'legacy' && old.origin !== 'switch'
    );
    jwtBound.add(clientIdentifier);
    const expiresAt = clock.now() + PLEX_JWT_SECONDS * 1000;
    return keep({ token, userId, clientIdentifier, kind: 'jwt', origin: 'pin', expiresAt });
  };

  // A client identifier that has had a JWT cannot go back: a legacy token minted for it later is dead on arrival.
  const refused = (record: TokenRecord): boolean =>
    excluded.has(record.clientIdentifier) || downgraded(record);
  const downgraded = (record: TokenRecord): boolean =>
    record.kind === 'legacy' && record.origin !== 'switch' && jwtBound.has(record.clientIdentifier);

  const check: TokenStore['check'] = (token) => {
    const record = token === null ? undefined : records.get(token);
    if (record === undefined || refused(record)) return { kind: 'unknown' };
    const expired = record.expiresAt !== null && record.expiresAt <= clock.now();
    return expired ? { kind: 'expired' } : { kind: 'valid', record };
  };

  return {
    mintLegacy,
    mintJwt,
    check,
    revoke: (token) => records.delete(token),
    revokeAll: drop,
    exclude: (clientIdentifier) => void excluded.add(clientIdentifier),
    readmit: (clientIdentifier) => void excluded.delete(clientIdentifier),
    accountOf: (token) => {
      const found = check(token);
      return found.kind === 'valid' ? { userId: found.record.userId, kind: found.record.kind } : null;
    },
    all: () => [...records.values()]
  };
}
