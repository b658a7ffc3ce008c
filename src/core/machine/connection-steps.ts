import { isImprovable } from '../model/route-rank';
import { again, NOW } from './ask';
import type { Failure } from '../model/failure';
import type { Config } from '../model/config';
import type { ConnectionState, Route, Server, Track } from '../model/session-state';

export type TiedConnection = Exclude<ConnectionState, { kind: 'idle' }>;
export type Kind<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;
type Picking = Kind<'choosingServer'> | Kind<'typingAddress'> | Kind<'tryingAddress'>;

/** Where a search comes from: a state, or nothing but the one it is for. */
type From = TiedConnection | { readonly kind?: undefined; readonly owner: string };

/** What is searched for, and how. */
export type Quest = {
  readonly serverId: string | null;
  readonly server?: Server | null;
  readonly attempt?: number;
  readonly refetch?: boolean;
  readonly brisk?: boolean;
  readonly allow?: boolean;
  /** The viewer asked for it, so it shows. */
  readonly chosen?: boolean;
};

/** An outage shorter than this is not shown. */
export const QUIET_MS = 3000;
/** A better way is found within a minute of its coming. */
const IMPROVE_MS = 45000;

/** A search is told from the one before it by `nth`. What is known of the outage goes on with it. */
export function search(from: From, quest: Quest, now: number): Kind<'searching'> {
  const track = trackFor(from, quest, now);
  const carried = carriedBy(from, track);
  return {
    kind: 'searching',
    owner: from.owner,
    serverId: quest.serverId,
    attempt: quest.attempt === undefined ? 0 : quest.attempt,
    nth: ('nth' in from ? from.nth : 0) + 1,
    refetch: quest.refetch === true,
    brisk: quest.brisk === true,
    allow: quest.allow === true,
    track,
    quiet: quest.chosen !== true && now < quietUntil(track) ? carried.quiet : null,
    libraries: carried.libraries,
    reason: 'nth' in from && from.track === track ? from.reason : undefined
  };
}

/** Until when an outage need not be shown. */
export function quietUntil(track: Track): number {
  return track.since + QUIET_MS;
}

/** Asks the account for its servers; `choose` when the viewer wants to pick. */
export function list(from: From, choose: boolean): ConnectionState {
  const track = from.kind !== 'online' && 'track' in from ? from.track : undefined;
  return { kind: 'listing', owner: from.owner, choose, ask: NOW, track };
}

/** A list that rests is asked for at once. */
export function hurryList(state: Kind<'listing'>): ConnectionState {
  return state.ask.afterMs > 0 ? { ...state, ask: again(state.ask), retryAt: undefined } : state;
}

/** What the screens of choosing hand on to each other; whoever comes from elsewhere may go back there. */
export function picking(state: TiedConnection): Pick<Picking, 'owner' | 'servers' | 'back' | 'looks'> {
  return 'servers' in state
    ? { owner: state.owner, servers: state.servers, back: state.back, looks: state.looks }
    : { owner: state.owner, servers: [], back: true, looks: {} };
}

/** Back at the keys: at those for the server's token, or for its address. */
export function retype(
  state: Kind<'typingAddress'> | Kind<'tryingAddress'>,
  asksToken: boolean,
  reason?: Failure
): Kind<'typingAddress'> {
  return { kind: 'typingAddress', ...picking(state), address: state.address, asksToken, reason };
}

/** The server answers. Its libraries are asked for at once; those known from before stay until they come. */
export function comeOnline(from: TiedConnection, route: Route, now: number, config: Config): Kind<'online'> {
  const isBack = (from.kind === 'searching' || from.kind === 'waiting') && isOf(from.track, route.server.id);
  const libraries = isBack ? from.libraries : null;
  return {
    kind: 'online',
    owner: from.owner,
    route,
    misses: 0,
    missedAt: null,
    answeredAt: now,
    since: now,
    latencies: route.latencyMs === undefined ? [] : [route.latencyMs],
    libraries,
    librariesAsk: NOW,
    improving: false,
    brisk: false,
    ask: { nth: 1, afterMs: restFor(route, config) }
  };
}

/** How long a server that answers is left alone. */
export function restFor(route: Route, config: Config): number {
  return isImprovable(route) ? Math.min(config.healthMs, IMPROVE_MS) : config.healthMs;
}

function trackFor(from: From, { serverId, server }: Quest, now: number): Track {
  const known = trackOf(from, now);
  if (known !== null && (serverId === null || isOf(known, serverId))) {
    return known;
  }
  const named = server !== undefined ? server : serverIn(from, serverId);
  const isFirst = known !== null && known.server === null;
  return { server: named, answeredAt: null, since: isFirst ? known.since : now };
}

function trackOf(from: From, now: number): Track | null {
  if (from.kind === 'online') {
    const since = from.missedAt === null ? now : from.missedAt;
    return { server: from.route.server, answeredAt: from.answeredAt, since };
  }
  return 'track' in from && from.track !== undefined ? from.track : null;
}

function carriedBy(from: From, track: Track): Pick<Kind<'searching'>, 'quiet' | 'libraries'> {
  if (from.kind === 'online' && isOf(track, from.route.server.id)) {
    return { quiet: from.route, libraries: from.libraries };
  }
  const isGoingOn = 'quiet' in from && from.track === track;
  return isGoingOn ? { quiet: from.quiet, libraries: from.libraries } : { quiet: null, libraries: null };
}

function isOf(track: Track, serverId: string): boolean {
  return track.server !== null && track.server.id === serverId;
}

function serverIn(from: From, serverId: string | null): Server | null {
  const servers = 'servers' in from ? from.servers : [];
  const found = servers.filter((each: Server): boolean => each.id === serverId)[0];
  return found === undefined ? null : found;
}
