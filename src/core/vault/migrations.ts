import { readUtc } from '../model/utc';
import { fieldsOf, parseFields, textOf } from './json';
import { RECORD_NAMES } from './records';
import type { Fields } from './json';

/**
 * An older record under `suffix`, and how it becomes ours; null when there is nothing in it to save.
 * `owns`: removing our record removes the older one too, or it would come back.
 */
export type Migration = {
  readonly suffix: string;
  readonly owns: boolean;
  readonly upgrade: (text: string) => string | null;
};

const RETUNE_VERSION = 1;
/** Plex tokens are 20 characters today, and JWTs have dots; a sentence or a page of HTML is neither. */
const BARE_TOKEN = /^[A-Za-z0-9_\-.]{8,4096}$/;

const MIGRATIONS: { readonly [name: string]: readonly Migration[] } = {
  'plex.signIn': [{ suffix: 'plex_auth', owns: true, upgrade: upgradeSignIn }],
  clientId: [{ suffix: 'client_id', owns: true, upgrade: upgradeClientId }],
  server: [
    { suffix: 'selected_server', owns: true, upgrade: upgradeSelection },
    { suffix: 'plex_auth', owns: false, upgrade: upgradeSelectionInSignIn }
  ]
};

/** Every record of ours that an older one may become. */
export const MIGRATED_NAMES = Object.keys(MIGRATIONS) as readonly string[];

/** Where to look for a record that we do not have, best source first. */
export function migrationsFor(name: string): readonly Migration[] {
  return Object.prototype.hasOwnProperty.call(MIGRATIONS, name) ? MIGRATIONS[name] || [] : [];
}

/**
 * Whether the name is itself the key of an older program, taken over as it is: an embedder who says
 * "my record is retune_plex_auth" finds it there. Our own names are too plain to be looked for in other people's storage.
 */
export function isForeignKey(name: string): boolean {
  return RECORD_NAMES.indexOf(name) < 0;
}

/** Retune's version 1, a bare token, or a token in an object; newer versions are left where they are. */
function upgradeSignIn(text: string): string | null {
  const fields = parseFields(text);
  if (fields === null) {
    return upgradeBareToken(text);
  }
  const data = fieldsOf(fields.data);
  if (data !== null) {
    return fields.version === RETUNE_VERSION ? upgradeRetune(data, fieldsOf(data.token)) : null;
  }
  return fields.version === undefined ? claimOf(textOf(fields.token) || textOf(fields.authToken)) : null;
}

function upgradeRetune(data: Fields, token: Fields | null): string | null {
  return token === null ? null : claimOf(textOf(token.token), readUtc(textOf(token.issuedAt) || ''), data);
}

function upgradeBareToken(text: string): string | null {
  const bare = unquoted(text);
  return BARE_TOKEN.test(bare) && bare !== 'undefined' ? claimOf(bare) : null;
}

/** A claimed token without a person: the older id is not the one that Plex Home knows, so plex.tv is asked again. */
function claimOf(accountToken: string | null, issuedAt: number | null = null, data?: Fields): string | null {
  const record = { version: 1, accountToken, issuedAt, signIn: null, profileToken: null, data };
  return accountToken === null ? null : JSON.stringify(record);
}

function upgradeClientId(text: string): string | null {
  const bare = unquoted(text);
  return bare === '' || bare === 'null' ? null : bare;
}

function upgradeSelection(text: string): string | null {
  return selectionOf(textOf(unquoted(text)), null);
}

function upgradeSelectionInSignIn(text: string): string | null {
  const fields = parseFields(text);
  const data = fields === null ? null : fieldsOf(fields.data);
  return data === null ? null : selectionOf(textOf(data.selectedServerId), textOf(data.selectedServerUri));
}

/** The older program kept which server it was, not the right to use it: that is asked for again. */
function selectionOf(id: string | null, uri: string | null): string | null {
  return id === null || id === 'null' ? null : JSON.stringify({ version: 1, id, uri });
}

function unquoted(text: string): string {
  return text.replace(/^\s*"?|"?\s*$/g, '');
}
