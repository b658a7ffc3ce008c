import { shape, words } from './parts';
import { lineOf, SAFE } from './theme';
import type { Part } from './page';
import type { Sight } from './sight';

const MARK = 60;

/** Where the words of a step begin. */
export const STEP_X = SAFE.x + MARK + 24;

export type Step = { readonly parts: readonly Part[]; readonly bottom: number };

/** A number in a circle, and what to do. */
export function step(sight: Sight, n: number, text: string, y: number, w: number): Step {
  const line = lineOf('body', sight.large);
  const said = words(sight, { x: STEP_X, y, w: w - STEP_X + SAFE.x, text, size: 'body', lines: 3 });
  const mark = shape({ x: SAFE.x, y: y + Math.round((line - MARK) / 2), w: MARK, h: MARK }, MARK / 2, 'tile');
  const number = words(sight, {
    x: SAFE.x,
    y,
    w: MARK,
    text: String(n),
    size: 'body',
    bold: true,
    ink: 'accent',
    align: 'middle'
  });
  return { parts: [mark, number, said], bottom: y + said.h };
}
