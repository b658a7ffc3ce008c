import { words } from './parts';
import { lineOf } from './theme';
import type { Part } from './page';
import type { Scroll } from './scroll';
import type { Sight } from './sight';

/** How far along a list is, above its end; nothing where all of it is in view. */
export function scrollPlace(
  sight: Sight,
  { from, to }: Scroll,
  all: number,
  above: { readonly x: number; readonly y: number; readonly w: number }
): readonly Part[] {
  if (to - from >= all) {
    return [];
  }
  const text = sight.texts.say('all.ofMany', { from: from + 1, to, all });
  const place = { x: above.x + above.w - ROOM, y: above.y - lineOf('hint', sight.large), w: ROOM };
  return [words(sight, { ...place, text, size: 'hint', ink: 'quiet', align: 'end' })];
}

const ROOM = 300;
