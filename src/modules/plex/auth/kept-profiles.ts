import { fieldsOf, idOf, listOf, parseJson, textOf } from '../../../core/wire';
import { RECORDS } from './constants';
import type { Person } from '../../../core/model/session-state';
import type { IVault } from '../../../core/ports';
import type { Fields } from '../../../core/wire';

/** Keeps the people of the Home for a day on which plex.tv does not answer. */
export function keepProfiles(vault: IVault, people: readonly Person[]): Promise<readonly Person[]> {
  return vault.write(RECORDS.profiles, JSON.stringify({ version: 1, people })).then(() => people);
}

/** The people as last kept; null when there are none or they cannot be read. */
export function readKeptProfiles(vault: IVault): Promise<readonly Person[] | null> {
  return vault.read(RECORDS.profiles).then((text) => {
    const people = listOf((fieldsOf(parseJson(text || '')) || {})['people']).map((each: Fields) => ({
      id: idOf(each['id']) || '',
      title: textOf(each['title']) || '',
      thumb: textOf(each['thumb']),
      guarded: each['guarded'] !== false
    }));
    return people.length === 0 ? null : people;
  });
}
