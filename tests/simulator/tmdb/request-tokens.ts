import {
  hexSecret,
  jwtLook,
  REQUEST_TOKEN_LIFE_MS,
  type RequestToken,
  type TmdbAccount,
  type TmdbStore,
  type TmdbVersion
} from './tmdb-store';

function newValue(store: TmdbStore, version: TmdbVersion, expiresAt: number): string {
  if (version === 3) return hexSecret(store.random);
  return jwtLook(store.random, { scopes: ['pending_request_token'], exp: Math.floor(expiresAt / 1000) });
}

/** Mints a request token that nobody has answered yet. */
export function newRequestToken(
  store: TmdbStore,
  version: TmdbVersion,
  redirectTo: string | null
): RequestToken {
  const expiresAt = store.clock.now() + REQUEST_TOKEN_LIFE_MS[version];
  const value = newValue(store, version, expiresAt);
  const token: RequestToken = { value, version, expiresAt, redirectTo, answer: 'waiting' };
  store.requestTokens.set(value, token);
  return token;
}

/** A request token that still lives, or null. */
export function livingToken(store: TmdbStore, value: string, version?: TmdbVersion): RequestToken | null {
  const token = store.requestTokens.get(value);
  if (token === undefined || token.expiresAt <= store.clock.now()) return null;
  return version === undefined || token.version === version ? token : null;
}

/** The person's answer on the phone; false when the token is unknown, over or already answered. */
export function answerToken(store: TmdbStore, value: string, answer: 'denied' | TmdbAccount): boolean {
  const token = livingToken(store, value);
  if (token === null || token.answer !== 'waiting') return false;
  const kept = answer === 'denied' ? answer : { approvedBy: answer };
  store.requestTokens.set(value, { ...token, answer: kept });
  return true;
}

export type Exchange = 'dead' | 'waiting' | TmdbAccount;

/** Trades an approved token for its account, once. A denied token is as dead as an expired one. */
export function exchangeToken(store: TmdbStore, value: string, version: TmdbVersion): Exchange {
  const token = livingToken(store, value, version);
  if (token === null || token.answer === 'denied') return 'dead';
  if (token.answer === 'waiting') return 'waiting';
  store.requestTokens.delete(value);
  return token.answer.approvedBy;
}
