import { again, NOW } from './ask';
import type { ConnectionState } from '../model/session-state';

export type TiedConnection = Exclude<ConnectionState, { kind: 'idle' }>;
type Kind<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;
type Picking = Kind<'choosingServer'> | Kind<'typingAddress'> | Kind<'tryingAddress'>;

/** A search is told from the one before it by `nth`. */
export function search(
  from: { readonly owner: string; readonly nth?: number },
  serverId: string | null,
  attempt: number,
  refetch: boolean
): ConnectionState {
  const nth = (from.nth === undefined ? 0 : from.nth) + 1;
  return { kind: 'searching', owner: from.owner, serverId, attempt, nth, refetch };
}

/** Asks the account for its servers; `choose` when the viewer wants to pick. */
export function list(owner: string, choose: boolean): ConnectionState {
  return { kind: 'listing', owner, choose, ask: NOW };
}

/** A list that rests is asked for at once. */
export function hurryList(state: Kind<'listing'>): ConnectionState {
  return state.ask.afterMs > 0 ? { ...state, ask: again(state.ask) } : state;
}

/** What the screens of choosing hand on to each other; whoever comes from elsewhere may go back there. */
export function picking(state: TiedConnection): Pick<Picking, 'owner' | 'servers' | 'back'> {
  return 'servers' in state
    ? { owner: state.owner, servers: state.servers, back: state.back }
    : { owner: state.owner, servers: [], back: true };
}
