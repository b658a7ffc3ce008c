import { failureOf } from '../../../core/model/failure';
import { readFields, textOf, tokenOf } from '../../../core/wire';
import { plexRequest } from './plex-request';
import type { HttpReply, HttpRequest } from '../../../core/ports';
import type { Identity } from './interfaces';

/** A number used once, which the next device JWT has to carry. */
export function nonceRequest(me: Identity): HttpRequest {
  return plexRequest(me, 'GET', '/auth/nonce', null);
}

/** The nonce. */
export function readNonce(reply: HttpReply): string {
  const nonce = textOf(readFields('plex', reply)['nonce']);
  if (nonce === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return nonce;
}

/** A device JWT with a nonce, in exchange for a new Plex JWT. */
export function tokenRequest(me: Identity, jwt: string): HttpRequest {
  return plexRequest(me, 'POST', '/auth/token', null, { jwt });
}

/** The new token. Both spellings are in use. */
export function readToken(reply: HttpReply): string {
  const body = readFields('plex', reply);
  const token = tokenOf(body['auth_token'], reply.status) || tokenOf(body['authToken'], reply.status);
  if (token === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return token;
}

/** Registers a device key for the device that an older token belongs to. */
export function jwkRequest(me: Identity, token: string, jwk: object): HttpRequest {
  return plexRequest(me, 'POST', '/auth/jwk', token, { jwk });
}

/** 422: this key is registered already, which is what was wanted. */
export function readJwk(reply: HttpReply): void {
  if (reply.status !== 422) {
    readFields('plex', reply);
  }
}
