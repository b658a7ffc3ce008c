import type { WipeScope } from '../ports';

/** Whose a record is: gone with a sign-out, kept as a taste, or the name by which services know this set. */
export type RecordClass = 'account' | 'settings' | 'identity';

/** The one list of records. */
const CLASSES: { readonly [name: string]: RecordClass } = {
  'plex.signIn': 'account',
  'plex.profiles': 'account',
  'plex.jwtKey': 'account',
  'tmdb.signIn': 'account',
  pendingCode: 'account',
  server: 'account',
  'plex.insecureLan': 'account',
  'gateway.leaving': 'account',
  'gateway.refresh': 'account',
  settings: 'settings',
  clientId: 'identity',
  'plex.jwtClientId': 'identity'
};

/** What the programs before us left under the same prefix, and which of our records each became. */
const LEGACY_CLASSES: { readonly [suffix: string]: RecordClass } = {
  plex_auth: 'account',
  selected_server: 'account',
  server_health_v1: 'account',
  client_id: 'identity'
};

/** Every name there is, for wipes and for the tests that walk them. */
export const RECORD_NAMES = Object.keys(CLASSES) as readonly string[];

/** Every suffix of an older program's key. */
export const LEGACY_SUFFIXES = Object.keys(LEGACY_CLASSES) as readonly string[];

/** A name that nobody listed is taken for an account's: it is sealed, and it goes with the sign-out. */
export function classOf(name: string): RecordClass {
  return own(CLASSES, name) || 'account';
}

/** The same of an older program's key. */
export function legacyClassOf(suffix: string): RecordClass {
  return own(LEGACY_CLASSES, suffix) || 'account';
}

/** Whether a wipe of this scope takes a record of this class. A reset takes the set's own name too. */
export function takes(scope: WipeScope, recordClass: RecordClass): boolean {
  return scope === 'all' || recordClass === 'account';
}

function own(table: { readonly [name: string]: RecordClass }, name: string): RecordClass | undefined {
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}
