import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyRing } from '../secrets/open-key-ring';
import { checkKey, openStores } from '../house/open-house';
import { isStoreFailure } from '../stores/store-failure';
import { checkCopy, copyStore, restoreInto } from '../stores/sqlite/copies';
import { backup, refuseRedis } from './backup';
import type { Command, CommandWorld } from './command';
import { commandFailureOf } from './command-failure';
import { fileIn } from './file-in';

/** A store whose grants nobody can open would be a sign-out of everybody. */
async function refuseWithoutKey(
  folder: string,
  file: string,
  { settings, warn }: CommandWorld
): Promise<void> {
  const keys = openKeyRing({
    fromEnvironment: settings.key,
    file: settings.keyFile,
    isFirstRun: false,
    warn
  });
  const stores = await openStores({ ...settings, folder, databaseFile: file, redisUrl: '' });
  try {
    await checkKey({ stores, keys });
  } finally {
    await stores.close();
  }
}

function stampOf(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\..*$/g, '');
}

/** What is wrong with the file is not to read as if the store were. */
function takeCopy(source: string, copy: string): void {
  try {
    copyFileSync(source, copy);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    throw commandFailureOf('fileUnreadable', `${source} cannot be copied into the data folder: ${code}`);
  }
  try {
    checkCopy(copy);
  } catch (thrown) {
    if (isStoreFailure(thrown) && thrown.code === 'storeUnusable') {
      throw commandFailureOf('notACopy', `${source} is no copy of a store, or a newer Couchkey made it`);
    }
    throw thrown;
  }
}

async function run(args: readonly string[], world: CommandWorld): Promise<void> {
  const { settings, say } = world;
  const source = fileIn(args, restore.usage).file;
  refuseRedis(settings);
  if (!existsSync(source)) {
    throw commandFailureOf('noSuchFile', `there is no ${source}`);
  }
  await (await openStores(settings)).close();
  // Beside the store, where what lies about for a moment is nobody else's to read.
  const folder = mkdtempSync(join(settings.folder, 'restore-'));
  try {
    const copy = join(folder, 'copy.db');
    takeCopy(source, copy);
    await refuseWithoutKey(folder, copy, world);
    const before = `${settings.databaseFile}.before-${stampOf(new Date())}`;
    copyStore(settings.databaseFile, before);
    restoreInto(settings.databaseFile, copy);
    say(`restored ${source}; what was there before is in ${before}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const restore: Command = {
  usage: 'restore <file>',
  about: `puts a copy made by \`couchkey ${backup.usage}\` in the place of the store, also while the gateway runs`,
  run
};
