import type { IProvider } from '../../core/ports';
import { BONDS } from '../secrets/bonds';
import type { ProviderId } from '../stores/rows';
import { pocketVault } from '../upstream/pocket-vault';
import { openText } from '../upstream/sealed-text';
import { grantNameOf } from '../upstream/session-vault';
import { clientIdOf } from '../upstream/client-id';
import { newScreenMemory } from '../upstream/screen-memory';
import type { World } from '../world';

/** Ends at its issuer what a user had granted. */
export type EndUpstream = () => Promise<void>;

const PROVIDERS: readonly ProviderId[] = ['plex', 'tmdb'];

async function revokerFor(world: World, userId: string, id: ProviderId): Promise<readonly IProvider[]> {
  const { stores, keys } = world.house;
  const name = grantNameOf(id);
  const kept = await stores.accounts.read(userId, name);
  if (kept === null || !world.upstream.providers.includes(id)) {
    return [];
  }
  const signIn = openText(keys, BONDS.account(userId, name), kept.sealed);
  const vault = pocketVault({ clientId: await clientIdOf(stores), [`${id}.signIn`]: signIn });
  return [world.upstream.provider(id, vault, newScreenMemory())];
}

/** Takes the grants into the hand while they are still there: what ends them comes after the change that may be refused. */
export async function endUpstreamOf(world: World, userId: string): Promise<EndUpstream> {
  const revokers = await Promise.all(PROVIDERS.map((id) => revokerFor(world, userId, id).catch(() => [])));
  return async () => {
    const ends = await Promise.allSettled(revokers.flat().map((provider) => provider.revoke()));
    const failed = ends.filter(({ status }) => status === 'rejected').length;
    if (failed > 0) {
      world.log.warn('upstreamNotEnded', { failed });
    }
  };
}

async function hasAnything({ house }: World, userId: string): Promise<boolean> {
  const { sessions, devices, families } = house.stores;
  const [open, remembered, tokens] = await Promise.all([
    sessions.list(userId, 1, null),
    devices.list(userId),
    families.list(userId)
  ]);
  return open.items.length + remembered.length + tokens.length > 0;
}

/** After a screen or a token was ended: the grant goes with the last of them. */
export async function endUpstreamIfLast(world: World, userId: string): Promise<void> {
  if (await hasAnything(world, userId)) {
    return;
  }
  const end = await endUpstreamOf(world, userId);
  await Promise.all(PROVIDERS.map((id) => world.house.stores.accounts.remove(userId, grantNameOf(id))));
  await end();
}
