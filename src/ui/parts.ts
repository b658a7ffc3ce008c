import { breakText } from './break-text';
import { lineOf, SAFE, SCREEN } from './theme';
import type { Act, Box, GroupPart, Ink, Page, Part, PressPart, ShapePart, Size, TextPart } from './page';
import type { Sight } from './sight';

type Words = {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly text: string;
  readonly size: Size;
  readonly bold?: boolean;
  readonly ink?: Ink;
  readonly lit?: Ink;
  readonly align?: TextPart['align'];
  readonly lines?: number;
};

/** A text in its box, broken into lines; the box is as high as its lines. */
export function words(sight: Sight, how: Words): TextPart {
  const { x, y, w, size, bold = false, ink = 'text', align = 'start', lines = 1 } = how;
  const broken = breakText(sight, how.text, { size, bold, w, lines });
  const lit = how.lit === undefined ? {} : { lit: how.lit };
  return {
    kind: 'text',
    x,
    y,
    w,
    h: broken.h,
    text: broken.text,
    isCut: broken.isCut,
    size,
    bold,
    ink,
    align,
    ...lit
  };
}

/** A filled box with round corners. */
export function shape(box: Box, radius: number, ink: Ink, lit: Ink = ink): ShapePart {
  return { kind: 'shape', ...box, radius, ink, lit };
}

/** What can have the focus, as a light or dark plate. */
export function plate(box: Box, id: string, label: string, act: Act, inside: readonly Part[]): PressPart {
  return { kind: 'press', ...box, id, label, act, inside, radius: 27, look: 'plate' };
}

export type Choice = { readonly id: string; readonly label: string; readonly act: Act };

const PAD = 45;
const GAP = 24;

/** How high a button is. */
export function buttonH(sight: Sight): number {
  return lineOf('body', sight.large) + 39;
}

/** A button as wide as its label. */
export function button(
  sight: Sight,
  x: number,
  y: number,
  choice: Choice,
  room = SCREEN.w - 2 * SAFE.x
): PressPart {
  const { w } = breakText(sight, choice.label, { size: 'body', bold: false, w: room - 2 * PAD, lines: 1 });
  const box = { x, y, w: w + 2 * PAD, h: buttonH(sight) };
  const label = words(sight, {
    x: PAD,
    y: 20,
    w,
    text: choice.label,
    size: 'body',
    lit: 'ink',
    align: 'middle'
  });
  return plate(box, choice.id, choice.label, choice.act, [label]);
}

/** Buttons beside each other; those that do not fit go below. */
export function buttonRow(
  sight: Sight,
  x: number,
  y: number,
  w: number,
  choices: readonly Choice[]
): readonly PressPart[] {
  let at = { x, y };
  return choices.map((choice: Choice): PressPart => {
    const made = button(sight, at.x, at.y, choice, w);
    const isOver = at.x > x && at.x + made.w > x + w;
    const placed = isOver ? { ...made, x, y: at.y + made.h + GAP } : made;
    at = { x: placed.x + placed.w + GAP, y: placed.y };
    return placed;
  });
}

/** Parts that keep their order in every direction of writing. */
export function fixed(box: Box, inside: readonly Part[]): GroupPart {
  return { kind: 'group', ...box, fixed: true, inside };
}

/** The line at the top of every screen: whose app this is, and in the corner whose evening. */
export function header(sight: Sight, corner: string): readonly Part[] {
  const room = (SCREEN.w - 2 * SAFE.x) / 2;
  const mark = shape({ x: SAFE.x, y: 45 + lineOf('body', sight.large) / 2, w: 24, h: 24 }, 7, 'accent');
  const name = words(sight, { x: 135, y: 57, w: room, text: 'Couchkey', size: 'body', bold: true });
  const end = { x: SCREEN.w - SAFE.x - room, y: 60, w: room, align: 'end' as const };
  const parts: readonly Part[] = [mark, name];
  return corner === ''
    ? parts
    : parts.concat(words(sight, { ...end, text: corner, size: 'hint', ink: 'quiet' }));
}

/** The parts of a page that most pages leave as they are. */
export function page(
  name: Page['name'],
  parts: readonly Part[],
  rest: Partial<Page> & Pick<Page, 'first' | 'spoken'>
): Page {
  return {
    name,
    parts,
    types: 'nothing',
    anySign: false,
    done: '',
    complete: null,
    changesInMs: null,
    ...rest
  };
}
