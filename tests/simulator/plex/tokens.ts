import type { SimAccount, SimClock, SimRandom } from '../kernel/types';
import { createDeviceStanding, isSignIn } from './device-standing';
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

function onDevice(record: TokenRecord, clientIdentifier: string): boolean {
  return record.kind === 'legacy' && record.clientIdentifier === clientIdentifier;
}

/** One legacy token per account and client identifier: a new one rotates the old one out. */
export function createTokenStore({ clock, random, signer }: Tools): TokenStore {
  const records = new Map<string, TokenRecord>();
  const standing = createDeviceStanding();

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
    const isSwitch = origin === 'switch';
    drop(
      (old) =>
        old.userId === userId && onDevice(old, clientIdentifier) && (old.origin === 'switch') === isSwitch
    );
    return keep({ token, userId, clientIdentifier, kind: 'legacy', origin, expiresAt: null });
  };

  const mintJwt: TokenStore['mintJwt'] = (grant) => {
    const { userId, clientIdentifier } = grant;
    const token = issuePlexJwt(signer, claimsOf(grant, random.chars(ALPHABET, LEGACY_LENGTH)), clock.now());
    drop((old) => onDevice(old, clientIdentifier) && isSignIn(old));
    standing.bindToJwt(clientIdentifier);
    const expiresAt = clock.now() + PLEX_JWT_SECONDS * 1000;
    return keep({ token, userId, clientIdentifier, kind: 'jwt', origin: 'pin', expiresAt });
  };

  const check: TokenStore['check'] = (token) => {
    const record = token === null ? undefined : records.get(token);
    if (record === undefined || standing.refuses(record)) return { kind: 'unknown' };
    const expired = record.expiresAt !== null && record.expiresAt <= clock.now();
    return expired ? { kind: 'expired' } : { kind: 'valid', record };
  };

  return {
    mintLegacy,
    mintJwt,
    check,
    revoke: (token) => records.delete(token),
    revokeAll: drop,
    exclude: standing.exclude,
    readmit: standing.readmit,
    accountOf: (token) => {
      const found = check(token);
      return found.kind === 'valid' ? { userId: found.record.userId, kind: found.record.kind } : null;
    },
    all: () => [...records.values()]
  };
}
