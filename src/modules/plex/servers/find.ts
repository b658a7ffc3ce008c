import { asFailure, failureOf, recoveryFor } from '../../../core/model/failure';
import { isOutage } from '../auth/outage';
import { grantOf, readKept } from './grant';
import { reachGrant, wayTo } from './reach';
import { readResources, resourcesRequest } from './resources';
import type { Failure } from '../../../core/model/failure';
import type { Grant, Owner, Resource, ServersContext } from './interfaces';
import type { Kept } from './grant';
import type { Reached } from './reach';

/** How often a server that does not answer makes us ask plex.tv whether it has moved. */
const REFETCH_MS = 60000;
/** How often we ask whether a nearer way has come up while one through the internet is in use. */
const FAR_REFETCH_MS = 900000;

type Servers = Promise<readonly Resource[]>;

/** One search: for whom, which server (null: the remembered or only one), and what is kept of it. */
type Search = {
  readonly owner: Owner;
  readonly serverId: string | null;
  readonly kept: Kept | null;
  readonly grant: Grant | null;
};

/** The servers of this person as plex.tv lists them now. */
export function fetchServers({ asker, memory, ports }: ServersContext, owner: Owner): Servers {
  memory.fetchedAt = ports.clock.now();
  return asker.ask(resourcesRequest).then((reply): readonly Resource[] => {
    const servers = readResources(reply);
    memory.listed = { owner: owner.key, servers };
    return servers;
  });
}

/** The way to a server: over the addresses kept of it, else over those that plex.tv lists. */
export function findRoute(
  context: ServersContext,
  serverId: string | null,
  refetch: boolean
): Promise<Reached> {
  return searchFor(context, serverId)
    .then((search): Promise<Reached> => {
      const { grant, owner } = search;
      return grant !== null && !refetch
        ? reachKept(context, search, grant)
        : grantIn(fetchServers(context, owner), search).then((found) => reachGrant(context, owner, found));
    })
    .then(
      (reached): Reached => noted(context, reached, isFar(reached) ? reached.route.uri : null),
      (reason: unknown): never => {
        throw noted(context, reason, null);
      }
    );
}

/** The way to a server of the list that the viewer sees. Nothing is remembered of it. */
export function lookAt(context: ServersContext, serverId: string): Promise<Reached> {
  return searchFor(context, serverId).then((search) =>
    grantIn(recentServers(context, search.owner), search).then((grant) => wayTo(context, grant))
  );
}

/** The right to use a server, as it is kept or was last listed. */
export function rightTo(context: ServersContext, serverId: string): Promise<Grant> {
  return searchFor(context, serverId).then((search): Grant | Promise<Grant> =>
    search.grant !== null ? search.grant : grantIn(recentServers(context, search.owner), search)
  );
}

function searchFor(context: ServersContext, serverId: string | null): Promise<Search> {
  return context.asker.owner().then((owner) =>
    readKept(context, owner).then((kept): Search => {
      const isMeant = kept !== null && (serverId === null || kept.id === serverId);
      return { owner, serverId, kept, grant: isMeant ? kept.grant : null };
    })
  );
}

function recentServers(context: ServersContext, owner: Owner): Servers {
  const { listed } = context.memory;
  return listed !== null && listed.owner === owner.key
    ? Promise.resolve(listed.servers)
    : fetchServers(context, owner);
}

function isFar({ route }: Reached): boolean {
  return route.class !== 'local';
}

function noted<T>({ memory }: ServersContext, value: T, far: string | null): T {
  memory.far = far;
  return value;
}

/** Kept addresses first. Whether the server has moved is asked when they lead nowhere, and not each time. */
function reachKept(context: ServersContext, search: Search, grant: Grant): Promise<Reached> {
  return reachGrant(context, search.owner, grant).then(
    (reached): Reached | Promise<Reached> => {
      const stay = (): Reached => reached;
      return mayBeNearer(context, reached)
        ? reachMoved(context, search, grant, stay).then(undefined, stay)
        : reached;
    },
    (thrown: unknown): Promise<Reached> => {
      const reason = asFailure(thrown);
      const lose = (): never => {
        throw reason;
      };
      return mayHaveMoved(context, reason) ? reachMoved(context, search, grant, lose) : lose();
    }
  );
}

/** Who has just woken up has no time to ask, and perhaps no network yet. */
function mayHaveMoved(context: ServersContext, reason: Failure): boolean {
  const isHere = ['offline', 'cancelled', 'clockWrong', 'bug', 'storage'].indexOf(reason.code) >= 0;
  return !context.brisk && isRested(context, REFETCH_MS) && recoveryFor(reason) === 'retry' && !isHere;
}

/** Asked only while the same way goes on serving: after an outage, any way is good news at once. */
function mayBeNearer(context: ServersContext, { route }: Reached): boolean {
  return context.memory.far === route.uri && isRested(context, FAR_REFETCH_MS);
}

function isRested({ memory, ports }: ServersContext, restMs: number): boolean {
  return memory.fetchedAt === null || ports.clock.now() - memory.fetchedAt >= restMs;
}

/** What plex.tv says now, if that is anything new; otherwise what we had. */
function reachMoved(
  context: ServersContext,
  { owner }: Search,
  grant: Grant,
  otherwise: () => Reached
): Promise<Reached> {
  return fetchServers(context, owner)
    .then(
      (servers): Resource | null => byId(servers, grant.id),
      (): null => null
    )
    .then((now): Reached | Promise<Reached> =>
      now === null || waysOf(now) === waysOf(grant)
        ? otherwise()
        : reachGrant(context, owner, grantOf(now, owner, grant))
    );
}

function waysOf({ accessToken, connections, httpsRequired, publicAddressMatches }: Resource): string {
  return JSON.stringify([accessToken, connections, httpsRequired, publicAddressMatches]);
}

/** What plex.tv says now; while it is down, what it said before. */
function grantIn(fetching: Servers, search: Search): Promise<Grant> {
  return fetching.then(
    (servers): Grant => chosen(servers, search),
    (thrown: unknown): Grant => {
      const reason = asFailure(thrown);
      if (search.grant === null || !isOutage(reason)) {
        throw reason;
      }
      return search.grant;
    }
  );
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
