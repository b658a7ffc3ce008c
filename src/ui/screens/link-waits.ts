import { shortCodeFor } from '../../core/model/failure';
import { setAndPhone } from '../phone';
import { plainPage, type Plain } from '../plain-page';
import { hostOf, reasonLine } from '../services';
import { SAFE } from '../theme';
import { forgetful } from './connecting';
import type { AuthState, SessionState } from '../../core/model/session-state';
import type { Paragraph } from '../column';
import type { Act, Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Sight } from '../sight';

type Kind<K extends AuthState['kind']> = Extract<AuthState, { kind: K }>;
type Asking = Kind<'requestingCode'> | Kind<'acceptingToken'>;

/** The press that OK goes to, whatever the link screen shows: what it does is never the end of anything. */
export const MAIN = 'main';

const HELP: Act = { type: 'openDialog', dialog: 'help' };

/** What stands in the code's place before there is one, after there was one, and when nobody came. */
export function linkWaitPage(state: SessionState, _local: Local, sight: Sight): Page {
  return plainPage('link', state, sight, plainFor(state, sight), { first: MAIN });
}

function plainFor(state: SessionState, sight: Sight): Plain {
  const { auth } = state;
  switch (auth.kind) {
    case 'requestingCode':
    case 'acceptingToken':
      return asking(auth, sight);
    case 'resting':
      return resting(auth, sight);
    default:
      return linked(state, sight);
  }
}

/** Whatever comes first is where OK goes. */
function choices(...all: readonly (readonly [label: string, act: Act])[]): readonly Choice[] {
  return all.map(([label, act], at: number): Choice => ({ id: at === 0 ? MAIN : MAIN + at, label, act }));
}

function asking(auth: Asking, { texts }: Sight): Plain {
  const { say } = texts;
  const { reason, ask, provider } = auth;
  const isCode = auth.kind === 'requestingCode';
  const title = say(isCode ? 'link.fetching' : 'link.checking');
  const drawing = setAndPhone(SAFE.x, 0, false);
  const help = [say('link.noPhone'), HELP] as const;
  const stop = [say('link.stop'), { type: 'cancel' }] as const;
  if (reason === undefined) {
    const ways = isCode ? choices(help, stop) : choices(stop);
    return {
      drawing,
      title,
      paragraphs: [{ text: say('start.wait'), ink: 'quiet' }],
      wait: null,
      choices: ways
    };
  }
  const line = reasonLine(texts, reason, hostOf(provider), ask.nth - 1);
  const next = say(ask.afterMs > 0 ? 'trouble.soon' : 'trouble.now');
  return {
    drawing,
    title,
    paragraphs: [{ text: line, ink: 'fair' }, { text: texts.failure(reason.code).help }],
    wait: { share: null, lines: [next] },
    choices: choices([say('trouble.try'), { type: 'retryNow' }], help, stop)
  };
}

function resting({ reason }: Kind<'resting'>, { texts }: Sight): Plain {
  const { say } = texts;
  const { says, help } = texts.failure(reason.code);
  const code = say('trouble.code', { code: shortCodeFor(reason) });
  return {
    drawing: setAndPhone(SAFE.x, 0, false),
    title: say('link.restTitle'),
    paragraphs: [{ text: says }, { text: help }, { text: code, size: 'hint', ink: 'quiet' }],
    wait: null,
    choices: choices(
      [say('link.newCode'), { type: 'retryNow' }],
      [say('link.noPhone'), HELP],
      [say('link.stop'), { type: 'cancel' }]
    )
  };
}

/** A press out of impatience asks first: the sign-in is all but done. */
function linked(state: SessionState, sight: Sight): Plain {
  const { say } = sight.texts;
  const service = hostOf('provider' in state.auth ? state.auth.provider : 'plex');
  const told: readonly Paragraph[] = [{ text: say('link.linkedHelp', { service }), ink: 'quiet' }];
  return {
    drawing: setAndPhone(SAFE.x, 0, true),
    title: say('link.linked'),
    paragraphs: told.concat(forgetful(state, sight)),
    wait: null,
    choices: choices([say('link.stop'), { type: 'openDialog', dialog: 'confirmSignOut' }])
  };
}
