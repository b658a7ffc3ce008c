import { failureOf } from '../../../core/model/failure';
import { errorOf, idOf, isSuccess, listOf, readFields, refusalOf, tokenOf } from '../../../core/wire';
import { hasName, personOf } from './account';
import { plexRequest } from './plex-request';
import type { Failure } from '../../../core/model/failure';
import type { Person } from '../../../core/model/session-state';
import type { HttpReply, HttpRequest } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { Identity } from './interfaces';

/** Who is in this Home? */
export function homeRequest(me: Identity, token: string): HttpRequest {
  return plexRequest(me, 'GET', '/home/users', token);
}

/** The people of a Home. An account without one is told 404, which is no fault; a list of nobody known is one. */
export function readHome(reply: HttpReply): readonly Person[] {
  if (reply.status === 404) {
    return [];
  }
  const users = readFields('plex', reply)['users'];
  const people = listOf(users).reduce((known: readonly Person[], each: Fields) => {
    const id = idOf(each['uuid']) || idOf(each['id']);
    return id === null || !hasName(each) ? known : known.concat([personOf(each, id)]);
  }, []);
  if (!Array.isArray(users) || (users.length > 0 && people.length === 0)) {
    throw failureOf('malformedReply', reply.status);
  }
  return people;
}

/** Become this person of the Home. The PIN goes as plex.tv wants it, in the query, and nowhere else. */
export function switchRequest(
  me: Identity,
  token: string,
  profileId: string,
  pin: string | null
): HttpRequest {
  const query = pin === null ? '' : '?pin=' + encodeURIComponent(pin);
  return plexRequest(me, 'POST', '/home/users/' + encodeURIComponent(profileId) + '/switch' + query, token);
}

function switchRefusal(reply: HttpReply): Failure {
  const isBare = reply.status === 403 && errorOf(reply).code === null;
  return isBare ? failureOf('profilePinWrong', 403) : refusalOf('plex', reply);
}

/** The person as plex.tv sees them now, with a token of their own. */
export function readSwitch(
  reply: HttpReply,
  profileId: string
): { readonly profile: Person; readonly token: string } {
  if (!isSuccess(reply)) {
    throw switchRefusal(reply);
  }
  const body = readFields('plex', reply);
  const token = tokenOf(body['authToken'], reply.status);
  if (token === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return { profile: personOf(body, profileId), token };
}
