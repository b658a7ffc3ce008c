import { failureOf } from '../../../core/model/failure';
import {
  errorOf,
  fieldsOf,
  idOf,
  isSuccess,
  readFields,
  refusalOf,
  textOf,
  tokenOf
} from '../../../core/wire';
import { tmdbRequest } from './tmdb-request';
import type { Person } from '../../../core/model/session-state';
import type { HttpReply, HttpRequest } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { TmdbConfig } from './interfaces';

const ALREADY_GONE = [3, 35, 37];

/** Who does this session belong to? */
export function accountRequest(config: TmdbConfig, sessionId: string): HttpRequest {
  return tmdbRequest(config, 3, 'GET', '/account', { query: { session_id: sessionId } });
}

function pictureOf(config: TmdbConfig, body: Fields): string | null {
  const avatar = fieldsOf(body['avatar']) || {};
  const path = textOf((fieldsOf(avatar['tmdb']) || {})['avatar_path']);
  const hash = textOf((fieldsOf(avatar['gravatar']) || {})['hash']);
  if (path !== null) {
    return config.imageUrl + path;
  }
  return hash === null ? null : 'https://www.gravatar.com/avatar/' + hash;
}

/** The account behind a session. */
export function readAccount(config: TmdbConfig, reply: HttpReply): Person {
  const body = readFields('tmdb', reply);
  const id = idOf(body['id']);
  if (id === null) {
    throw failureOf('malformedReply', reply.status);
  }
  const title = textOf(body['name']) || textOf(body['username']) || '?';
  return { id, title, thumb: pictureOf(config, body), guarded: false };
}

/** A v4 access token opens a v3 session, which is what the account is asked with. */
export function convertRequest(config: TmdbConfig, accessToken: string): HttpRequest {
  const body = { access_token: accessToken };
  return tmdbRequest(config, 3, 'POST', '/authentication/session/convert/4', { body });
}

/** The session. */
export function readConverted(reply: HttpReply): string {
  const sessionId = tokenOf(readFields('tmdb', reply)['session_id'], reply.status);
  if (sessionId === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return sessionId;
}

/** Ends a v3 session. */
export function endSessionRequest(config: TmdbConfig, sessionId: string): HttpRequest {
  return tmdbRequest(config, 3, 'DELETE', '/authentication/session', { body: { session_id: sessionId } });
}

/** Takes a v4 access token back. */
export function endAccessRequest(config: TmdbConfig, accessToken: string): HttpRequest {
  return tmdbRequest(config, 4, 'DELETE', '/auth/access_token', { body: { access_token: accessToken } });
}

/** What TMDB does not know any more is ended. */
export function readEnded(reply: HttpReply): void {
  const { code } = errorOf(reply);
  if (!isSuccess(reply) && (code === null || ALREADY_GONE.indexOf(code) < 0)) {
    throw refusalOf('tmdb', reply);
  }
}
