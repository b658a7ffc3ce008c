import { column, type Paragraph } from './column';
import { keyGrid, typingKey, type Key } from './keypad';
import { buttonH, buttonRow, fixed, page, plate, shape, words, type Choice } from './parts';
import { readAloud } from './question';
import { lineOf, pixelsOf, SAFE, SCREEN } from './theme';
import type { Box, Page, Part, PressPart } from './page';
import type { Sight } from './sight';

/** A page on which something is typed: what is there so far, keys, and ready-made pieces. */
export type TypingPage = {
  readonly name: Page['name'];
  readonly title: string;
  readonly notes: readonly Paragraph[];
  readonly typed: string;
  /** Stands in the field while nothing is typed. */
  readonly placeholder: string;
  readonly keys: string;
  readonly pieces: readonly Choice[];
  /** The last is what all the typing is for. */
  readonly actions: readonly Choice[];
  readonly anySign?: boolean;
  readonly columns?: number;
};

const W = SCREEN.w - 2 * SAFE.x;
const COLUMNS = 10;
const GAP = 24;
const ACTIONS_W = 336;
const FIELD = { y: 159, h: 108, pad: 36 };
const CARET_W = 6;
/** No field has room for more signs. */
const MOST_SHOWN = 160;

/** Everything that can be typed with arrows and OK can be typed on a keyboard too. */
export function typingPage(sight: Sight, how: TypingPage): Page {
  const head = column(sight, { x: SAFE.x, y: 54, w: W }, [{ text: how.title, size: 'title', bold: true }]);
  const notes = column(sight, { x: SAFE.x, y: FIELD.y + FIELD.h + 9, w: W }, how.notes);
  const foot = SCREEN.h - SAFE.y - buttonH(sight);
  const top = FIELD.y + FIELD.h + 30 + 2 * lineOf('hint', sight.large);
  const bottom = how.pieces.length > 0 ? foot - GAP : SCREEN.h - SAFE.y;
  const grid = { x: SAFE.x, y: top, w: W - GAP - ACTIONS_W, h: bottom - top };
  const keys = how.keys.split('').map((each: string): Key => spokenKey(each, sight));
  const parts: readonly Part[] = head.parts;
  return page(
    how.name,
    parts.concat(
      fieldOf(sight, how.typed, how.placeholder),
      notes.parts,
      keyGrid(sight, grid, how.columns || COLUMNS, keys),
      actionsOf(sight, { ...grid, x: grid.x + grid.w + GAP, w: ACTIONS_W }, how.actions),
      piecesOf(sight, foot, how.pieces)
    ),
    {
      first: 'key:' + how.keys.slice(0, 1),
      types: 'address',
      anySign: how.anySign === true,
      done: how.actions
        .slice(-1)
        .map((each: Choice): string => each.id)
        .join(''),
      spoken: readAloud(head.parts.concat(notes.parts))
    }
  );
}

const NAMES = { '.': 'keys.dot', ':': 'keys.colon', '-': 'keys.dash', '/': 'keys.slash' } as const;

function spokenKey(sign: string, { texts }: Sight): Key {
  const name = NAMES[sign as keyof typeof NAMES];
  return name === undefined ? typingKey(sign) : { ...typingKey(sign), label: texts.say(name) };
}

/** What was typed reads from left to right in every language; when it is long, its end counts. */
function fieldOf(sight: Sight, typed: string, placeholder: string): Part {
  const room = W - 2 * FIELD.pad - CARET_W - 9;
  const shown = typed === '' ? placeholder : endOf(sight, typed, room);
  const y = (FIELD.h - lineOf('title', sight.large)) / 2;
  const ink = typed === '' ? 'quiet' : 'text';
  const x = FIELD.pad + (typed === '' ? 15 : 0);
  const text = words(sight, { x, y, w: room, text: shown, size: 'title', ink });
  const end = typed === '' ? 0 : Math.min(room, widthOf(sight, shown)) + 9;
  return fixed({ x: SAFE.x, y: FIELD.y, w: W, h: FIELD.h }, [
    shape({ x: 0, y: 0, w: W, h: FIELD.h }, 27, 'tile'),
    text,
    shape({ x: FIELD.pad + end, y: 21, w: CARET_W, h: FIELD.h - 42 }, CARET_W / 2, 'accent')
  ]);
}

function endOf(sight: Sight, typed: string, room: number): string {
  let shown = typed.length > MOST_SHOWN ? '…' + typed.slice(-MOST_SHOWN) : typed;
  while (widthOf(sight, shown) > room && shown.length > 2) {
    shown = '…' + shown.slice(2);
  }
  return shown;
}

function widthOf(sight: Sight, text: string): number {
  return sight.measure(text, pixelsOf('title', sight.large), false);
}

function actionsOf(sight: Sight, box: Box, actions: readonly Choice[]): readonly PressPart[] {
  const h = (box.h + 12) / actions.length - 12;
  return actions.map((each: Choice, at: number): PressPart => {
    const line = lineOf('body', sight.large);
    const text = { text: each.label, size: 'body', lit: 'ink', align: 'middle' } as const;
    const label = words(sight, { x: 18, y: (h - line) / 2, w: box.w - 36, ...text });
    return plate({ ...box, y: box.y + at * (h + 12), h }, each.id, each.label, each.act, [label]);
  });
}

/** As many as fit in one row. */
function piecesOf(sight: Sight, y: number, pieces: readonly Choice[]): readonly PressPart[] {
  return buttonRow(sight, SAFE.x, y, W, pieces).filter((each: PressPart): boolean => each.y === y);
}
