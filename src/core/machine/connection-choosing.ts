import { NOW } from './ask';
import type { Failure } from '../model/failure';
import type { Effect } from '../model/message';
import type { DeviceState, Look, Server } from '../model/session-state';
import type { Kind } from './connection-steps';

type Choosing = Kind<'choosingServer'>;

/** While the list shows, its servers are looked at one after another. */
export function askChoosing(state: Choosing, device: DeviceState): readonly Effect[] {
  const { owner, relist } = state;
  if (relist !== undefined) {
    return [{ type: 'listServers', owner, ...relist }];
  }
  const next = device.visible && !device.memoryLow ? unseen(state) : undefined;
  return next === undefined ? [] : [{ type: 'lookAt', owner, serverId: next.id }];
}

/** What came of looking at one of them. */
export function onLook(state: Choosing, serverId: string, look: Look): Choosing {
  return { ...state, looks: { ...state.looks, [serverId]: look } };
}

/** The list itself is asked for once more. What it showed stays until it comes. */
export function lookAgain(state: Choosing): Choosing {
  return state.relist === undefined ? { ...state, relist: NOW } : state;
}

/** A new list is looked at anew. An account that now shows none keeps the list it had. */
export function onRelisted(state: Choosing, servers: readonly Server[]): Choosing {
  const shown = servers.length === 0 ? state.servers : servers;
  return { ...state, servers: shown, looks: {}, relist: undefined, reason: undefined };
}

/** The old list is looked at anew, beside the reason why there is no other. */
export function onRelistFailed(state: Choosing, reason: Failure): Choosing {
  return { ...state, looks: {}, relist: undefined, reason };
}

function unseen({ servers, looks }: Choosing): Server | undefined {
  return servers.filter((each: Server): boolean => !Object.prototype.hasOwnProperty.call(looks, each.id))[0];
}
