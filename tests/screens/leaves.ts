import { lineOf, pixelsOf } from '../../src/ui/theme';
import type { Measure } from '../../src/ui/sight';
import type { Box, Ink, Page, Part, PressPart, ShapePart, Size, TextPart } from '../../src/ui/page';

/** The press around a part, as a place on the screen. */
export type Holder = Box & { readonly id: string; readonly look: PressPart['look'] };

/** What can be seen of a page, placed on the screen in the order of painting. */
export type Leaf = Box & {
  readonly kind: Part['kind'];
  /** The press it lies in. */
  readonly press: Holder | null;
  readonly ink?: Ink;
  readonly lit?: Ink;
  readonly text?: string;
  readonly size?: Size;
  readonly isCut?: boolean;
  /** The box that the text was given. What is drawn of it is the leaf's own box. */
  readonly room?: Box;
};

type At = { readonly x: number; readonly y: number; readonly press: Holder | null };
type Sizes = { readonly measure: Measure; readonly large: boolean };

/** Everything on a page; texts are as wide as their widest line really is. */
export function leavesOf(page: Page, sizes: Sizes): readonly Leaf[] {
  return leavesIn(page.parts, { x: 0, y: 0, press: null }, sizes);
}

function leavesIn(parts: readonly Part[], at: At, sizes: Sizes): readonly Leaf[] {
  return parts.flatMap((part) => leavesFor(part, at, sizes));
}

function leavesFor(part: Part, at: At, sizes: Sizes): readonly Leaf[] {
  const box = { x: part.x + at.x, y: part.y + at.y, w: part.w, h: part.h };
  switch (part.kind) {
    case 'text':
      return [textLeaf(part, box, at.press, sizes)];
    case 'shape':
      return [shapeLeaf(part, box, at.press)];
    case 'group':
      return leavesIn(part.inside, { ...at, x: box.x, y: box.y }, sizes);
    case 'press': {
      const press = { ...box, id: part.id, look: part.look };
      return [{ kind: 'press', ...box, press }, ...leavesIn(part.inside, { ...box, press }, sizes)];
    }
    default:
      return [{ kind: part.kind, ...box, press: at.press }];
  }
}

function shapeLeaf({ ink, lit = ink }: ShapePart, box: Box, press: Holder | null): Leaf {
  return { kind: 'shape', ...box, press, ink, lit };
}

const SHARE = { start: 0, middle: 0.5, end: 1 };

function textLeaf(part: TextPart, room: Box, press: Holder | null, { measure, large }: Sizes): Leaf {
  const { text, size, bold, ink, lit = ink, isCut, align } = part;
  const lines = text.split('\n');
  const pixels = pixelsOf(size, large);
  const w = Math.max(...lines.map((line) => measure(line, pixels, bold)));
  const air = (lineOf(size, large) - pixels) / 2;
  const h = lines.length * lineOf(size, large) - 2 * air;
  const drawn = { x: room.x + (room.w - w) * SHARE[align], y: room.y + air, w, h };
  return { kind: 'text', ...drawn, press, ink, lit, text, size, isCut, room };
}
