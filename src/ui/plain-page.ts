import { column, type Paragraph } from './column';
import { headerFor } from './header-for';
import { buttonH, buttonRow, page, words, type Choice } from './parts';
import { lineOf, SAFE, SCREEN } from './theme';
import type { SessionState } from '../core/model/session-state';
import type { GroupPart, Page, Part, Size } from './page';
import type { Sight } from './sight';

/** What is being waited for: a ring that empties, where it is known how long, and a line or two beside it. */
export type Wait = { readonly share: number | null; readonly lines: readonly string[] };

/** A screen of one idea: what is so, what follows from it, what is being waited for, what can be done. */
export type Plain = {
  /** What is seen before anything is read. */
  readonly drawing?: GroupPart;
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
  readonly wait: Wait | null;
  readonly choices: readonly Choice[];
};

/** How much room is taken: as it is calm, and as it has to be where words are long and letters large. */
type Fit = {
  readonly y: number;
  readonly w: number;
  readonly size: Size;
  readonly gap: number;
  readonly apart: number;
  /** Whether what is waited for stands on one line. */
  readonly flat: boolean;
};

const W = 1520;
const BOTTOM = SCREEN.h - SAFE.y;
const RING = 72;
const FULL = SCREEN.w - 2 * SAFE.x;
const FITS: readonly Fit[] = [
  { y: 252, w: W, size: 'body', gap: 18, apart: 48, flat: false },
  { y: 150, w: W, size: 'body', gap: 18, apart: 42, flat: false },
  { y: 144, w: FULL, size: 'body', gap: 12, apart: 30, flat: true },
  { y: 144, w: FULL, size: 'hint', gap: 12, apart: 30, flat: false },
  { y: 135, w: FULL, size: 'hint', gap: 6, apart: 15, flat: true }
];

/** The page of such a screen. Long words move it up, and then together, rather than off the screen. */
export function plainPage(
  name: Page['name'],
  state: SessionState,
  sight: Sight,
  plain: Plain,
  rest: Partial<Page> & Pick<Page, 'first'>
): Page {
  const made = FITS.reduce(
    (last: Placed | null, fit: Fit): Placed =>
      last !== null && last.bottom <= BOTTOM ? last : partsOf(sight, plain, fit),
    null
  );
  const parts = headerFor(state, sight).concat(made === null ? [] : made.parts);
  return page(name, parts, { spoken: spokenOf(plain), ...rest });
}

type Placed = { readonly parts: readonly Part[]; readonly bottom: number };

function partsOf(sight: Sight, plain: Plain, fit: Fit): Placed {
  const { drawing, wait, choices } = plain;
  const drawn: readonly Part[] = drawing === undefined ? [] : [{ ...drawing, y: fit.y }];
  const y = drawing === undefined ? fit.y : fit.y + drawing.h + 48;
  const text = column(sight, { x: SAFE.x, y, w: fit.w }, paragraphsIn(plain, fit));
  const waiting =
    wait === null
      ? { parts: [], bottom: text.bottom }
      : waitParts(sight, wait, text.bottom + fit.apart - 6, fit.w, fit.flat);
  const row = buttonRow(sight, SAFE.x, waiting.bottom + fit.apart, SCREEN.w - 2 * SAFE.x, choices);
  const last = row[row.length - 1];
  return {
    parts: drawn.concat(text.parts, waiting.parts, row),
    bottom: last === undefined ? waiting.bottom : last.y + buttonH(sight)
  };
}

function paragraphsIn({ title, paragraphs }: Plain, { size, gap }: Fit): readonly Paragraph[] {
  const heading: Paragraph = { text: title, size: 'title', bold: true, lines: 2 };
  return [heading].concat(paragraphs.map((each: Paragraph): Paragraph => ({ size, gap, ...each })));
}

/** The ring and each line are parts of their own: what counts down is all that is drawn anew. */
export function waitParts(sight: Sight, { share, lines }: Wait, y: number, w = W, isFlat = false): Placed {
  const line = lineOf('hint', sight.large);
  const textH = isFlat ? line : lines.length * line;
  const h = Math.max(share === null ? 0 : RING, textH);
  const indent = share === null ? 0 : RING + 24;
  const top = y + Math.round((h - textH) / 2);
  const room = isFlat ? (w - indent) / lines.length : w - indent;
  const texts = lines.map((text: string, at: number): Part => {
    const x = SAFE.x + indent + (isFlat ? at * room : 0);
    return words(sight, { x, y: isFlat ? top : top + at * line, w: room, text, size: 'hint', ink: 'quiet' });
  });
  const ring: readonly Part[] =
    share === null
      ? []
      : [{ kind: 'ring', x: SAFE.x, y: y + Math.round((h - RING) / 2), w: RING, h: RING, share }];
  return { parts: ring.concat(texts), bottom: y + h };
}

function spokenOf({ title, paragraphs }: Plain): string {
  return [title]
    .concat(paragraphs.map((each: Paragraph): string => each.text))
    .filter((each: string): boolean => each !== '')
    .join('. ')
    .replace(/([.!?。؟])\./g, '$1');
}
