import { headerFor } from '../header-for';
import { page, words } from '../parts';
import { SAFE, SCREEN } from '../theme';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Sight } from '../sight';

/** Where the page's own start picture has its words, so that nothing jumps when the stage takes over. */
const Y = 465;

/** The moment before anything is known, and while the vault is emptied, be it of a person or of a code. Nothing can be pressed here by mistake. */
export function startPage(state: SessionState, _local: Local, sight: Sight): Page {
  const text = sight.texts.say('start.wait');
  const wait = words(sight, {
    x: SAFE.x,
    y: Y,
    w: SCREEN.w - 2 * SAFE.x,
    text,
    size: 'body',
    ink: 'quiet'
  });
  return page('start', headerFor(state, sight).concat(wait), { first: '', spoken: text });
}
