import { failureOf } from '../model/failure';
import { fieldsOf, parseFields, textOf } from './json';
import type { Person, SignIn } from '../model/session-state';
import type { Fields } from './json';

/**
 * The one record of a Plex sign-in, shared by everybody who signs in with Plex. `signIn` null: a token was granted
 * and power went before its person was known. `issuedAt` is the wall clock's guess, for embedders; nothing is decided by it.
 */
export type PlexRecord = {
  readonly version: 1;
  readonly accountToken: string;
  readonly issuedAt?: number | null;
  readonly signIn: SignIn | null;
  readonly profileToken: string | null;
};

/** The record as text. A guarded profile's token is left out: its PIN is asked for each time. */
export function writePlexRecord(record: PlexRecord): string {
  const guarded = record.signIn !== null && record.signIn.profile.guarded;
  return JSON.stringify({ ...record, profileToken: guarded ? null : record.profileToken });
}

/** The record from text; throws the Failure `storage` when there is no usable token in it. */
export function readPlexRecord(text: string): PlexRecord {
  const fields = parseFields(text);
  const accountToken = fields === null ? null : textOf(fields.accountToken);
  if (fields === null || fields.version !== 1 || accountToken === null) {
    throw failureOf('storage');
  }
  const signIn = readSignIn(fields.signIn);
  return {
    version: 1,
    accountToken,
    issuedAt: typeof fields.issuedAt === 'number' ? fields.issuedAt : null,
    signIn,
    profileToken: signIn === null || signIn.profile.guarded ? null : textOf(fields.profileToken)
  };
}

/** A person who cannot be read costs one question to the issuer, never the token. */
function readSignIn(value: unknown): SignIn | null {
  const fields = fieldsOf(value);
  const account = fields === null ? null : readPerson(fields.account);
  const profile = fields === null ? null : readPerson(fields.profile);
  const key = fields === null ? null : textOf(fields.key);
  if (fields === null || account === null || profile === null || key === null) {
    return null;
  }
  return {
    key,
    provider: 'plex',
    account,
    profile,
    hasServers: fields.hasServers !== false,
    hasProfiles: fields.hasProfiles === true
  };
}

function readPerson(value: unknown): Person | null {
  const fields: Fields | null = fieldsOf(value);
  const id = fields === null ? null : textOf(fields.id);
  if (fields === null || id === null) {
    return null;
  }
  return {
    id,
    title: typeof fields.title === 'string' ? fields.title : '',
    thumb: textOf(fields.thumb),
    guarded: fields.guarded === true
  };
}
