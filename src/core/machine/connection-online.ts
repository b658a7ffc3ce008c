import { recoveryFor } from '../model/failure';
import { isBetterRoute, isImprovable } from '../model/route-rank';
import { again, later, NOW } from './ask';
import { restFor, search } from './connection-steps';
import type { Failure } from '../model/failure';
import type { Effect, Moment } from '../model/message';
import type { Config } from '../model/config';
import type { Ask, ConnectionState, DeviceState, Library, Route } from '../model/session-state';
import type { Kind } from './connection-steps';

type Online = Kind<'online'>;

const RECHECK_MS = 1000;
const LATENCIES = 5;
const LIBRARY_TRIES = 5;
/** A token that was good a moment ago is not asked for anew at every refusal. */
const REFETCH_REST_MS = 60000;
/** What a set that runs out of memory is spared: the rests grow. */
const STRETCH = 4;

/** One question at a time keeps the way: is it alive, then is there a better one. Beside it once: what is there. */
export function askOnline(state: Online, device: DeviceState): readonly Effect[] {
  if (!device.visible) {
    return [];
  }
  const { librariesAsk, route } = state;
  return librariesAsk === null || device.memoryLow
    ? [keepingOf(state, device)]
    : [keepingOf(state, device), { type: 'listLibraries', route, ...librariesAsk }];
}

/** The server said that it is there. */
export function onAlive(state: Online, latencyMs: number, moment: Moment, config: Config): Online {
  const well = {
    ...state,
    misses: 0,
    missedAt: null,
    brisk: false,
    answeredAt: moment.now,
    latencies: state.latencies.concat(latencyMs).slice(-LATENCIES)
  };
  return isImprovable(state.route)
    ? { ...well, improving: true, ask: again(state.ask) }
    : { ...well, ask: rested(state.ask, restFor(state.route, config)) };
}

/** Moves over quietly to a better way. The same one, or one as good, changes nothing. */
export function onOtherWay(state: Online, route: Route, moment: Moment, config: Config): Online {
  const resting = restAfterLook(state, config);
  return isBetterRoute(route, state.route)
    ? {
        ...resting,
        route,
        answeredAt: moment.now,
        latencies: route.latencyMs === undefined ? [] : [route.latencyMs],
        librariesAsk: NOW,
        ask: rested(state.ask, restFor(route, config))
      }
    : resting;
}

/** What the server has to show. */
export function onLibraries(state: Online, libraries: readonly Library[]): Online {
  return { ...state, libraries, librariesAsk: null };
}

/** Only a token that is refused, or a server that misses twice, ends what works. */
export function onOnlineFailure(
  state: Online,
  to: Effect,
  reason: Failure,
  moment: Moment,
  config: Config
): ConnectionState {
  const id = state.route.server.id;
  const isRested = moment.now - state.since >= REFETCH_REST_MS;
  switch (to.type) {
    case 'probeRoute':
      return onMiss(state, reason, moment);
    case 'listLibraries':
      return recoveryFor(reason) === 'refetch' && isRested
        ? search(state, { serverId: id, refetch: true }, moment.now)
        : { ...state, librariesAsk: nextTry(state.librariesAsk, reason) };
    case 'improveRoute':
      return recoveryFor(reason) === 'refetch' && isRested
        ? search(state, { serverId: id, refetch: true }, moment.now)
        : restAfterLook(state, config);
    default:
      return state;
  }
}

/** Looked at again at once, and not for long: what was open before a sleep may be dead, and so may its token. */
export function wakeOnline(state: Online): Online {
  return { ...state, brisk: true, improving: false, librariesAsk: NOW, ask: again(state.ask) };
}

/** Gives back what can be had again. */
export function relieveOnline(state: Online): Online {
  return { ...state, libraries: null, librariesAsk: NOW };
}

function keepingOf(state: Online, device: DeviceState): Effect {
  const { owner, route, ask, brisk, misses } = state;
  const isCalm = misses === 0 && !brisk;
  const afterMs = device.memoryLow && isCalm ? ask.afterMs * STRETCH : ask.afterMs;
  return state.improving
    ? { type: 'improveRoute', owner, route, nth: ask.nth, afterMs }
    : { type: 'probeRoute', route, brisk, nth: ask.nth, afterMs };
}

/** One miss may be a hiccup, so it is asked once more before the way is searched anew. */
function onMiss(state: Online, reason: Failure, moment: Moment): ConnectionState {
  const serverId = state.route.server.id;
  if (recoveryFor(reason) === 'refetch') {
    return search(state, { serverId, refetch: true }, moment.now);
  }
  return state.misses === 0 && !state.brisk
    ? { ...state, misses: 1, missedAt: moment.now, ask: rested(state.ask, RECHECK_MS) }
    : search(state, { serverId }, moment.now);
}

function restAfterLook(state: Online, config: Config): Online {
  return { ...state, improving: false, ask: rested(state.ask, restFor(state.route, config)) };
}

function nextTry(ask: Ask | null, reason: Failure): Ask | null {
  return ask === null || ask.nth >= LIBRARY_TRIES ? null : later(ask, reason);
}

function rested(ask: Ask, afterMs: number): Ask {
  return { nth: ask.nth + 1, afterMs };
}
