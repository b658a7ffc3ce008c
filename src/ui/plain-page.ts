import { column, type Paragraph } from './column';
import { headerFor } from './header-for';
import { buttonH, buttonRow, page, words, type Choice } from './parts';
import { lineOf, SAFE, SCREEN } from './theme';
import type { SessionState } from '../core/model/session-state';
import type { GroupPart, Page, Part } from './page';
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

const W = 1520;
const TOP = 252;
const HIGHEST = 150;
const BOTTOM = SCREEN.h - SAFE.y;
const RING = 72;

/** The page of such a screen. Long words move it up rather than off the screen. */
export function plainPage(
  name: Page['name'],
  state: SessionState,
  sight: Sight,
  plain: Plain,
  rest: Partial<Page> & Pick<Page, 'first'>
): Page {
  const low = partsOf(sight, plain, TOP);
  const y = Math.max(HIGHEST, TOP - Math.max(0, low.bottom - BOTTOM));
  const parts = headerFor(state, sight).concat(y === TOP ? low.parts : partsOf(sight, plain, y).parts);
  return page(name, parts, { spoken: spokenOf(plain), ...rest });
}

type Placed = { readonly parts: readonly Part[]; readonly bottom: number };

function partsOf(sight: Sight, { drawing, title, paragraphs, wait, choices }: Plain, top: number): Placed {
  const drawn: readonly Part[] = drawing === undefined ? [] : [{ ...drawing, y: top }];
  const y = drawing === undefined ? top : top + drawing.h + 48;
  const heading: Paragraph = { text: title, size: 'title', bold: true, lines: 2 };
  const text = column(sight, { x: SAFE.x, y, w: W }, [heading].concat(paragraphs));
  const waiting =
    wait === null ? { parts: [], bottom: text.bottom } : waitParts(sight, wait, text.bottom + 36);
  const row = buttonRow(sight, SAFE.x, waiting.bottom + 48, SCREEN.w - 2 * SAFE.x, choices);
  const last = row[row.length - 1];
  return {
    parts: drawn.concat(text.parts, waiting.parts, row),
    bottom: last === undefined ? waiting.bottom : last.y + buttonH(sight)
  };
}

/** The ring and each line are parts of their own: what counts down is all that is drawn anew. */
export function waitParts(sight: Sight, { share, lines }: Wait, y: number, w = W): Placed {
  const line = lineOf('hint', sight.large);
  const h = Math.max(share === null ? 0 : RING, lines.length * line);
  const indent = share === null ? 0 : RING + 24;
  const top = y + Math.round((h - lines.length * line) / 2);
  const texts = lines.map((text: string, at: number): Part =>
    words(sight, {
      x: SAFE.x + indent,
      y: top + at * line,
      w: w - indent,
      text,
      size: 'hint',
      ink: 'quiet'
    })
  );
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
