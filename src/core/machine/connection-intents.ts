import { restWhenStuck } from '../model/backoff';
import { isTypingToken } from '../model/typing';
import { lookAgain } from './connection-choosing';
import { hurryList, list, picking, retype, search } from './connection-steps';
import type { Intent } from '../model/message';
import type { ConnectionState } from '../model/session-state';
import type { Kind, TiedConnection } from './connection-steps';

/** A held key is one hint, not ten a second. */
const NUDGE_REST_MS = 1000;
/** What only a person can mend is not mended by a key. */
const NUDGE_STUCK_MS = 10000;

/** What the viewer's wish makes of the way to a server. */
export function reduceConnectionIntent(state: TiedConnection, intent: Intent, now: number): ConnectionState {
  switch (intent.type) {
    case 'chooseServer':
      return search(state, { serverId: intent.serverId, chosen: true }, now);
    case 'switchServer':
      return state.kind === 'listing' ? { ...state, choose: true } : list(state, true);
    case 'typeAddress':
      return { kind: 'typingAddress', ...picking(state) };
    case 'tryAddress':
      return state.kind === 'typingAddress'
        ? { kind: 'tryingAddress', ...picking(state), address: intent.address, token: intent.token }
        : state;
    case 'typeToken':
      return state.kind === 'typingAddress' && state.address !== undefined
        ? { ...state, asksToken: true, reason: undefined }
        : state;
    case 'lookAgain':
      return state.kind === 'choosingServer' ? lookAgain(state) : state;
    case 'allowInsecure':
      return onAllow(state, intent.serverId, now);
    case 'retryNow':
      return onRetry(state, now);
    case 'nudge':
      return onNudge(state, now);
    case 'cancel':
      return onCancel(state, now);
    default:
      return state;
  }
}

function onAllow(state: TiedConnection, serverId: string, now: number): ConnectionState {
  const isAskable =
    state.kind === 'waiting' ||
    state.kind === 'stuck' ||
    state.kind === 'choosingServer' ||
    (state.kind === 'searching' && !state.allow);
  return isAskable ? search(state, { serverId, allow: true }, now) : state;
}

function onRetry(state: TiedConnection, now: number): ConnectionState {
  switch (state.kind) {
    case 'waiting':
    case 'stuck':
      return search(state, { serverId: state.serverId }, now);
    case 'listing':
      return hurryList(state);
    default:
      return state;
  }
}

/** Not more often than is sensible, and never against a service's own Retry-After. */
function onNudge(state: TiedConnection, now: number): ConnectionState {
  switch (state.kind) {
    case 'waiting':
      return isHeld(state) || now - (state.retryAt - state.ms) < NUDGE_REST_MS
        ? state
        : search(state, { serverId: state.serverId, attempt: state.attempt }, now);
    case 'stuck':
      return now - (state.retryAt - restWhenStuck(state.reason)) < NUDGE_STUCK_MS
        ? state
        : search(state, { serverId: state.serverId }, now);
    case 'listing':
      return isHeld(state) || hasJustRested(state, now) ? state : hurryList(state);
    default:
      return state;
  }
}

function isHeld({ reason }: Kind<'waiting'> | Kind<'listing'>): boolean {
  return reason !== undefined && reason.retryAfterMs !== undefined;
}

function hasJustRested({ ask, retryAt }: Kind<'listing'>, now: number): boolean {
  return retryAt === undefined || now - (retryAt - ask.afterMs) < NUDGE_REST_MS;
}

/**
 * One step back. Where there is none, the state stays and the session offers the way out: home, to the viewer, too, and
 * what failed, whether it is being tried again just now or in a moment.
 */
function onCancel(state: TiedConnection, now: number): ConnectionState {
  const goOn = (): ConnectionState => search(state, { serverId: null }, now);
  switch (state.kind) {
    case 'typingAddress':
    case 'tryingAddress':
      if (isTypingToken(state)) {
        return retype(state, state.kind === 'tryingAddress');
      }
      return state.servers.length === 0 && state.back
        ? goOn()
        : { kind: 'choosingServer', ...picking(state) };
    case 'choosingServer':
      return state.back ? goOn() : state;
    case 'listing':
      return state.choose ? goOn() : state;
    case 'searching':
      return state.quiet === null && state.reason === undefined ? list(state, true) : state;
    default:
      return state;
  }
}
