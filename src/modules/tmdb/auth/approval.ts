import { failureOf } from '../../../core/model/failure';
import { readUtc } from '../../../core/model/utc';
import { errorOf, flagOf, readFields, textOf, tokenOf, withoutToken } from '../../../core/wire';
import { LIFE_MS } from './constants';
import { tmdbRequest } from './tmdb-request';
import { asFailure } from '../../../core/model/failure';
import type { HttpReply, HttpRequest } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { TmdbConfig } from './interfaces';

/** What an approved token is exchanged for: v3 gives a session, v4 an access token. */
export type Grant = { readonly sessionId: string | null; readonly accessToken: string | null };

export type Approval =
  | { readonly kind: 'pending' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'granted'; readonly grant: Grant };

const WAITING = [17, 41];
const OVER = [16, 33];

function readOpen(reply: HttpReply): Fields {
  try {
    return readFields('tmdb', reply);
  } catch (reason) {
    throw withoutToken(asFailure(reason));
  }
}

/** Asks for a token that the viewer is to approve. */
export function codeRequest(config: TmdbConfig): HttpRequest {
  return config.version === 3
    ? tmdbRequest(config, 3, 'GET', '/authentication/token/new')
    : tmdbRequest(config, 4, 'POST', '/auth/request_token', { body: {} });
}

/** `wall` is believed as far as it fits: a set that comes up in 2019 would show a code that lives for years. */
function lifeOf(config: TmdbConfig, body: Fields, wall: number): number {
  const usual = LIFE_MS[config.version];
  const end = readUtc(textOf(body['expires_at']) || '');
  const told = end === null ? usual : end - wall;
  return told > 0 && told < usual ? told : usual;
}

/** The token and how long it has to be approved. */
export function readCode(
  config: TmdbConfig,
  reply: HttpReply,
  wall: number
): { readonly id: string; readonly lifeMs: number } {
  const body = readOpen(reply);
  const id = tokenOf(body['request_token'], reply.status);
  if (id === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return { id, lifeMs: lifeOf(config, body, wall) };
}

/** The page on which the viewer approves. There is no code to type. */
export function linkFor(config: TmdbConfig, id: string): string {
  return config.version === 3
    ? config.siteUrl + '/authenticate/' + encodeURIComponent(id)
    : config.siteUrl + '/auth/access?request_token=' + encodeURIComponent(id);
}

/** TMDB tells nobody that a token was approved: the exchange is tried until it works. */
export function exchangeRequest(config: TmdbConfig, id: string): HttpRequest {
  const body = { request_token: id };
  return config.version === 3
    ? tmdbRequest(config, 3, 'POST', '/authentication/session/new', { body })
    : tmdbRequest(config, 4, 'POST', '/auth/access_token', { body });
}

function grantOf(body: Fields, status: number): Grant {
  const grant = {
    sessionId: tokenOf(body['session_id'], status),
    accessToken: tokenOf(body['access_token'], status)
  };
  if (!flagOf(body['success']) || (grant.sessionId === null && grant.accessToken === null)) {
    throw failureOf('malformedReply', status);
  }
  return grant;
}

/** Not yet, never again, or the grant. Unreachable is the fourth result: the promise rejects. */
export function readExchange(reply: HttpReply): Approval {
  const { code } = errorOf(reply);
  if (code !== null && WAITING.indexOf(code) >= 0) {
    return { kind: 'pending' };
  }
  if (code !== null && OVER.indexOf(code) >= 0) {
    return { kind: 'gone' };
  }
  return { kind: 'granted', grant: grantOf(readOpen(reply), reply.status) };
}
