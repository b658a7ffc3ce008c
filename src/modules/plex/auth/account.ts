import { failureOf } from '../../../core/model/failure';
import { flagOf, idOf, isSuccess, numberOf, readFields, refusalOf, textOf } from '../../../core/wire';
import { plexRequest } from './plex-request';
import type { Person } from '../../../core/model/session-state';
import type { HttpReply, HttpRequest, IHttp } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { Identity } from './interfaces';

const VALIDATE_MS = 5000;

/** `userId` is the number that Retune keeps; `person.id` is the one that Plex Home knows the same person by. */
export type PlexUser = {
  readonly userId: string;
  readonly person: Person;
  readonly username: string;
  readonly email: string;
  readonly hasHome: boolean;
};

/** Who does this token belong to? */
export function userRequest(me: Identity, token: string): HttpRequest {
  return plexRequest(me, 'GET', '/user', token);
}

/** A person as plex.tv describes one, in an account or in a Home. Managed users have neither name nor e-mail. */
export function personOf(body: Fields, id: string): Person {
  return { id, title: nameOf(body) || '?', thumb: textOf(body['thumb']), guarded: flagOf(body['protected']) };
}

/** Whether anything in a reply says what to call a person. */
export function hasName(body: Fields): boolean {
  return nameOf(body) !== null;
}

function nameOf(body: Fields): string | null {
  return textOf(body['friendlyName']) || textOf(body['title']) || textOf(body['username']);
}

/** The account behind a token. */
export function readUser(reply: HttpReply): PlexUser {
  const body = readFields('plex', reply);
  const uuid = idOf(body['uuid']);
  const userId = idOf(body['id']) || uuid;
  if (userId === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return {
    userId,
    person: personOf(body, uuid || userId),
    username: textOf(body['username']) || textOf(body['title']) || '',
    email: textOf(body['email']) || '',
    hasHome: (numberOf(body['homeSize']) || 0) > 1
  };
}

/** True: plex.tv takes the token. False: 401 or 403, or it is none that could be sent. Anything else rejects. */
export function isTaken(http: IHttp, me: Identity, token: string): Promise<boolean> {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    return Promise.resolve(false);
  }
  return http.send({ ...userRequest(me, token), timeoutMs: VALIDATE_MS }).then((reply): boolean => {
    if (reply.status === 401 || reply.status === 403) {
      return false;
    }
    readUser(reply);
    return true;
  });
}

/** Asks whether the token still counts, and keeps it from dying unused. */
export function pingRequest(me: Identity, token: string): HttpRequest {
  return plexRequest(me, 'GET', '/ping', token);
}

/** Nothing in the body matters, except that a hotel's sign-in page is not plex.tv. */
export function readPing(reply: HttpReply): void {
  if (!isSuccess(reply)) {
    throw refusalOf('plex', reply);
  }
  if (/^\s*<(!doctype|html)/i.test(reply.text)) {
    throw failureOf('malformedReply', reply.status);
  }
}

/** Takes this set off the account's list of devices. */
export function signOutRequest(me: Identity, token: string): HttpRequest {
  return plexRequest(me, 'DELETE', '/users/signout', token);
}

/** A token that is already refused is signed out. */
export function readSignOut(reply: HttpReply): void {
  if (!isSuccess(reply) && reply.status !== 401) {
    throw refusalOf('plex', reply);
  }
}
