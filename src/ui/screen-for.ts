import { isTypingToken } from '../core/model/typing';
import type { AdminState } from '../core/model/admin-state';
import type { Config } from '../core/model/config';
import type { DialogKind } from '../core/model/dialog-state';
import type { AuthState, ConnectionState, SessionState } from '../core/model/session-state';

export type ScreenName =
  | 'start'
  | 'chooseService'
  | 'link'
  | 'profiles'
  | 'profilesAwaited'
  | 'servers'
  | 'connecting'
  | 'home'
  | 'kioskTarget'
  | 'trouble';

export type AdminName = 'adminCode' | 'adminPin' | 'adminTable' | 'adminRow' | 'confirmAdmin';

/** Dialogs, and what follows from sign-in and connection. */
export type OverlayName = 'none' | DialogKind | AdminName | 'pinPad' | 'keyboard' | 'serverToken';

export type View = { readonly screen: ScreenName; readonly overlay: OverlayName };

/** Which screen shows `state`, and what lies over it. The whole of the app's navigation. */
export function screenFor(state: SessionState): View {
  const ground = groundForAuth(state.auth) || groundForConnection(state.connection);
  const isTarget = ground === 'home' && hasTarget(state.config);
  return { screen: isTarget ? 'kioskTarget' : ground, overlay: overlayFor(state) };
}

/** A kiosk whose operator has named nothing to show is as good as a television. */
function hasTarget({ kiosk, target }: Config): boolean {
  return kiosk && target.url + target.message !== '';
}

function overlayFor(state: SessionState): OverlayName {
  if (state.dialog.kind === 'admin') {
    return ADMIN_PAGES[state.admin.page];
  }
  if (state.dialog.kind !== 'none') {
    return state.dialog.kind === 'exiting' ? 'exit' : state.dialog.kind;
  }
  if (state.auth.kind === 'askingProfilePin') {
    return 'pinPad';
  }
  if (state.auth.kind === 'openingProfile') {
    return state.auth.pin === null ? 'none' : 'pinPad';
  }
  return keysFor(state.connection);
}

function keysFor(connection: ConnectionState): OverlayName {
  switch (connection.kind) {
    case 'typingAddress':
    case 'tryingAddress':
      return isTypingToken(connection) ? 'serverToken' : 'keyboard';
    default:
      return 'none';
  }
}

/** Pages of their own names: what is typed and lit on one of them is not so on the next. */
const ADMIN_PAGES: { readonly [page in AdminState['page']]: OverlayName } = {
  closed: 'admin',
  menu: 'admin',
  code: 'adminCode',
  newPin: 'adminPin',
  pin: 'adminPin',
  table: 'adminTable',
  row: 'adminRow',
  sure: 'confirmAdmin'
};

/** Null where the connection decides. Credentials that only wait for a network are never asked for again. */
function groundForAuth(auth: AuthState): ScreenName | null {
  switch (auth.kind) {
    case 'restoring':
      return auth.reason === undefined ? 'start' : 'trouble';
    case 'leaving':
      return 'start';
    case 'signedOut':
      return 'chooseService';
    case 'requestingCode':
    case 'awaitingLink':
    case 'resting':
    case 'acceptingToken':
      return 'link';
    case 'accepting':
      return auth.reason === undefined ? 'link' : 'trouble';
    case 'choosingProfile':
      return auth.profiles === null && auth.reason === undefined ? 'profilesAwaited' : 'profiles';
    case 'askingProfilePin':
    case 'openingProfile':
      return 'profiles';
    case 'signedIn':
      return auth.signIn.hasServers ? null : 'home';
  }
}

function groundForConnection(connection: ConnectionState): ScreenName {
  switch (connection.kind) {
    case 'online':
      return 'home';
    case 'choosingServer':
    case 'typingAddress':
    case 'tryingAddress':
      return 'servers';
    case 'stuck':
      return 'trouble';
    case 'listing':
      return connection.reason === undefined ? 'connecting' : 'trouble';
    case 'idle':
      return 'connecting';
    case 'waiting':
    case 'searching':
      return lost(connection);
  }
}

/** A hiccup is not shown at all; what failed before stays in view while it is tried again. */
function lost({ quiet, reason }: Extract<ConnectionState, { kind: 'waiting' | 'searching' }>): ScreenName {
  if (quiet !== null) {
    return 'home';
  }
  return reason === undefined ? 'connecting' : 'trouble';
}
