import type { Failure } from './failure';
import type { ConnectionState, Route, RouteClass, Server, Track } from './session-state';

/** How things stand with the server, for whoever shows or reports it. Times are monotonic, rests from now. */
export type ConnectionStatus = {
  readonly kind: 'idle' | 'choosing' | 'searching' | 'online' | 'degraded' | 'offline';
  readonly server: Server | null;
  readonly class: RouteClass | null;
  readonly secure: boolean | null;
  readonly latencyMs: number | null;
  readonly since: number | null;
  readonly attempts: number;
  /** Null while nothing is waited for, 0 while an attempt is under way. */
  readonly nextTryMs: number | null;
  readonly reason: Failure | null;
  readonly uri: string | null;
};

type Kind<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;

type Online = Pick<Kind<'online'>, 'kind' | 'route' | 'misses' | 'latencies' | 'since'>;
type Waiting = Pick<Kind<'waiting'>, 'kind' | 'attempt' | 'track' | 'quiet' | 'reason' | 'retryAt'>;
/** What a status is made of: a state, or as much of one as whoever runs no machine knows. */
export type StatusSource = Exclude<ConnectionState, Kind<'online' | 'waiting'>> | Online | Waiting;

const NOTHING: ConnectionStatus = {
  kind: 'idle',
  server: null,
  class: null,
  secure: null,
  latencyMs: null,
  since: null,
  attempts: 0,
  nextTryMs: null,
  reason: null,
  uri: null
};

/** Pure: the same state at the same moment is the same status. */
export function statusOf(state: StatusSource, now: number): ConnectionStatus {
  switch (state.kind) {
    case 'idle':
      return NOTHING;
    case 'choosingServer':
    case 'typingAddress':
      return { ...NOTHING, kind: 'choosing', reason: state.reason || null };
    case 'tryingAddress':
      return { ...NOTHING, kind: 'choosing', nextTryMs: 0 };
    case 'listing':
      return listing(state, now);
    case 'searching':
    case 'waiting':
      return lost(state, now);
    case 'stuck':
      return away(state.track, { reason: state.reason, nextTryMs: restUntil(state.retryAt, now) });
    case 'online':
      return online(state);
  }
}

/** The middle of the last few answers: one slow answer says nothing. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.slice().sort((one: number, other: number): number => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? null : middle;
}

function listing(state: Kind<'listing'>, now: number): ConnectionStatus {
  const { reason, track, retryAt } = state;
  const nextTryMs = retryAt === undefined ? 0 : restUntil(retryAt, now);
  const attempts = state.ask.nth - 1;
  return {
    ...NOTHING,
    kind: reason === undefined ? 'searching' : 'offline',
    server: track === undefined ? null : track.server,
    since: track === undefined ? null : track.since,
    attempts,
    nextTryMs,
    reason: reason || null
  };
}

/** What the viewer need not know yet is a weakness, not an outage. */
function lost(state: Kind<'searching'> | Waiting, now: number): ConnectionStatus {
  const facts = {
    attempts: state.attempt,
    nextTryMs: state.kind === 'waiting' ? restUntil(state.retryAt, now) : 0,
    reason: state.reason || null
  };
  const is = away(state.track, facts);
  if (state.quiet !== null) {
    return { ...is, ...factsOf(state.quiet), kind: 'degraded' };
  }
  return facts.reason === null ? { ...is, kind: 'searching' } : is;
}

function away(track: Track, facts: Partial<ConnectionStatus>): ConnectionStatus {
  return { ...NOTHING, kind: 'offline', server: track.server, since: track.since, ...facts };
}

function online(state: Online): ConnectionStatus {
  return {
    ...NOTHING,
    ...factsOf(state.route),
    kind: state.misses === 0 ? 'online' : 'degraded',
    latencyMs: medianOf(state.latencies),
    since: state.since,
    attempts: state.misses
  };
}

function factsOf(route: Route): Pick<ConnectionStatus, 'server' | 'class' | 'secure' | 'uri'> {
  return { server: route.server, class: route.class, secure: route.secure, uri: route.uri };
}

function restUntil(at: number, now: number): number {
  return Math.max(0, at - now);
}
