import { question } from '../question';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Sight } from '../sight';

/** Everything goes; keeping it is the safe answer. */
export function confirmResetPage(_state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  return question(sight, {
    name: 'confirmReset',
    title: say('reset.title'),
    body: [say('reset.body')],
    choices: [
      { id: 'stay', label: say('reset.stay'), act: { type: 'cancel' } },
      { id: 'reset', label: say('settings.reset'), act: { type: 'reset' } }
    ]
  });
}
