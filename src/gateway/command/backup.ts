import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyStore } from '../stores/sqlite/copies';
import type { Command, CommandWorld } from './command';
import { commandFailureOf } from './command-failure';
import { fileIn } from './file-in';

/** Redis has its own means, which know of its replicas. */
export function refuseRedis({ redisUrl }: CommandWorld['settings']): void {
  if (redisUrl !== '') {
    throw commandFailureOf('redisKeepsItself', 'the store is in Redis: use its own BGSAVE and its dump file');
  }
}

function refuseUnwritable(target: string): void {
  try {
    accessSync(dirname(target), constants.W_OK);
  } catch {
    throw commandFailureOf('fileUnwritable', `${target} cannot be written: is there such a folder?`);
  }
}

async function run(args: readonly string[], { settings, say }: CommandWorld): Promise<void> {
  const target = fileIn(args, backup.usage).file;
  refuseRedis(settings);
  if (existsSync(target)) {
    throw commandFailureOf('fileExists', `${target} is there already`);
  }
  if (!existsSync(settings.databaseFile)) {
    throw commandFailureOf('nothingToCopy', `there is no store in ${settings.folder}`);
  }
  refuseUnwritable(target);
  copyStore(settings.databaseFile, target);
  say(`copied the store to ${target}; the key is not in it, keep ${settings.keyFile} somewhere else`);
}

export const backup: Command = {
  usage: 'backup <file>',
  about: 'copies the embedded store while the gateway goes on',
  run
};
