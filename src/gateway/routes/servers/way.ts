import { fieldsOf, parseJson, textOf } from '../../../core/wire';
import { asFailure } from '../../../core/model/failure';
import { statusOf, type ConnectionStatus, type StatusSource } from '../../../core/model/connection-status';
import type { Route } from '../../../core/model/session-state';
import type { IServers } from '../../../core/ports';
import type { ScreenMemory, Way, World } from '../../world';
import type { Holder } from '../holder';

const LATENCIES = 5;
/** As on a television: one miss is a weakness, two are an outage. */
const MISSES = 2;
/** How long a server's word for who it is counts. */
const PROOF_MS = 10_000;

/** The servers of whoever asks. */
export function serversOf({ vault, memory }: Holder, { upstream }: World): IServers {
  return upstream.servers(vault, memory);
}

/** Remembers the way that was found, for the questions that name a server and no address. */
export function taken(memory: ScreenMemory, route: Route, now: number): Route {
  const latencies = route.latencyMs === undefined ? [] : [route.latencyMs];
  memory.way = { route, since: now, seenAt: now, latencies, misses: 0, reason: null };
  return route;
}

/** The server that was chosen. */
async function chosenId({ vault }: Holder): Promise<string | null> {
  return textOf((fieldsOf(parseJson((await vault.read('server')) ?? '')) ?? {})['id']);
}

/** The way in use to a server. After a restart of the gateway it is looked for again. A question about another one chooses none. */
export async function wayTo(holder: Holder, world: World, serverId: string): Promise<Route> {
  const { way } = holder.memory;
  if (way !== null && way.route.server.id === serverId) {
    return way.route;
  }
  const servers = serversOf(holder, world);
  if ((await chosenId(holder)) !== serverId) {
    return servers.look(serverId);
  }
  const route = await servers.reach(serverId, { refetch: false, brisk: false });
  return taken(holder.memory, route, world.clock.now());
}

/**
 * The way to a server that has said who it is a moment ago: it is about to be shown a token, and over plain http
 * whoever has its address by now would be shown it too.
 */
export async function provenWayTo(holder: Holder, world: World, serverId: string): Promise<Route> {
  const route = await wayTo(holder, world, serverId);
  const { way } = holder.memory;
  const isInUse = way !== null && way.route === route;
  if (isInUse && !route.secure && world.clock.now() - way.seenAt >= PROOF_MS) {
    await probed(holder, world, route);
  }
  return route;
}

function answered(way: Way, latencyMs: number, now: number): Way {
  const latencies = [...way.latencies, Math.round(latencyMs)].slice(-LATENCIES);
  return {
    ...way,
    seenAt: now,
    latencies,
    misses: 0,
    reason: null,
    since: way.misses < MISSES ? way.since : now
  };
}

function missed(way: Way, thrown: unknown, now: number): Way {
  const misses = way.misses + 1;
  return { ...way, misses, reason: asFailure(thrown), since: misses === MISSES ? now : way.since };
}

/** Asks the server for a sign of life, and notes what came of it. */
export async function probed(holder: Holder, world: World, route: Route): Promise<number> {
  const note = (change: (way: Way) => Way): void => {
    const { way } = holder.memory;
    holder.memory.way = way !== null && way.route.uri === route.uri ? change(way) : way;
  };
  try {
    const latencyMs = await serversOf(holder, world).probe(route);
    note((way) => answered(way, latencyMs, world.clock.now()));
    return latencyMs;
  } catch (thrown) {
    note((way) => missed(way, thrown, world.clock.now()));
    throw thrown;
  }
}

/** A way as the core sees a connection, so that a screen here and a television say the same of the same. */
function connectionBy({ route, since, seenAt, latencies, misses, reason }: Way): StatusSource {
  const { server } = route;
  return misses >= MISSES && reason !== null
    ? {
        ...{ kind: 'waiting', attempt: misses, retryAt: since, quiet: null, reason },
        track: { server, answeredAt: seenAt, since }
      }
    : { kind: 'online', route, misses, latencies, since };
}

/** How things stand on a screen. Addresses stay here, and nothing is tried unasked. `since` is milliseconds ago. */
export function statusIn(way: Way | null, now: number): ConnectionStatus {
  const status = statusOf(way === null ? { kind: 'idle' } : connectionBy(way), now);
  const since = status.since === null ? null : Math.round(now - status.since);
  return { ...status, since, nextTryMs: null, uri: null };
}
