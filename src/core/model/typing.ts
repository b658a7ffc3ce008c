import type { ConnectionState } from './session-state';

type Typing = Extract<ConnectionState, { kind: 'typingAddress' | 'tryingAddress' }>;

/** Whether what the viewer types is the token of the server at an address, and no longer the address. */
export function isTypingToken(state: Typing): boolean {
  return state.kind === 'typingAddress' ? state.asksToken === true : state.token !== undefined;
}
