import { failureOf } from '../../../core/model/failure';
import { readUtc } from '../../../core/model/utc';
import { readPlexRecord, writePlexRecord } from '../../../core/vault/plex-record';
import { fieldsOf, parseJson, textOf } from '../../../core/wire';
import { dateOf } from './dates';
import type { PlexRecord } from '../../../core/vault/plex-record';
import type { Fields } from '../../../core/wire';
import type { PlexUser } from './account';
import type { PlexAuthData } from './interfaces';

function dateIn(value: unknown): Date | null {
  const ms = readUtc(textOf(value) || '');
  return ms === null ? null : dateOf(ms);
}

/** Fields that are not ours are carried along: what another version wrote is still there when it comes back. */
function fromRetune(data: Fields, token: Fields, text: string): PlexAuthData {
  return {
    ...data,
    token: {
      ...token,
      token: text,
      userId: textOf(token['userId']) || '',
      username: textOf(token['username']) || '',
      email: textOf(token['email']) || '',
      thumb: textOf(token['thumb']) || '',
      expiresAt: dateIn(token['expiresAt']),
      issuedAt: dateIn(token['issuedAt']) || dateOf(0)
    },
    selectedServerId: textOf(data['selectedServerId']),
    selectedServerUri: textOf(data['selectedServerUri'])
  };
}

function fresh(token: string, issuedAt: number): PlexAuthData {
  return {
    token: {
      token,
      userId: '',
      username: '',
      email: '',
      thumb: '',
      expiresAt: null,
      issuedAt: dateOf(issuedAt)
    },
    selectedServerId: null,
    selectedServerUri: null
  };
}

function fromRecord(record: PlexRecord): PlexAuthData {
  const bare = fresh(record.accountToken, record.issuedAt || 0);
  if (record.signIn === null) {
    return bare;
  }
  const { id, title, thumb } = record.signIn.account;
  return { ...bare, token: { ...bare.token, userId: id, username: title, thumb: thumb || '' } };
}

/** A token just granted; `user` is null as long as plex.tv has not said whose it is. */
export function credentialsOf(token: string, user: PlexUser | null, issuedAt: number): PlexAuthData {
  const bare = fresh(token, issuedAt);
  if (user === null) {
    return bare;
  }
  const { userId, username, email, person } = user;
  return { ...bare, token: { ...bare.token, userId, username, email, thumb: person.thumb || '' } };
}

/** Retune's record, or the television's; throws `storage` for a torn one or one of a version to come. */
export function readAuthData(text: string): PlexAuthData {
  const envelope = fieldsOf(parseJson(text)) || {};
  const data = fieldsOf(envelope['data']);
  const token = data === null ? null : fieldsOf(data['token']);
  const secret = token === null ? null : textOf(token['token']);
  if (envelope['version'] !== 1) {
    throw failureOf('storage');
  }
  return data === null || token === null || secret === null
    ? fromRecord(readPlexRecord(text))
    : fromRetune(data, token, secret);
}

/** One record that all three can read: Retune finds its `data`, the television a claimed token without a person. */
export function writeAuthData(data: PlexAuthData): string {
  const record = {
    version: 1 as const,
    accountToken: data.token.token,
    issuedAt: data.token.issuedAt.getTime(),
    signIn: null,
    profileToken: null,
    data
  };
  return writePlexRecord(record);
}
