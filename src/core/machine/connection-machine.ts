import { LONG_OUTAGE_MS, RECONNECT, RECONNECT_LONG, restWhenStuck } from '../model/backoff';
import { failureOf, recoveryFor } from '../model/failure';
import { AWAKE, isAsked, waitBefore } from './ask';
import { askChoosing, onLook, onRelisted, onRelistFailed } from './connection-choosing';
import { reduceConnectionIntent } from './connection-intents';
import {
  askOnline,
  onAlive,
  onLibraries,
  onOnlineFailure,
  onOtherWay,
  relieveOnline,
  wakeOnline
} from './connection-online';
import { comeOnline, hurryList, list, quietUntil, retype, search } from './connection-steps';
import type { Failure } from '../model/failure';
import type { Answer, Effect, Message, Moment } from '../model/message';
import type { Config } from '../model/config';
import type { ConnectionState, DeviceState, Server, SignIn } from '../model/session-state';
import type { Kind, TiedConnection } from './connection-steps';

type Lost = Kind<'searching'> | Kind<'waiting'>;

/** No sign-in with servers, no connection. */
export const IDLE: ConnectionState = { kind: 'idle' };

/** What the way to a server asks of the world. Nothing is probed or waited for where nobody looks. */
export function askConnection(state: ConnectionState, device: DeviceState): readonly Effect[] {
  switch (state.kind) {
    case 'listing':
      return device.visible || state.ask.afterMs === 0
        ? [{ type: 'listServers', owner: state.owner, ...state.ask }]
        : [];
    case 'choosingServer':
      return askChoosing(state, device);
    case 'tryingAddress':
      return [{ type: 'tryAddress', owner: state.owner, address: state.address, token: state.token }];
    case 'searching':
      return [askRoute(state)].concat(askQuiet(state, device));
    case 'online':
      return askOnline(state, device);
    case 'waiting':
      return device.visible ? [rest(state.ms, state.nth)].concat(askQuiet(state, device)) : [];
    case 'stuck':
      return device.visible ? [rest(restWhenStuck(state.reason), state.nth)] : [];
    case 'idle':
    case 'typingAddress':
      return [];
  }
}

/** Begins with the remembered server, so that a dead plex.tv does not stand in the way. */
export function startConnection(signIn: SignIn, now: number): ConnectionState {
  return signIn.hasServers ? search({ owner: signIn.key }, { serverId: null }, now) : IDLE;
}

/** Pure: same state, message and moment, same state. Returns `state` itself for what is not its own. */
export function reduceConnection(
  state: ConnectionState,
  message: Message,
  moment: Moment,
  config: Config
): ConnectionState {
  if (state.kind === 'idle') {
    return state;
  }
  if (message.type !== 'answer') {
    return reduceConnectionIntent(state, message, moment.now);
  }
  return isAsked(askConnection(state, AWAKE), message.to) ? onAnswer(state, message, moment, config) : state;
}

/** Back in view or back on the net: whatever waited is tried at once. A hint, never a permission. */
export function wakeConnection(state: ConnectionState, now: number): ConnectionState {
  switch (state.kind) {
    case 'searching':
      return search(state, { serverId: state.serverId, brisk: true, allow: state.allow }, now);
    case 'waiting':
    case 'stuck':
      return search(state, { serverId: state.serverId, brisk: true }, now);
    case 'online':
      return wakeOnline(state);
    case 'listing':
      return hurryList(state);
    default:
      return state;
  }
}

/** Memory runs out: what can be had again is dropped. */
export function relieveConnection(state: ConnectionState): ConnectionState {
  switch (state.kind) {
    case 'online':
      return relieveOnline(state);
    case 'searching':
    case 'waiting':
      return { ...state, libraries: null };
    case 'choosingServer':
    case 'typingAddress':
    case 'tryingAddress':
      return { ...state, looks: {} };
    default:
      return state;
  }
}

function onAnswer(state: TiedConnection, answer: Answer, moment: Moment, config: Config): ConnectionState {
  const { outcome, to } = answer;
  switch (outcome.type) {
    case 'serversListed':
      return onServers(state, outcome.servers, outcome.rememberedId, moment);
    case 'lookedAt':
      return state.kind === 'choosingServer'
        ? onLook(state, outcome.serverId, { kind: 'reached', route: outcome.route })
        : state;
    case 'routeFound':
      return state.kind === 'online'
        ? onOtherWay(state, outcome.route, moment, config)
        : comeOnline(state, outcome.route, moment.now, config);
    case 'routeAlive':
      return state.kind === 'online' ? onAlive(state, outcome.latencyMs, moment, config) : state;
    case 'librariesListed':
      return state.kind === 'online' ? onLibraries(state, outcome.libraries) : state;
    case 'waited':
      return onWaited(state, to, moment);
    case 'failed':
      return onFailure(state, to, outcome.failure, moment, config);
    default:
      return state;
  }
}

function onServers(
  state: TiedConnection,
  servers: readonly Server[],
  rememberedId: string | null,
  moment: Moment
): ConnectionState {
  if (state.kind === 'choosingServer') {
    return onRelisted(state, servers);
  }
  return state.kind === 'listing' ? listed(state, servers, rememberedId, moment) : state;
}

function onWaited(state: TiedConnection, to: Effect, { now }: Moment): ConnectionState {
  switch (state.kind) {
    case 'searching':
      return { ...state, quiet: null };
    case 'waiting':
      return to.type === 'keepQuiet'
        ? { ...state, quiet: null }
        : search(state, { serverId: state.serverId, attempt: state.attempt }, now);
    case 'stuck':
      return search(state, { serverId: state.serverId }, now);
    default:
      return state;
  }
}

function onFailure(
  state: TiedConnection,
  to: Effect,
  reason: Failure,
  moment: Moment,
  config: Config
): ConnectionState {
  switch (state.kind) {
    case 'choosingServer':
      return to.type === 'lookAt'
        ? onLook(state, to.serverId, { kind: 'failed', reason })
        : onRelistFailed(state, reason);
    case 'tryingAddress':
      return retype(state, state.token !== undefined, reason);
    case 'listing':
      return listLater(state, reason, moment);
    case 'searching':
      return to.type === 'findRoute' ? onSearchFailed(state, reason, moment) : { ...state, quiet: null };
    case 'online':
      return onOnlineFailure(state, to, reason, moment, config);
    default:
      return state;
  }
}

function onSearchFailed(state: Kind<'searching'>, reason: Failure, moment: Moment): ConnectionState {
  const { owner, serverId, nth, track, quiet, libraries } = state;
  const mustRefetch = recoveryFor(reason) === 'refetch';
  if (reason.code === 'noServer' && serverId === null) {
    return list(state, false);
  }
  if (mustRefetch && !state.refetch) {
    return search(state, { serverId, attempt: state.attempt, refetch: true }, moment.now);
  }
  if (mustRefetch || reason.code === 'serverNeedsGateway') {
    const retryAt = moment.now + restWhenStuck(reason);
    return { kind: 'stuck', owner, serverId, nth, retryAt, track, reason };
  }
  const attempt = state.attempt + 1;
  const policy = moment.now - track.since < LONG_OUTAGE_MS ? RECONNECT : RECONNECT_LONG;
  const ms = waitBefore(reason, policy, attempt, moment.random);
  const retryAt = moment.now + ms;
  return { kind: 'waiting', owner, serverId, attempt, nth, ms, retryAt, track, quiet, libraries, reason };
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
  const picked = servers.filter((each: Server): boolean => each.id === id)[0];
  return id !== null
    ? search(state, { serverId: id, server: picked === undefined ? null : picked }, moment.now)
    : { kind: 'choosingServer', owner: state.owner, servers, back: state.choose, looks: {} };
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
  const ask = { nth: state.ask.nth + 1, afterMs };
  return { ...state, ask, reason, retryAt: moment.now + afterMs };
}

function askRoute(state: Kind<'searching'>): Effect {
  const { owner, serverId, nth, refetch, brisk, allow } = state;
  return { type: 'findRoute', owner, serverId, nth, refetch, brisk, allow };
}

function askQuiet({ quiet, track }: Lost, device: DeviceState): readonly Effect[] {
  return quiet !== null && device.visible ? [{ type: 'keepQuiet', until: quietUntil(track) }] : [];
}

function rest(ms: number, nth: number): Effect {
  return { type: 'wait', ms, nth };
}
