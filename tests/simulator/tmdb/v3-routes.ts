import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { answerToken, exchangeToken, livingToken, newRequestToken } from './request-tokens';
import { fieldsOf, guard, withField } from './tmdb-guard';
import { jsonReply, statusReply } from './tmdb-status';
import { hexSecret, REQUEST_TOKEN_LIFE_MS, type TmdbAccount, type TmdbStore } from './tmdb-store';

type Answer = (store: TmdbStore, request: SimRequest) => SimReply;

/** `2016-08-26 17:04:39 UTC`: not ISO, and `new Date()` reads it as it likes. */
export function tmdbDate(moment: number): string {
  return new Date(moment)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

const newToken: Answer = (store) => {
  const token = newRequestToken(store, 3, null);
  return jsonReply(200, {
    success: true,
    expires_at: tmdbDate(token.expiresAt),
    request_token: token.value
  });
};

function openSession(store: TmdbStore, account: TmdbAccount): SimReply {
  const session = hexSecret(store.random);
  store.sessions.set(session, account);
  return jsonReply(200, { success: true, session_id: session });
}

const newSession: Answer = (store, request) =>
  withField(request, 'request_token', (value) => {
    const result = exchangeToken(store, value, 3);
    if (result === 'dead') return statusReply(33);
    return result === 'waiting' ? statusReply(17) : openSession(store, result);
  });

const convertFromV4: Answer = (store, request) =>
  withField(request, 'access_token', (value) => {
    const account = store.accessTokens.get(value);
    return account === undefined ? statusReply(35) : openSession(store, account);
  });

const deleteSession: Answer = (store, request) =>
  withField(request, 'session_id', (value) =>
    store.sessions.delete(value) ? jsonReply(200, { success: true }) : statusReply(37)
  );

const guestSession: Answer = (store) =>
  jsonReply(200, {
    success: true,
    guest_session_id: hexSecret(store.random).slice(0, 32),
    expires_at: tmdbDate(store.clock.now() + 24 * REQUEST_TOKEN_LIFE_MS[3])
  });

const validateWithLogin: Answer = (store, request) =>
  withField(request, 'request_token', (value) => {
    const { username, password } = fieldsOf(request) ?? {};
    if (username === undefined || password === undefined) return statusReply(26);
    const known = (one: TmdbAccount): boolean => one.username === username && one.password === password;
    const account = store.options.accounts.find(known);
    if (account === undefined) return statusReply(30);
    const token = livingToken(store, value, 3);
    if (token === null || !answerToken(store, value, account)) return statusReply(33);
    return jsonReply(200, {
      success: true,
      expires_at: tmdbDate(token.expiresAt),
      request_token: value
    });
  });

const accountDetails: Answer = (store, request) => {
  const account = store.sessions.get(request.query['session_id'] ?? '');
  if (account === undefined) return statusReply(3);
  return jsonReply(200, {
    avatar: { gravatar: { hash: account.objectId.padEnd(32, '0') }, tmdb: { avatar_path: null } },
    id: account.id,
    iso_639_1: 'en',
    iso_3166_1: 'GB',
    name: account.name,
    include_adult: false,
    username: account.username
  });
};

/** The version 3 half of the API. Every route asks for the operator's key first. */
export function v3Routes(store: TmdbStore): readonly SimRoute[] {
  const route = (method: string, path: string, name: string, answer: Answer): SimRoute => ({
    method,
    path: `/3/${path}`,
    name,
    handle: (request) => guard(store, request) ?? answer(store, request)
  });
  return [
    route('GET', 'authentication', 'v3.key', () => statusReply(1)),
    route('GET', 'authentication/token/new', 'v3.token.new', newToken),
    route('POST', 'authentication/token/validate_with_login', 'v3.token.login', validateWithLogin),
    route('POST', 'authentication/session/new', 'v3.session.new', newSession),
    route('GET', 'authentication/session/new', 'v3.session.new', newSession),
    route('POST', 'authentication/session/convert/4', 'v3.session.convert', convertFromV4),
    route('DELETE', 'authentication/session', 'v3.session.delete', deleteSession),
    route('GET', 'authentication/guest_session/new', 'v3.guest', guestSession),
    route('GET', 'account', 'v3.account', accountDetails),
    route('GET', 'account/:id', 'v3.account', accountDetails)
  ];
}
