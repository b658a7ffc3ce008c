import { asFailure } from '../../../core/model/failure';
import { medianOf, type ConnectionStatus } from '../../../core/model/connection-status';
import type { Route } from '../../../core/model/session-state';
import type { IServers } from '../../../core/ports';
import type { ScreenMemory, Way, World } from '../../world';
import type { Holder } from '../holder';

const LATENCIES = 5;
/** As on a television: one miss is a weakness, two are an outage. */
const MISSES = 2;

/** The servers of whoever asks. */
export function serversOf({ vault, memory }: Holder, { upstream }: World): IServers {
  return upstream.servers(vault, memory);
}

/** Remembers the way that was found, for the questions that name a server and no address. */
export function taken(memory: ScreenMemory, route: Route, now: number): Route {
  const latencies = route.latencyMs === undefined ? [] : [route.latencyMs];
  memory.way = { route, since: now, latencies, misses: 0, reason: null };
  return route;
}

/** The way in use to a server. After a restart of the gateway it is looked for again. */
export async function wayTo(holder: Holder, world: World, serverId: string): Promise<Route> {
  const { way } = holder.memory;
  if (way !== null && way.route.server.id === serverId) {
    return way.route;
  }
  const route = await serversOf(holder, world).reach(serverId, { refetch: false, brisk: false });
  return taken(holder.memory, route, world.clock.now());
}

function answered(way: Way, latencyMs: number, now: number): Way {
  const latencies = [...way.latencies, Math.round(latencyMs)].slice(-LATENCIES);
  return { ...way, latencies, misses: 0, reason: null, since: way.misses < MISSES ? way.since : now };
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

const IDLE: ConnectionStatus = {
  kind: 'idle',
  ...{ server: null, class: null, secure: null, latencyMs: null, since: null },
  ...{ attempts: 0, nextTryMs: null, reason: null, uri: null }
};

/** How things stand on a screen, in the words of the core. Address and secrets stay here. `since` is milliseconds ago. */
export function statusIn(way: Way | null, now: number): ConnectionStatus {
  if (way === null) {
    return IDLE;
  }
  const { route, since, latencies, misses, reason } = way;
  const kind = misses === 0 ? 'online' : misses < MISSES ? 'degraded' : 'offline';
  return {
    ...IDLE,
    ...{ kind, reason, attempts: misses, since: Math.round(now - since), latencyMs: medianOf(latencies) },
    ...{ server: route.server, class: route.class, secure: route.secure }
  };
}
