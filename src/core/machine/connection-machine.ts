import { RECONNECT } from '../model/backoff';
import { failureOf, recoveryFor } from '../model/failure';
import { again, isAsked, waitBefore } from './ask';
import { reduceConnectionIntent } from './connection-intents';
import { hurryList, list, picking, search } from './connection-steps';
import type { Failure } from '../model/failure';
import type { Answer, Effect, Message, Moment } from '../model/message';
import type { Ask, ConnectionState, DeviceState, Route, Server, SignIn } from '../model/session-state';
import type { TiedConnection } from './connection-steps';

type Kind<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;

const HEALTH_MS = 30000;
const RECHECK_MS = 1000;
/** What only a person can mend is still tried now and then: nobody stands before a kiosk. */
const STUCK_MS = 300000;

/** No sign-in with servers, no connection. */
export const IDLE: ConnectionState = { kind: 'idle' };

/** What the way to a server asks of the world. Nothing is probed or waited for where nobody looks. */
export function askConnection(state: ConnectionState, device: DeviceState): readonly Effect[] {
  switch (state.kind) {
    case 'listing':
      return device.visible || state.ask.afterMs === 0
        ? [{ type: 'listServers', owner: state.owner, ...state.ask }]
        : [];
    case 'tryingAddress':
      return [{ type: 'tryAddress', owner: state.owner, address: state.address }];
    case 'searching':
      return [askRoute(state)];
    case 'online':
      return device.visible ? [{ type: 'probeRoute', route: state.route, ...state.ask }] : [];
    case 'waiting':
      return device.visible ? [{ type: 'wait', ms: state.ms, nth: state.nth }] : [];
    case 'stuck':
      return device.visible ? [{ type: 'wait', ms: STUCK_MS, nth: state.nth }] : [];
    case 'idle':
    case 'choosingServer':
    case 'typingAddress':
      return [];
  }
}

/** Begins with the remembered server, so that a dead plex.tv does not stand in the way. */
export function startConnection(signIn: SignIn): ConnectionState {
  return signIn.hasServers ? search({ owner: signIn.key, nth: 0 }, null, 0, false) : IDLE;
}

/** Pure: same state, message and moment, same state. Returns `state` itself for what is not its own. */
export function reduceConnection(state: ConnectionState, message: Message, moment: Moment): ConnectionState {
  if (state.kind === 'idle') {
    return state;
  }
  if (message.type !== 'answer') {
    return reduceConnectionIntent(state, message);
  }
  const open = askConnection(state, { visible: true, online: true });
  return isAsked(open, message.to) ? onAnswer(state, message, moment) : state;
}

/** Back in view or back on the net: whatever waited is tried at once. A hint, never a permission. */
export function wakeConnection(state: ConnectionState): ConnectionState {
  switch (state.kind) {
    case 'searching':
    case 'waiting':
    case 'stuck':
      return search(state, state.serverId, 0, false);
    case 'online':
      return { ...state, misses: 1, ask: again(state.ask) };
    case 'listing':
      return hurryList(state);
    default:
      return state;
  }
}

function onAnswer(state: TiedConnection, answer: Answer, moment: Moment): ConnectionState {
  const outcome = answer.outcome;
  switch (outcome.type) {
    case 'serversListed':
      return state.kind === 'listing' ? listed(state, outcome.servers, outcome.rememberedId, moment) : state;
    case 'routeFound':
      return online(state.owner, outcome.route, { nth: 1, afterMs: HEALTH_MS });
    case 'routeAlive':
      return state.kind === 'online' ? online(state.owner, state.route, rested(state.ask, HEALTH_MS)) : state;
    case 'waited':
      return state.kind === 'waiting' || state.kind === 'stuck'
        ? search(state, state.serverId, state.kind === 'waiting' ? state.attempt : 0, false)
        : state;
    case 'failed':
      return onFailure(state, outcome.failure, moment);
    default:
      return state;
  }
}

function onFailure(state: TiedConnection, reason: Failure, moment: Moment): ConnectionState {
  switch (state.kind) {
    case 'tryingAddress':
      return { kind: 'typingAddress', ...picking(state), reason };
    case 'listing':
      return listLater(state, reason, moment);
    case 'searching':
      return onSearchFailed(state, reason, moment);
    case 'online':
      return onProbeFailed(state, reason);
    default:
      return state;
  }
}

/** One miss may be a hiccup, so it is asked once more before the way is searched anew. */
function onProbeFailed(state: Kind<'online'>, reason: Failure): ConnectionState {
  const id = state.route.server.id;
  if (recoveryFor(reason) === 'refetch') {
    return search(state, id, 0, true);
  }
  return state.misses === 0
    ? { ...state, misses: 1, ask: rested(state.ask, RECHECK_MS) }
    : search(state, id, 0, false);
}

function onSearchFailed(state: Kind<'searching'>, reason: Failure, moment: Moment): ConnectionState {
  const { owner, serverId, nth } = state;
  const mustRefetch = recoveryFor(reason) === 'refetch';
  if (reason.code === 'noServer' && serverId === null) {
    return list(owner, false);
  }
  if (mustRefetch && !state.refetch) {
    return search(state, serverId, state.attempt, true);
  }
  if (mustRefetch || reason.code === 'serverNeedsGateway') {
    return { kind: 'stuck', owner, serverId, nth, reason };
  }
  const attempt = state.attempt + 1;
  const ms = waitBefore(reason, RECONNECT, attempt, moment.random);
  return { kind: 'waiting', owner, serverId, attempt, nth, ms, retryAt: moment.now + ms, reason };
}

/** An account seen without servers is looked at again: plex.tv says so now and then of people who have some. */
function listed(
  state: Kind<'listing'>,
  servers: readonly Server[],
  rememberedId: string | null,
  moment: Moment
): ConnectionState {
  if (servers.length === 0) {
    return listLater(state, failureOf('noServer'), moment);
  }
  const id = state.choose ? null : rememberedId !== null ? rememberedId : obvious(servers);
  return id !== null
    ? search({ owner: state.owner, nth: 0 }, id, 0, false)
    : { kind: 'choosingServer', owner: state.owner, servers, back: state.choose };
}

/** The one server there is, or the one of the viewer's own that is switched on. */
function obvious(servers: readonly Server[]): string | null {
  const own = servers.filter((each: Server): boolean => each.owned && each.present);
  const few = servers.length === 1 ? servers : own;
  const only = few[0];
  return few.length === 1 && only !== undefined ? only.id : null;
}

function listLater(state: Kind<'listing'>, reason: Failure, moment: Moment): ConnectionState {
  const afterMs = waitBefore(reason, RECONNECT, state.ask.nth, moment.random);
  return { ...state, ask: rested(state.ask, afterMs), reason };
}

function online(owner: string, route: Route, ask: Ask): ConnectionState {
  return { kind: 'online', owner, route, misses: 0, ask };
}

function rested(ask: Ask, afterMs: number): Ask {
  return { nth: ask.nth + 1, afterMs };
}

function askRoute(state: Kind<'searching'>): Effect {
  const { owner, serverId, nth, refetch } = state;
  return { type: 'findRoute', owner, serverId, nth, refetch };
}
