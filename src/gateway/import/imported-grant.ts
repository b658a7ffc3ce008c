import { openSigned } from './signed-text';
import type { Section } from './plex-section';

/** What was found of an older set-up; sealed under the owner `instance` until somebody signs in and takes it over. */
export type ImportedGrant = {
  readonly token: string;
  readonly importedAt: number;
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly server: { readonly machineId: string; readonly name: string; readonly url: string } | null;
};

export type ImportRefusal =
  /** No Plex settings in the file, or no token among them. */
  | 'importNothingFound'
  /** It is signed with a key that is not in the file. */
  | 'importKeyWrong'
  /** It does not look like a token of Plex. */
  | 'importBadShape';

/** Twenty characters as plex.tv gives them to devices, or a JWT. */
const TOKEN = /^([A-Za-z0-9_-]{20}|eyJ[\w-]+\.[\w-]+\.[\w-]+)$/;
const PERSON_ID = /^\d{1,20}$/;

function tokenIn(stored: string, key: string): string | null {
  if (TOKEN.test(stored) || key === '') {
    return stored;
  }
  const opened = openSigned(stored, key);
  const token =
    typeof opened === 'object' && opened !== null ? (opened as { token?: unknown }).token : opened;
  return typeof token === 'string' ? token : null;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === '';
}

function serverIn(plex: Section): ImportedGrant['server'] {
  const { server_machine_id: machineId = '', server_name: name = '', server_url: given = '' } = plex;
  const { ip = '', port = '', ssl = '' } = plex;
  const url =
    given !== '' || ip === ''
      ? given
      : `${/^true$/i.test(ssl) ? 'https' : 'http'}://${ip}:${port || '32400'}`;
  return isWebAddress(url) ? { machineId, name, url } : null;
}

/** The grant in the Plex settings of an older set-up, or why there is none. */
export function importedGrantIn(plex: Section | null, now: number): ImportedGrant | ImportRefusal {
  const stored = plex?.['token'] || plex?.['apikey'] || '';
  if (plex === null || stored === '') {
    return 'importNothingFound';
  }
  const token = tokenIn(stored, plex['encryption_key'] ?? '');
  if (token === null) {
    return 'importKeyWrong';
  }
  if (!TOKEN.test(token)) {
    return 'importBadShape';
  }
  const id = plex['user_id'] ?? '';
  const person = PERSON_ID.test(id) ? { id, name: plex['username'] ?? '' } : null;
  return { token, importedAt: now, person, server: serverIn(plex) };
}
