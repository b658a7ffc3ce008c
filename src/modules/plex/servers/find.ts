import { asFailure, failureOf, recoveryFor } from '../../../core/model/failure';
import { isOutage } from '../auth/outage';
import { grantOf, readKept } from './grant';
import { reachGrant } from './reach';
import { readResources, resourcesRequest } from './resources';
import type { Failure } from '../../../core/model/failure';
import type { Grant, Owner, Resource, ServersContext } from './interfaces';
import type { Kept } from './grant';
import type { Reached } from './reach';

/** How often a server that does not answer makes us ask plex.tv whether it has moved. */
const REFETCH_MS = 60000;

/** One search: for whom, which server (null: the remembered or only one), and what is kept of it. */
type Search = {
  readonly owner: Owner;
  readonly serverId: string | null;
  readonly kept: Kept | null;
  readonly grant: Grant | null;
};

/** The servers of this person as plex.tv lists them now. */
export function fetchServers(context: ServersContext): Promise<readonly Resource[]> {
  context.memory.fetchedAt = context.ports.clock.now();
  return context.asker.ask(resourcesRequest).then(readResources);
}

/** The way to a server: over the addresses kept of it, else over those that plex.tv lists. */
export function findRoute(
  context: ServersContext,
  serverId: string | null,
  refetch: boolean
): Promise<Reached> {
  return context.asker.owner().then((owner) =>
    readKept(context, owner).then((kept): Promise<Reached> => {
      const isMeant = kept !== null && (serverId === null || kept.id === serverId);
      const grant = isMeant ? kept.grant : null;
      const search = { owner, serverId, kept, grant };
      return grant !== null && !refetch ? reachKept(context, search, grant) : reachListed(context, search);
    })
  );
}

/** Kept addresses first. Whether the server has moved is asked when they lead nowhere, and not each time. */
function reachKept(context: ServersContext, search: Search, grant: Grant): Promise<Reached> {
  return reachGrant(context, search.owner, grant).then(undefined, (thrown: unknown): Promise<Reached> => {
    const reason = asFailure(thrown);
    if (!mayHaveMoved(context, reason)) {
      throw reason;
    }
    return fetchServers(context).then(
      (servers): Promise<Reached> => reachMoved(context, search, grant, servers, reason),
      (): never => {
        throw reason;
      }
    );
  });
}

function mayHaveMoved(context: ServersContext, reason: Failure): boolean {
  const { fetchedAt } = context.memory;
  const isRested = fetchedAt === null || context.ports.clock.now() - fetchedAt >= REFETCH_MS;
  const isHere = ['offline', 'cancelled', 'clockWrong', 'bug', 'storage'].indexOf(reason.code) >= 0;
  return isRested && recoveryFor(reason) === 'retry' && !isHere;
}

function reachMoved(
  context: ServersContext,
  { owner }: Search,
  grant: Grant,
  servers: readonly Resource[],
  reason: Failure
): Promise<Reached> {
  const now = byId(servers, grant.id);
  if (now === null || waysOf(now) === waysOf(grant)) {
    throw reason;
  }
  return reachGrant(context, owner, grantOf(now, owner, grant));
}

function waysOf({ accessToken, connections, httpsRequired, publicAddressMatches }: Resource): string {
  return JSON.stringify([accessToken, connections, httpsRequired, publicAddressMatches]);
}

/** What plex.tv says now; while it is down, what it said before. */
function reachListed(context: ServersContext, search: Search): Promise<Reached> {
  const { owner, grant } = search;
  return fetchServers(context)
    .then(
      (servers): Grant => chosen(servers, search),
      (thrown: unknown): Grant => {
        const reason = asFailure(thrown);
        if (grant === null || !isOutage(reason)) {
          throw reason;
        }
        return grant;
      }
    )
    .then((found) => reachGrant(context, owner, found));
}

/** One missing answer is no reason to forget a server; a single server needs no choice. */
function chosen(servers: readonly Resource[], { owner, serverId, kept, grant }: Search): Grant {
  const id = serverId !== null ? serverId : kept === null ? null : kept.id;
  const listed = id === null ? null : byId(servers, id);
  if (listed !== null) {
    return grantOf(listed, owner, grant);
  }
  if (grant !== null) {
    return grant;
  }
  const only = servers[0];
  if (serverId !== null || only === undefined || servers.length > 1) {
    throw failureOf(serverId !== null ? 'serverNotOnAccount' : 'noServer');
  }
  return grantOf(only, owner, null);
}

/** The server with this identifier. */
export function byId(servers: readonly Resource[], id: string): Resource | null {
  const found = servers.filter((each): boolean => each.id === id)[0];
  return found === undefined ? null : found;
}
