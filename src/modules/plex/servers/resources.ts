import { failureOf } from '../../../core/model/failure';
import { fieldsOf, flagOf, idOf, listOf, readJson, textOf } from '../../../core/wire';
import { claimsOf } from '../auth/json-web-token';
import { plexRequest } from '../auth/plex-request';
import { originText, parseOrigin } from './hosts';
import type { HttpReply, HttpRequest } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { Identity } from '../auth';
import type { Connection, Resource } from './interfaces';

const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Which servers this person may use, with every kind of address. */
export function resourcesRequest(me: Identity, token: string): HttpRequest {
  return plexRequest(me, 'GET', '/resources?includeHttps=1&includeRelay=1&includeIPv6=1', token);
}

/** A token fit for a header. */
export function serverTokenOf(value: unknown): string | null {
  const token = textOf(value);
  return token !== null && VISIBLE_ASCII.test(token) && !/^(null|undefined)$/.test(token) ? token : null;
}

/** Servers refuse JWTs, and what plex.tv lists as one is the account's own: it goes nowhere and is never kept. */
export function isJwt(token: string): boolean {
  return claimsOf(token) !== null;
}

/** An address as an origin; one that cannot be read stays as it is, to be named as a bad one. */
function readConnection(fields: Fields): Connection {
  const uri = textOf(fields['uri']) || '';
  const origin = parseOrigin(uri);
  return {
    uri: origin === null ? uri : originText(origin),
    address: textOf(fields['address']) || (origin === null ? '' : origin.host),
    local: flagOf(fields['local']),
    relay: flagOf(fields['relay'])
  };
}

/** A server from one entry; null for players, remotes and what has no identifier. */
export function readResource(fields: Fields): Resource | null {
  const id = idOf(fields['clientIdentifier']);
  const provides = (textOf(fields['provides']) || '').split(',').map((each): string => each.trim());
  if (id === null || provides.indexOf('server') < 0) {
    return null;
  }
  return {
    id,
    name: textOf(fields['name']) || id,
    owned: flagOf(fields['owned']),
    present: flagOf(fields['presence']),
    httpsRequired: flagOf(fields['httpsRequired']),
    publicAddressMatches: flagOf(fields['publicAddressMatches']),
    accessToken: serverTokenOf(fields['accessToken']),
    connections: listOf(fields['connections']).map(readConnection)
  };
}

/** The servers of a reply. One bad entry spoils no other; a body that is no list is an outage, not "no servers". */
export function readResources(reply: HttpReply): readonly Resource[] {
  const body = readJson('plex', reply);
  if (!Array.isArray(body)) {
    throw failureOf('malformedReply', reply.status);
  }
  const seen: { [id: string]: boolean } = {};
  return listOf(body)
    .map(readResource)
    .filter((each): each is Resource => {
      const isNew = each !== null && !Object.prototype.hasOwnProperty.call(seen, each.id);
      if (each !== null) {
        seen[each.id] = true;
      }
      return isNew;
    });
}

/** A resource that was kept as JSON; the same reader, so that a kept record is trusted no more than the wire. */
export function readKeptResource(value: unknown): Resource | null {
  const fields = fieldsOf(value);
  return fields === null
    ? null
    : readResource({
        ...fields,
        clientIdentifier: fields['id'],
        provides: 'server',
        presence: fields['present']
      });
}
