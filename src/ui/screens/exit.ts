import { question } from '../question';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Sight } from '../sight';

/** The last question. A kiosk has no outside, so there it can only be answered with staying. */
export function exitPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const stay: Choice = { id: 'stay', label: say('exit.stay'), act: { type: 'closeDialog' } };
  const leave: Choice = { id: 'leave', label: say('exit.leave'), act: { type: 'exit' } };
  if (state.dialog.kind === 'exiting') {
    return question(sight, { name: 'exit', title: say('exit.leaving'), body: [], choices: [] });
  }
  return question(sight, {
    name: 'exit',
    title: say('exit.title'),
    body: state.auth.kind === 'signedIn' && state.auth.remembered ? [say('exit.kept')] : [],
    choices: state.config.kiosk ? [stay] : [stay, leave]
  });
}
