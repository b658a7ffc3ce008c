import type { SimClock, SimRandom } from '../kernel/types';

export type TmdbAccount = {
  readonly id: number;
  /** The account's name in v4 paths. */
  readonly objectId: string;
  readonly username: string;
  readonly name: string;
  readonly password: string;
};

/** v3 and v4 differ in life, in the look of a token and in the words for "not yet". */
export type TmdbVersion = 3 | 4;

export type RequestToken = {
  readonly value: string;
  readonly version: TmdbVersion;
  readonly expiresAt: number;
  readonly redirectTo: string | null;
  readonly answer: 'waiting' | 'denied' | { readonly approvedBy: TmdbAccount };
};

export type TmdbOptions = {
  /** The operator's v3 key. */
  readonly apiKey?: string;
  /** The operator's read access token, good for v3 and v4. */
  readonly readToken?: string;
  readonly accounts?: readonly TmdbAccount[];
  /** Requests per key and second before 429/25; TMDB says "about 40 to 50". */
  readonly requestsPerSecond?: number;
  /** Sent with a 429; TMDB promises none. */
  readonly retryAfterSeconds?: number;
};

/** Everything TMDB remembers. */
export type TmdbStore = {
  readonly clock: SimClock;
  readonly random: SimRandom;
  readonly options: Required<Omit<TmdbOptions, 'retryAfterSeconds'>> & Pick<TmdbOptions, 'retryAfterSeconds'>;
  readonly requestTokens: Map<string, RequestToken>;
  readonly sessions: Map<string, TmdbAccount>;
  readonly accessTokens: Map<string, TmdbAccount>;
  readonly recent: Map<string, readonly number[]>;
  keySuspended: boolean;
};

const MINUTE_MS = 60_000;
const HEX = '0123456789abcdef';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** How long an unused request token lives. */
export const REQUEST_TOKEN_LIFE_MS: Readonly<Record<TmdbVersion, number>> = {
  3: 60 * MINUTE_MS,
  4: 15 * MINUTE_MS
};

const DEFAULT_ACCOUNTS: readonly TmdbAccount[] = [
  { id: 548, objectId: '4bc8892a017a3c0f92000002', username: 'mara', name: 'Mara', password: 'mara-tmdb' },
  { id: 9207, objectId: '51a3ae2f760ee3565a0e5d51', username: 'jonas', name: '', password: 'jonas-tmdb' }
];

/** Forty hexadecimal digits: v3 tokens and session ids. */
export function hexSecret(random: SimRandom): string {
  return random.chars(HEX, 40);
}

/** Three dot-separated parts: everything v4 hands out looks like a JWT. */
export function jwtLook(random: SimRandom, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${random.chars(URL_SAFE, 43)}`;
}

/** An empty TMDB with a key, a read token and two people. */
export function createTmdbStore(clock: SimClock, random: SimRandom, options: TmdbOptions): TmdbStore {
  return {
    clock,
    random,
    options: {
      ...options,
      apiKey: options.apiKey ?? random.chars(HEX, 32),
      readToken: options.readToken ?? jwtLook(random, { scopes: ['api_read'], version: 1 }),
      accounts: options.accounts ?? DEFAULT_ACCOUNTS,
      requestsPerSecond: options.requestsPerSecond ?? 50
    },
    requestTokens: new Map(),
    sessions: new Map(),
    accessTokens: new Map(),
    recent: new Map(),
    keySuspended: false
  };
}
