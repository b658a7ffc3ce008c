import { adminWays } from './screens/admin';
import type { SessionState, SignIn } from '../core/model/session-state';
import type { Choice } from './parts';
import type { Texts } from './texts/texts';

/** What whoever is signed in can do here, as buttons or as a menu. */
export function waysFor(state: SessionState, signIn: SignIn, texts: Texts): readonly Choice[] {
  const { auth } = state;
  const { say } = texts;
  const isIn = auth.kind === 'signedIn';
  const profile: Choice = {
    id: 'switchProfile',
    label: say('account.profile'),
    act: { type: 'switchProfile' }
  };
  const server: Choice = { id: 'switchServer', label: say('account.server'), act: { type: 'switchServer' } };
  return (isIn && signIn.hasProfiles ? [profile] : [])
    .concat(isIn && signIn.hasServers ? [server] : [])
    .concat(adminWays(state, { texts }))
    .concat([
      { id: 'settings', label: say('settings.title'), act: { type: 'openDialog', dialog: 'settings' } },
      { id: 'signOut', label: say('account.signOut'), act: { type: 'openDialog', dialog: 'confirmSignOut' } }
    ]);
}
