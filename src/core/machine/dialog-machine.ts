import type { Effect, Message } from '../model/message';
import type { AuthState, DialogState } from '../model/session-state';

/** Nothing lies over the screen. */
export const NONE: DialogState = { kind: 'none' };

/** Intents that answer the dialog they were sent from. */
const CLOSING: { readonly [type: string]: true } = {
  cancel: true,
  closeDialog: true,
  signOut: true,
  reset: true,
  switchProfile: true,
  switchServer: true
};

/** The last question of all. */
export function askDialog(state: DialogState): readonly Effect[] {
  return state.kind === 'exiting' ? [{ type: 'exit' }] : [];
}

/** What lies over the screen after this message. A set that did not exit after all gets its screen back. */
export function reduceDialog(state: DialogState, message: Message): DialogState {
  switch (message.type) {
    case 'openDialog':
      return state.kind === message.dialog ? state : { kind: message.dialog };
    case 'exit':
      return { kind: 'exiting' };
    case 'answer':
      return message.to.type === 'exit' && state.kind === 'exiting' ? NONE : state;
    default:
      return CLOSING[message.type] === true && state.kind !== 'none' ? NONE : state;
  }
}

/** What lies on top lives no longer than its ground; leaving the program is about no ground at all. */
export function tieDialog(was: AuthState, is: AuthState, dialog: DialogState): DialogState {
  const isFree = dialog.kind === 'none' || dialog.kind === 'exit' || dialog.kind === 'exiting';
  return isFree || was.kind === is.kind ? dialog : NONE;
}
