import { pictureFor } from '../../src/ui/page-for';
import { NOW, signInStates } from '../screens/sign-in-states';
import { ATTIC, SIGN_IN, START } from '../screens/states';
import { PLAIN_SIGHT } from './plain-sight';
import type { AuthState, ConnectionState, SessionState } from '../../src/core/model/session-state';
import type { Local, Page } from '../../src/ui/page';
import type { Sight } from '../../src/ui/sight';

export const SIGHT: Sight = { ...PLAIN_SIGHT, now: NOW };
const FRESH: Local = { focus: '', typed: '' };
const STATES = signInStates(START, SIGN_IN, ATTIC);

/** A state of the pictures by its name. */
export function stateOf(name: string): SessionState {
  return STATES[name] as SessionState;
}

/** The page that hears keys. */
export function pageOf(state: SessionState, sight: Sight = SIGHT, local: Local = FRESH): Page {
  const { ground, over } = pictureFor(state, () => local, sight);
  return over === null ? ground : over;
}

/** The same state with another sign-in, as far as it is another. */
export function withAuth(state: SessionState, change: Partial<AuthState>): SessionState {
  return { ...state, auth: { ...state.auth, ...change } as AuthState };
}

/** The same state with another connection, as far as it is another. */
export function withConnection(state: SessionState, change: Partial<ConnectionState>): SessionState {
  return { ...state, connection: { ...state.connection, ...change } as ConnectionState };
}
