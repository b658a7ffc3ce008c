import { shortCodeFor } from '../../core/model/failure';
import { plainPage, type Plain } from '../plain-page';
import { hostOf, reasonLine } from '../services';
import { forgetful } from './connecting';
import type { AuthState, SessionState } from '../../core/model/session-state';
import type { Paragraph } from '../column';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Sight } from '../sight';

type Kind<K extends AuthState['kind']> = Extract<AuthState, { kind: K }>;
type Asking = Kind<'requestingCode'> | Kind<'acceptingToken'>;

/** What stands in the code's place before there is one, after there was one, and when nobody came. */
export function linkWaitPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { auth } = state;
  switch (auth.kind) {
    case 'requestingCode':
    case 'acceptingToken':
      return plainPage('link', state, sight, asking(auth, sight), {
        first: auth.reason === undefined ? 'help' : 'retry'
      });
    case 'resting':
      return plainPage('link', state, sight, resting(auth, sight), { first: 'retry' });
    default:
      return plainPage('link', state, sight, linked(state, sight), { first: 'stop' });
  }
}

function asking(auth: Asking, { texts }: Sight): Plain {
  const { say } = texts;
  const { reason, ask, provider } = auth;
  const title = say(auth.kind === 'requestingCode' ? 'link.fetching' : 'link.checking');
  const ways: readonly Choice[] = [
    { id: 'help', label: say('link.noPhone'), act: { type: 'openDialog', dialog: 'help' } },
    { id: 'stop', label: say('link.stop'), act: { type: 'cancel' } }
  ];
  if (reason === undefined) {
    return { title, paragraphs: [{ text: say('start.wait'), ink: 'quiet' }], wait: null, choices: ways };
  }
  const line = reasonLine(texts, reason, hostOf(provider), ask.nth - 1);
  const paragraphs: readonly Paragraph[] = [
    { text: line, ink: 'fair' },
    { text: texts.failure(reason.code).help }
  ];
  const next = say(ask.afterMs > 0 ? 'trouble.soon' : 'trouble.now');
  const retry: Choice = { id: 'retry', label: say('trouble.try'), act: { type: 'retryNow' } };
  return { title, paragraphs, wait: { share: null, lines: [next] }, choices: [retry].concat(ways) };
}

function resting({ reason }: Kind<'resting'>, { texts }: Sight): Plain {
  const { says, help } = texts.failure(reason.code);
  const code = texts.say('trouble.code', { code: shortCodeFor(reason) });
  return {
    title: texts.say('link.restTitle'),
    paragraphs: [{ text: says }, { text: help }, { text: code, size: 'hint', ink: 'quiet' }],
    wait: null,
    choices: [
      { id: 'retry', label: texts.say('link.newCode'), act: { type: 'retryNow' } },
      { id: 'help', label: texts.say('link.noPhone'), act: { type: 'openDialog', dialog: 'help' } },
      { id: 'stop', label: texts.say('link.stop'), act: { type: 'cancel' } }
    ]
  };
}

/** A press out of impatience asks first: the sign-in is all but done. */
function linked(state: SessionState, sight: Sight): Plain {
  const { texts } = sight;
  const service = hostOf('provider' in state.auth ? state.auth.provider : 'plex');
  const told: readonly Paragraph[] = [{ text: texts.say('link.linkedHelp', { service }), ink: 'quiet' }];
  return {
    title: texts.say('link.linked'),
    paragraphs: told.concat(forgetful(state, sight)),
    wait: null,
    choices: [
      {
        id: 'stop',
        label: texts.say('link.stop'),
        act: { type: 'openDialog', dialog: 'confirmSignOut' }
      }
    ]
  };
}
