import { failureOf } from '../../../core/model/failure';
import { fieldsOf, idOf, parseJson, textOf } from '../../../core/wire';
import type { Person, SignIn } from '../../../core/model/session-state';

/** The one record of a TMDB sign-in. `signIn` null: granted, and power went before its person was known. */
export type TmdbRecord = {
  readonly version: 1;
  readonly sessionId: string | null;
  readonly accessToken: string | null;
  readonly signIn: SignIn | null;
};

/** One person, no profiles, no servers. */
export function signInOf(account: Person): SignIn {
  const key = 'tmdb/' + account.id + '/' + account.id;
  return { key, provider: 'tmdb', account, profile: account, hasServers: false, hasProfiles: false };
}

function readSignIn(value: unknown): SignIn | null {
  const person = fieldsOf((fieldsOf(value) || {})['account']) || {};
  const id = idOf(person['id']);
  return id === null
    ? null
    : signInOf({ id, title: textOf(person['title']) || '', thumb: textOf(person['thumb']), guarded: false });
}

/** The record from text; throws `storage` when there is nothing in it to sign in with. */
export function readTmdbRecord(text: string): TmdbRecord {
  const fields = fieldsOf(parseJson(text)) || {};
  const sessionId = textOf(fields['sessionId']);
  const accessToken = textOf(fields['accessToken']);
  if (fields['version'] !== 1 || (sessionId === null && accessToken === null)) {
    throw failureOf('storage');
  }
  return { version: 1, sessionId, accessToken, signIn: readSignIn(fields['signIn']) };
}
