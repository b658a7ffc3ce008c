import { question } from '../question';
import { signInOf } from '../sign-in-of';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Sight } from '../sight';

/** Staying is the safe answer. A set without a network cannot take itself off the list of devices. */
export function confirmSignOutPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const signIn = signInOf(state.auth);
  const title =
    signIn === null ? say('account.signOut') : say('signOut.title', { name: signIn.account.title });
  const isListed = signIn !== null && signIn.provider === 'plex' && !isInTouch(state);
  return question(sight, {
    name: 'confirmSignOut',
    title,
    body: [say('signOut.body'), isListed ? say('signOut.offline') : ''],
    choices: [
      { id: 'stay', label: say('signOut.stay'), act: { type: 'closeDialog' } },
      { id: 'signOut', label: say('account.signOut'), act: { type: 'signOut' } }
    ]
  });
}

/** Whether the issuer was heard the last time it was asked. */
function isInTouch({ auth, device }: SessionState): boolean {
  return device.online && !('reason' in auth && auth.reason !== undefined);
}
