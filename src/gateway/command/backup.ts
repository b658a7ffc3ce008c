import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { copyStore } from '../stores/sqlite/copies';
import type { Command, CommandWorld } from './command';
import { commandFailureOf } from './command-failure';

/** The one file named on the command line. */
export function fileIn(args: readonly string[], usage: string): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw commandFailureOf('badOption', `one file, please: couchkey ${usage}`);
  }
  return file;
}

/** Redis has its own means, which know of its replicas. */
export function refuseRedis({ redisUrl }: CommandWorld['settings']): void {
  if (redisUrl !== '') {
    throw commandFailureOf('redisKeepsItself', 'the store is in Redis: use its own BGSAVE and its dump file');
  }
}

async function run(args: readonly string[], { settings, say }: CommandWorld): Promise<void> {
  const target = fileIn(args, backup.usage);
  refuseRedis(settings);
  if (existsSync(target)) {
    throw commandFailureOf('fileExists', `${target} is there already`);
  }
  if (!existsSync(settings.databaseFile)) {
    throw commandFailureOf('nothingToCopy', `there is no store in ${settings.folder}`);
  }
  copyStore(settings.databaseFile, target);
  say(`copied the store to ${target}; the key is not in it, keep ${settings.keyFile} somewhere else`);
}

export const backup: Command = {
  usage: 'backup <file>',
  about: 'copies the embedded store while the gateway goes on',
  run
};
