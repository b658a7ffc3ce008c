import { serverOf } from '../header-for';
import { plainPage } from '../plain-page';
import { signInOf } from '../sign-in-of';
import type { SessionState } from '../../core/model/session-state';
import type { Paragraph } from '../column';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Sight } from '../sight';

/** Signed in, and on the way to a server. A stray press opens the account's menu and breaks nothing off. */
export function connectingPage(state: SessionState, _local: Local, sight: Sight): Page {
  const paragraphs = [whoIn(state, sight)].concat(forgetful(state, sight));
  const plain = { title: titleOf(state, sight), paragraphs, wait: null, choices: choices(state, sight) };
  return plainPage('connecting', state, sight, plain, { first: 'account' });
}

function titleOf({ connection }: SessionState, { texts }: Sight): string {
  if (connection.kind === 'listing') {
    return texts.say('connecting.list');
  }
  const server = serverOf(connection);
  return server === null
    ? texts.say('connecting.any')
    : texts.say('connecting.server', { server: server.name });
}

function whoIn({ auth }: SessionState, { texts }: Sight): Paragraph {
  const signIn = signInOf(auth);
  const text = signIn === null ? '' : texts.say('connecting.who', { person: signIn.profile.title });
  return { text, ink: 'quiet' };
}

/** Said wherever somebody is signed in on a set that kept nothing. */
export function forgetful({ auth }: SessionState, { texts }: Sight): readonly Paragraph[] {
  return 'remembered' in auth && !auth.remembered ? [{ text: texts.say('note.forgetful'), ink: 'fair' }] : [];
}

function choices({ connection }: SessionState, { texts }: Sight): readonly Choice[] {
  return connection.kind === 'idle'
    ? []
    : [{ id: 'other', label: texts.say('trouble.other'), act: { type: 'switchServer' } }];
}
