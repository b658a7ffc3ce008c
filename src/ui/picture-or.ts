import { handed } from './handed';
import { pictureFor, type Locals } from './page-for';
import { button, header, page, words } from './parts';
import { SAFE, SCREEN } from './theme';
import type { SessionState } from '../core/model/session-state';
import type { Page, Picture } from './page';
import type { Sight } from './sight';

/** The picture of a state. A page that cannot be made is told about, and replaced by one from which one can go on. */
export function pictureOr(state: SessionState, locals: Locals, sight: Sight): Picture {
  try {
    return pictureFor(state, locals, sight);
  } catch (bug) {
    handed().onBug(String(bug));
    return { ground: brokenPage(sight), over: null };
  }
}

function brokenPage(sight: Sight): Page {
  const { says, help } = sight.texts.failure('bug');
  const w = SCREEN.w - 2 * SAFE.x;
  const retry = { id: 'retry', label: sight.texts.say('all.retry'), act: { type: 'retryNow' } as const };
  const parts = header(sight, '').concat(
    words(sight, { x: SAFE.x, y: 300, w, text: says, size: 'title', bold: true, lines: 2 }),
    words(sight, { x: SAFE.x, y: 480, w, text: help, size: 'body', ink: 'quiet', lines: 3 }),
    button(sight, SAFE.x, 720, retry)
  );
  return page('trouble', parts, { first: 'retry', spoken: says });
}
