import { fieldsOf, parseJson } from '../../../core/wire';
import type { Asked } from '../../http/route';
import type { Holder } from '../holder';
import type { World } from '../../world';

const RECORDS = ['plex.signIn', 'tmdb.signIn', 'server'];
/** What holds a secret in any of the records, those of later versions included. */
const SECRET_FIELD = /token$|^sessionId$/i;
/** Shorter ones are no secrets, and masking them would garble what people read. */
const SHORTEST = 8;

function textsIn(value: unknown, name = ''): readonly unknown[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([field, each]) => textsIn(each, Array.isArray(value) ? name : field))
    : SECRET_FIELD.test(name)
      ? [value]
      : [];
}

async function keptBy({ vault, memory }: Holder): Promise<readonly unknown[]> {
  const texts = await Promise.all(RECORDS.map((name) => vault.read(name)));
  const records = texts.map((text) => fieldsOf(parseJson(text ?? '')));
  const { guarded, refresh } = memory.plex;
  const { grant, listed } = memory.servers;
  return textsIn([...records, guarded, { token: refresh?.stale }, grant, listed]);
}

function broughtBy({
  caller,
  cookies,
  headers
}: Pick<Asked, 'caller' | 'cookies' | 'headers'>): readonly unknown[] {
  const bearer = headers['authorization']?.replace(/^Bearer /i, '');
  return [cookies.session, cookies.device, bearer, caller.kind === 'screen' ? caller.session.csrf : null];
}

/**
 * Everything secret that the gateway has in hand while it answers: this person's grants at Plex and TMDB and at their
 * servers, what they showed us to be let in, and the operator's own keys. None of it belongs into what a server says.
 */
export async function secretsOf(
  asked: Pick<Asked, 'caller' | 'cookies' | 'headers'>,
  holder: Holder,
  { settings }: Pick<World, 'settings'>,
  rights: { readonly [name: string]: string } = {}
): Promise<readonly string[]> {
  const own = [settings.COUCHKEY_TMDB_API_KEY, settings.COUCHKEY_TMDB_READ_TOKEN];
  const all = [rights['X-Plex-Token'], ...(await keptBy(holder)), ...broughtBy(asked), ...own];
  const texts = all.filter((each): each is string => typeof each === 'string' && each.length >= SHORTEST);
  return [...new Set(texts)];
}

/** What a server or its owner named, with every secret in it made unreadable. */
export function withoutSecrets<T>(body: T, secrets: readonly string[]): T {
  const text = JSON.stringify(body ?? null);
  const masked = secrets.reduce((said, each) => said.replaceAll(each, '*'.repeat(each.length)), text);
  return masked === text ? body : (JSON.parse(masked) as T);
}
