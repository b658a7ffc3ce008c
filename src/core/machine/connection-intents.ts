import { hurryList, list, picking, search } from './connection-steps';
import type { Intent } from '../model/message';
import type { ConnectionState } from '../model/session-state';
import type { TiedConnection } from './connection-steps';

/** What the viewer's wish makes of the way to a server. */
export function reduceConnectionIntent(state: TiedConnection, intent: Intent): ConnectionState {
  switch (intent.type) {
    case 'chooseServer':
      return search(state, intent.serverId, 0, false);
    case 'switchServer':
      return state.kind === 'listing' ? { ...state, choose: true } : list(state.owner, true);
    case 'typeAddress':
      return { kind: 'typingAddress', ...picking(state) };
    case 'tryAddress':
      return state.kind === 'typingAddress'
        ? { kind: 'tryingAddress', ...picking(state), address: intent.address }
        : state;
    case 'retryNow':
      return onRetry(state);
    case 'cancel':
      return onCancel(state);
    default:
      return state;
  }
}

function onRetry(state: TiedConnection): ConnectionState {
  switch (state.kind) {
    case 'waiting':
    case 'stuck':
      return search(state, state.serverId, 0, false);
    case 'listing':
      return hurryList(state);
    default:
      return state;
  }
}

/** One step back. Where there is none, the state stays and the session offers the way out. */
function onCancel(state: TiedConnection): ConnectionState {
  switch (state.kind) {
    case 'typingAddress':
    case 'tryingAddress':
      return state.servers.length === 0 && state.back
        ? search(state, null, 0, false)
        : { kind: 'choosingServer', ...picking(state) };
    case 'choosingServer':
      return state.back ? search(state, null, 0, false) : state;
    case 'listing':
      return state.choose ? search(state, null, 0, false) : state;
    case 'searching':
      return list(state.owner, true);
    default:
      return state;
  }
}
