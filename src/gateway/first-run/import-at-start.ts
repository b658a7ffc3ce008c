import { createHash } from 'node:crypto';
import { describedGrant, IMPORT_WORDS, importTextOf, keepGrant } from '../command/import-grant';
import { failureLine } from '../command/command-failure';
import { importedGrantIn } from '../import/imported-grant';
import { plexSectionIn } from '../import/plex-section';
import type { World } from '../world';

type Say = (line: string) => void;
type ImportWorld = Pick<World, 'house' | 'clock' | 'settings' | 'log'>;

/** The hash of what was taken over: a start finds the same file again each time. */
const SEEN = 'import.seen';

async function takeOver({ house, clock }: ImportWorld, path: string, text: string, say: Say): Promise<void> {
  const hash = createHash('sha256').update(text).digest('base64url');
  if ((await house.stores.settings.read(SEEN)) === hash) {
    return;
  }
  const grant = importedGrantIn(plexSectionIn(text), clock.wall());
  if (typeof grant === 'string') {
    say(`couchkey: ${path}: ${IMPORT_WORDS[grant]} (${grant})`);
    return;
  }
  await keepGrant(house, grant, true);
  await house.stores.settings.write(SEEN, hash);
  say(`couchkey: ${describedGrant(grant)}; ${path} was left as it is and goes on working`);
  say('couchkey: sign in with Plex on a screen to have a sign-in of your own in its place');
}

/** COUCHKEY_IMPORT: an older set-up is taken over and left as it is. Whatever is wrong with it keeps nobody from starting. */
export async function importAtStart(world: ImportWorld, say: Say): Promise<void> {
  const { COUCHKEY_IMPORT: path } = world.settings;
  try {
    await (path === '' ? undefined : takeOver(world, path, importTextOf(path), say));
  } catch (thrown) {
    say(`couchkey: ${failureLine(thrown) ?? 'the older set-up was not taken over'}`);
  }
}
