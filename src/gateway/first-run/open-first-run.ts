import type { World } from '../world';
import { isStoreFailure } from '../stores/store-failure';
import { hashSetupCode, newSetupCode, removeSetupFile, setupFileOf, writeSetupFile } from './setup-code';

type Say = (line: string) => void;
type FirstRunWorld = Pick<World, 'house' | 'log'>;

function writeFileOrSay({ house, log }: FirstRunWorld, code: string, say: Say): void {
  try {
    writeSetupFile(house.settings, code);
    say(`couchkey: it is in ${setupFileOf(house.settings)} too, until set-up is finished`);
  } catch {
    log.warn('setupFileUnwritable');
  }
}

async function offer(world: FirstRunWorld, say: Say): Promise<void> {
  const code = newSetupCode();
  if (!(await world.house.stores.setup.offer(hashSetupCode(code)))) {
    removeSetupFile(world.house.settings);
    return;
  }
  say(`couchkey: set-up code ${code} - whoever types it on a screen becomes its admin`);
  writeFileOrSay(world, code, say);
}

/** At each start until set-up is finished: a new code, the one before counts no more. A Redis that is away keeps nobody from starting. */
export async function openFirstRun(world: FirstRunWorld, say: Say): Promise<void> {
  try {
    await offer(world, say);
  } catch (thrown) {
    if (!isStoreFailure(thrown)) {
      throw thrown;
    }
    world.log.warn('setupCodeNotOffered', { code: thrown.code });
  }
}
