import type { Effect, Message } from '../model/message';
import type { DialogKind, DialogState } from '../model/dialog-state';
import type { AuthState, ConnectionState } from '../model/session-state';

/** Nothing lies over the screen. */
export const NONE: DialogState = { kind: 'none' };

/** Intents that answer the dialog they were sent from. */
const CLOSING: { readonly [type: string]: true } = {
  closeDialog: true,
  signOut: true,
  reset: true,
  switchProfile: true,
  switchServer: true
};

/** Where Back leads from here, and a choice that was made; from the others Back leads to the screen. */
const PARENT: { readonly [kind in DialogKind]?: DialogKind } = {
  language: 'settings',
  deviceName: 'settings',
  gateway: 'settings',
  diagnostics: 'settings',
  about: 'settings',
  confirmReset: 'settings'
};

/** The last question of all. */
export function askDialog(state: DialogState): readonly Effect[] {
  return state.kind === 'exiting' ? [{ type: 'exit' }] : [];
}

/** What lies over the screen after this message. A set that did not exit after all gets its screen back. */
export function reduceDialog(state: DialogState, message: Message): DialogState {
  switch (message.type) {
    case 'openDialog':
      return opened(state, message.dialog, message.about);
    case 'cancel':
      return stepBack(state);
    case 'changeSettings':
      return isPage(state) && PARENT[state.kind] !== undefined ? stepBack(state) : state;
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

/** A library lies over home, what was tried over trouble: neither outlives what it is about. */
export function tieToConnection(dialog: DialogState, connection: ConnectionState): DialogState {
  const isHome = connection.kind === 'online' || ('quiet' in connection && connection.quiet !== null);
  const isOver = (dialog.kind === 'library' && !isHome) || (dialog.kind === 'tried' && isHome);
  return isOver ? NONE : dialog;
}

function opened(state: DialogState, kind: DialogKind, about: string | undefined): DialogState {
  const isSame = isPage(state) && state.kind === kind && state.about === about;
  return isSame ? state : about === undefined ? { kind } : { kind, about };
}

function stepBack(state: DialogState): DialogState {
  if (!isPage(state)) {
    return state.kind === 'none' ? state : NONE;
  }
  const isFromMenu = state.kind === 'about' && state.about === 'accountMenu';
  const parent = isFromMenu ? 'accountMenu' : PARENT[state.kind];
  return parent === undefined ? NONE : { kind: parent };
}

function isPage(state: DialogState): state is Extract<DialogState, { kind: DialogKind }> {
  return state.kind !== 'none' && state.kind !== 'exiting';
}
