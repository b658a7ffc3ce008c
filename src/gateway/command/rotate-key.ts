import { parseArgs } from 'node:util';
import { openHouse } from '../house/open-house';
import type { House } from '../house/open-house';
import { readKeyFile, writeKeyFile } from '../secrets/key-file';
import { newKey, ringOf } from '../secrets/key-ring';
import { countOldEnvelopes, rotateAll } from '../secrets/rotate-key';
import type { Command, CommandWorld } from './command';
import { commandFailureOf } from './command-failure';

/** A gateway may have sealed something with the old key just before the new one came; by then it has written it. */
const LATE_WRITES_MS = 1000;

async function reencrypt({ stores, keys }: House, { say, pause }: CommandWorld): Promise<void> {
  const first = await rotateAll(stores.sealed, () => keys.ring());
  await pause(LATE_WRITES_MS);
  const second = await rotateAll(stores.sealed, () => keys.ring());
  say(`${first.changed + second.changed} records are under the new key`);
  if (second.unreadable.length > 0) {
    throw commandFailureOf(
      'envelopesUnreadable',
      `${second.unreadable.length} records open with no key at hand and were left as they are; the old keys are kept`
    );
  }
}

/** A rotation that was interrupted goes on with the key it had begun with. */
async function beginInFile({ stores, keys, settings }: House, say: (line: string) => void): Promise<void> {
  const ring = keys.ring();
  if ((await countOldEnvelopes(stores.sealed, ring.active.id)) > 0 && ring.keys.size > 1) {
    say('going on with a change of key that was interrupted');
    return;
  }
  writeKeyFile(settings.keyFile, ringOf(newKey(), [...ring.keys.values()]));
}

async function inFile(house: House, keepOld: boolean, world: CommandWorld): Promise<void> {
  await beginInFile(house, world.say);
  await reencrypt(house, world);
  const { active } = house.keys.ring();
  if (!keepOld && (await countOldEnvelopes(house.stores.sealed, active.id)) === 0) {
    writeKeyFile(house.settings.keyFile, ringOf(active));
  }
  world.say(`keep a new copy of ${house.settings.keyFile}; older backups need the older copy`);
}

async function fromEnvironment(house: House, world: CommandWorld): Promise<void> {
  if (house.keys.ring().keys.size < 2) {
    throw commandFailureOf(
      'needsNewKey',
      'the key comes from COUCHKEY_KEY: put the new one before the old one with a comma between, start the gateways with it, then ask again'
    );
  }
  await reencrypt(house, world);
  world.say('now take the old keys out of COUCHKEY_KEY');
}

function refuseLonelyFile({ redisUrl, key, keyFile }: CommandWorld['settings'], isShared: boolean): void {
  if (redisUrl !== '' && key === '' && !isShared) {
    throw commandFailureOf(
      'keyFileNotShared',
      `other gateways on this Redis do not see ${keyFile}: use COUCHKEY_KEY, or say --shared-file when all of them read this very file`
    );
  }
}

async function run(args: readonly string[], world: CommandWorld): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'keep-old': { type: 'boolean' }, 'shared-file': { type: 'boolean' } }
  });
  refuseLonelyFile(world.settings, values['shared-file'] === true);
  if (world.settings.key === '' && readKeyFile(world.settings.keyFile) === null) {
    throw commandFailureOf('nothingToRotate', `there is no key in ${world.settings.keyFile} yet`);
  }
  const house = await openHouse(world.settings, world.warn);
  try {
    await (world.settings.key === ''
      ? inFile(house, values['keep-old'] === true, world)
      : fromEnvironment(house, world));
  } finally {
    await house.stores.close();
  }
}

export const rotateKey: Command = {
  usage: 'rotate-key [--keep-old] [--shared-file]',
  about: 'makes a new key and puts every stored token under it; the gateway may go on serving',
  run
};
