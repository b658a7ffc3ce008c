import { asFailure } from '../../../core/model/failure';
import { isOutage } from '../auth/outage';
import { byId, fetchServers } from './find';
import { readKept } from './grant';
import { serverOf } from './reach';
import type { Failure } from '../../../core/model/failure';
import type { Server } from '../../../core/model/session-state';
import type { Kept } from './grant';
import type { Resource, ServersContext } from './interfaces';

export type Listed = { readonly servers: readonly Server[]; readonly rememberedId: string | null };

/** Every server of this person, best choice first, and which one was chosen before. */
export function listServers(context: ServersContext): Promise<Listed> {
  return context.asker.owner().then((owner) =>
    readKept(context, owner).then((kept) =>
      fetchServers(context, owner).then(
        (servers): Listed => listedWith(servers, kept),
        (thrown: unknown): Listed => listedOffline(asFailure(thrown), kept)
      )
    )
  );
}

/** The chosen server stays on the list when one answer leaves it out. */
function listedWith(resources: readonly Resource[], kept: Kept | null): Listed {
  const isListed = kept !== null && byId(resources, kept.id) !== null;
  const missing =
    kept !== null && kept.grant !== null && !isListed ? [{ ...kept.grant, present: false }] : [];
  const servers = resources.concat(missing).map(serverOf).sort(byWorth);
  return { servers, rememberedId: kept !== null && (isListed || missing.length > 0) ? kept.id : null };
}

function listedOffline(reason: Failure, kept: Kept | null): Listed {
  if (kept === null || kept.grant === null || !isOutage(reason)) {
    throw reason;
  }
  return { servers: [serverOf(kept.grant)], rememberedId: kept.id };
}

function byWorth(one: Server, other: Server): number {
  const worth = (each: Server): number => (each.owned ? 2 : 0) + (each.present ? 1 : 0);
  return worth(other) - worth(one) || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0);
}
