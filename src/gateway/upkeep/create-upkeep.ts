import { asFailure } from '../../core/model/failure';
import type { Cancel } from '../../core/ports';
import { wordsOf } from '../broker/code-work';
import type { IService } from '../broker/create-broker';
import type { AccountRecord, ProviderId } from '../stores/rows';
import { isStoreFailure } from '../stores/store-failure';
import { notesInMemory } from '../upstream/notes';
import { newScreenMemory } from '../upstream/screen-memory';
import { grantNameOf, sessionVault } from '../upstream/session-vault';
import type { World } from '../world';
import { endRefused } from './end-refused';
import { confirmImport, INSTANCE } from './import-grant';
import { laterCheckAt, nextCheckAt } from './schedule';

const EVERY_MS = 60_000;
const AT_ONCE = 20;
const LEASE_MS = 10 * 60_000;

/**
 * Once a minute: takes away what has ended, and asks about the sign-ins whose day has come. plex.tv lets a token
 * die that nobody uses, so asking keeps it alive. With Redis the gateways share the work by lease.
 */
export function createUpkeep(world: World): IService {
  let timer: Cancel | null = null;
  let round: Promise<void> = Promise.resolve();
  let isOn = false;
  const wait = (ms: number): void => {
    timer = world.clock.after(ms, () => {
      round = once(world, () => isOn).then(() => (isOn ? wait(jittered(world)) : undefined));
    });
  };
  return {
    start: () => {
      isOn = true;
      wait(world.clock.random() * 1000);
    },
    stop: async () => {
      isOn = false;
      timer?.();
      await round;
    }
  };
}

const jittered = ({ clock }: World): number => EVERY_MS * (0.9 + 0.2 * clock.random());

async function once(world: World, isOn: () => boolean): Promise<void> {
  const { stores } = world.house;
  await calmly(world, 'sweepFailed', () => stores.sweep());
  await calmly(world, 'upkeepFailed', async () => {
    for (const record of await stores.accounts.claimDue(AT_ONCE, LEASE_MS)) {
      await (isOn()
        ? seeTo(world, record)
        : stores.accounts.postpone(record.owner, record.name, world.clock.wall()));
    }
  });
}

/** Trouble now is no reason not to come again in a minute. */
async function calmly(world: World, event: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (isStoreFailure(thrown)) {
      world.meters.storeError(thrown.code);
    }
    world.log.warn(event, wordsOf(thrown));
  }
}

function providerIn({ name }: AccountRecord): ProviderId | null {
  return (['plex', 'tmdb'] as const).find((each) => grantNameOf(each) === name) ?? null;
}

/** Good: again tomorrow. Refused: its screens are signed out. Not to be had: again soon, and nobody is signed out. */
async function seeTo(world: World, record: AccountRecord): Promise<void> {
  const { accounts } = world.house.stores;
  const provider = providerIn(record);
  if (provider === null || !world.upstream.providers.includes(provider)) {
    await accounts.postpone(record.owner, record.name, nextCheckAt(world.clock));
    return;
  }
  try {
    await confirm(world, provider, record);
    await accounts.postpone(record.owner, record.name, nextCheckAt(world.clock));
  } catch (thrown) {
    await afterTrouble(world, provider, record, thrown);
  }
}

function confirm(world: World, provider: ProviderId, record: AccountRecord): Promise<void> {
  if (record.owner === INSTANCE) {
    return confirmImport(world, record);
  }
  const vault = sessionVault(world.house, record.owner, notesInMemory(new Map()));
  return world.upstream.provider(provider, vault, newScreenMemory()).confirmAccount();
}

async function afterTrouble(
  world: World,
  provider: ProviderId,
  record: AccountRecord,
  thrown: unknown
): Promise<void> {
  if (isStoreFailure(thrown)) {
    throw thrown;
  }
  const { code } = asFailure(thrown);
  const isRefused = code === 'issuerRefused' || (record.owner === INSTANCE && code === 'tokenNotAccepted');
  if (isRefused && (await endRefused(world, provider, record))) {
    world.log.info('signInRefused', { providerName: provider });
    return;
  }
  world.log.warn('signInNotConfirmed', { code });
  await world.house.stores.accounts.postpone(record.owner, record.name, laterCheckAt(world.clock));
}
