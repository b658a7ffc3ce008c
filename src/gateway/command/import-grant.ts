import { readFileSync } from 'node:fs';
import { openHouse } from '../house/open-house';
import type { House } from '../house/open-house';
import { importedGrantIn } from '../import/imported-grant';
import type { ImportedGrant, ImportRefusal } from '../import/imported-grant';
import { plexSectionIn } from '../import/plex-section';
import { BONDS } from '../secrets/bonds';
import { seal } from '../secrets/envelope';
import type { Command, CommandWorld } from './command';
import { commandFailureOf } from './command-failure';
import { fileIn } from './file-in';

/** Why nothing was taken over. */
export const IMPORT_WORDS: { readonly [code in ImportRefusal]: string } = {
  importNothingFound: 'no stored Plex token in this file',
  importKeyWrong: 'the stored token was signed with a key that is not in this file',
  importBadShape: 'what is stored does not look like a Plex token'
};

const LARGEST = 1024 * 1024;

/** The file's text; one that cannot be read is refused by name. */
export function importTextOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, LARGEST);
  } catch {
    throw commandFailureOf('importUnreadable', `${path} cannot be read`);
  }
}

/** Due at once, so that upkeep asks plex.tv whether it still counts. */
export async function keepGrant(
  { stores, keys }: Pick<House, 'stores' | 'keys'>,
  grant: ImportedGrant,
  replace: boolean
): Promise<void> {
  const sealed = seal(keys.ring(), BONDS.account('instance', 'plex.grant'), JSON.stringify(grant));
  const expect = replace ? null : 0;
  const kept = await stores.accounts.write({
    owner: 'instance',
    name: 'plex.grant',
    sealed,
    expect,
    dueAt: grant.importedAt
  });
  if (kept === null) {
    throw commandFailureOf('importExists', 'there is an imported token already; --replace takes its place');
  }
}

/** What was taken over, for the console. */
export function describedGrant({ person, server }: ImportedGrant): string {
  const whose = person === null ? '' : ` of ${person.name || person.id}`;
  return `imported the token${whose}${server === null ? '' : ` and the server ${server.name || server.url}`}`;
}

async function run(args: readonly string[], world: CommandWorld): Promise<void> {
  const { file, values } = fileIn(args, importGrant.usage, { replace: { type: 'boolean' } });
  const grant = importedGrantIn(plexSectionIn(importTextOf(file)), Date.now());
  if (typeof grant === 'string') {
    throw commandFailureOf(grant, IMPORT_WORDS[grant]);
  }
  const house = await openHouse(world.settings, world.warn);
  try {
    await keepGrant(house, grant, values['replace'] === true);
  } finally {
    await house.stores.close();
  }
  world.say(`${describedGrant(grant)}; ${file} was left as it is`);
}

export const importGrant: Command = {
  usage: 'import <file> [--replace]',
  about: 'takes over the Plex token that Bazarr or the like has stored (JSON, YAML or ini)',
  run
};
