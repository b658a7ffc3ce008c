import { signedInHeader } from './account-pill';
import { header } from './parts';
import { signInOf } from './sign-in-of';
import type { ConnectionState, Server, SessionState } from '../core/model/session-state';
import type { Part } from './page';
import type { Sight } from './sight';

/** The top line of a screen: whose evening it is and with which server, or which set this is. */
export function headerFor(state: SessionState, sight: Sight): readonly Part[] {
  const signIn = signInOf(state.auth);
  if (signIn === null) {
    return header(sight, state.settings.values.deviceName);
  }
  const person = signIn.profile.title;
  const server = serverOf(state.connection);
  const who = server === null ? person : sight.texts.say('badge.who', { person, server: server.name });
  return signedInHeader(sight, signIn.profile, who);
}

/** The server that all this is about, as far as its name is known. */
export function serverOf(connection: ConnectionState): Server | null {
  if (connection.kind === 'online') {
    return connection.route.server;
  }
  return 'track' in connection && connection.track !== undefined ? connection.track.server : null;
}
