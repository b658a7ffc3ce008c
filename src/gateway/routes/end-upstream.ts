import type { IProvider } from '../../core/ports';
import { BONDS } from '../secrets/bonds';
import type { ProviderId } from '../stores/rows';
import { pocketVault } from '../upstream/pocket-vault';
import { closeText, openText } from '../upstream/sealed-text';
import { grantNameOf } from '../upstream/session-vault';
import { clientIdOf, clientIdOfScreen } from '../upstream/client-id';
import { grantIn, grantText } from '../upstream/grant';
import type { Issued, UserGrant } from '../upstream/grant';
import { newScreenMemory } from '../upstream/screen-memory';
import type { World } from '../world';

/** Ends at its issuer what a user had granted. */
export type EndUpstream = () => Promise<void>;

const PROVIDERS: readonly ProviderId[] = ['plex', 'tmdb'];

type Kept = { readonly grant: UserGrant; readonly version: number };

async function keptBy({ house }: World, userId: string, id: ProviderId): Promise<Kept | null> {
  const name = grantNameOf(id);
  const kept = await house.stores.accounts.read(userId, name);
  return kept === null
    ? null
    : {
        grant: grantIn(openText(house.keys, BONDS.account(userId, name), kept.sealed)),
        version: kept.version
      };
}

async function revokerOf(world: World, id: ProviderId, issued: Issued): Promise<IProvider> {
  const clientId = issued.clientId ?? (await clientIdOf(world.house.stores));
  const vault = pocketVault({ clientId, [`${id}.signIn`]: issued.signIn });
  return world.upstream.provider(id, vault, newScreenMemory());
}

async function revokersFor(world: World, userId: string, id: ProviderId): Promise<readonly IProvider[]> {
  const kept = world.upstream.providers.includes(id) ? await keptBy(world, userId, id) : null;
  const issued = kept === null ? [] : [kept.grant, ...kept.grant.earlier];
  return Promise.all(issued.map((each) => revokerOf(world, id, each)));
}

async function endAll({ log }: World, revokers: readonly IProvider[]): Promise<void> {
  const ends = await Promise.allSettled(revokers.map((provider) => provider.revoke()));
  const failed = ends.filter(({ status }) => status === 'rejected').length;
  if (failed > 0) {
    log.warn('upstreamNotEnded', { failed });
  }
}

/** Ends at their issuer sign-ins that nobody uses any more. */
export async function endIssued(world: World, id: ProviderId, issued: readonly Issued[]): Promise<void> {
  await endAll(world, await Promise.all(issued.map((each) => revokerOf(world, id, each))));
}

/** Takes the grants into the hand while they are still there: what ends them comes after the change that may be refused. */
export async function endUpstreamOf(world: World, userId: string): Promise<EndUpstream> {
  const revokers = await Promise.all(PROVIDERS.map((id) => revokersFor(world, userId, id).catch(() => [])));
  return () => endAll(world, revokers.flat());
}

/** What this screen brought and another one's sign-in took the place of. A race with one leaves it for the last screen. */
async function endEarlierOf(world: World, userId: string, id: ProviderId, clientId: string): Promise<void> {
  const { stores, keys } = world.house;
  const kept = await keptBy(world, userId, id).catch(() => null);
  const own = kept?.grant.earlier.filter((each) => each.clientId === clientId) ?? [];
  if (kept === null || own.length === 0 || !world.upstream.providers.includes(id)) {
    return;
  }
  const name = grantNameOf(id);
  const earlier = kept.grant.earlier.filter((each) => !own.includes(each));
  const sealed = closeText(keys, BONDS.account(userId, name), grantText({ ...kept.grant, earlier }));
  const expect = kept.version;
  if ((await stores.accounts.write({ owner: userId, name, sealed, expect })) !== null) {
    await endIssued(world, id, own);
  }
}

/** After a screen was ended: its own sign-in goes with it, and the grant with the last of a user's screens. */
export async function endUpstreamOfScreen(world: World, userId: string, sessionId: string): Promise<void> {
  const clientId = await clientIdOfScreen(world.house.stores, sessionId);
  await Promise.all(PROVIDERS.map((id) => endEarlierOf(world, userId, id, clientId)));
  await endUpstreamIfLast(world, userId);
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
