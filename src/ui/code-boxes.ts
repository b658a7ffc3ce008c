import { breakText, signsOf } from './break-text';
import { fixed, shape, words } from './parts';
import { lineOf } from './theme';
import type { GroupPart, Part, Size } from './page';
import type { Sight } from './sight';

type Fit = { readonly size: Size; readonly w: number; readonly h: number; readonly gap: number };

/** The largest first. Four signs have room for the first; a code may be of any length. */
const FITS: readonly Fit[] = [
  { size: 'code', w: 168, h: 216, gap: 18 },
  { size: 'initial', w: 96, h: 132, gap: 12 },
  { size: 'title', w: 69, h: 99, gap: 9 },
  { size: 'heading', w: 54, h: 78, gap: 6 }
];

/** A code in boxes of their own, in the order in which it is typed, whichever way people read. */
export function codeBoxes(sight: Sight, code: string, x: number, y: number, room: number): GroupPart {
  const signs = signsOf(code);
  const fit = fitFor(signs.length, room);
  const perRow = Math.max(1, Math.floor((room + fit.gap) / (fit.w + fit.gap)));
  const rows = Math.ceil(signs.length / perRow);
  const inside = signs.reduce(
    (sum: readonly Part[], sign: string, at: number): readonly Part[] =>
      sum.concat(boxed(sight, sign, fit, at % perRow, Math.floor(at / perRow))),
    []
  );
  const w = lengthOf(Math.min(signs.length, perRow), fit.w, fit.gap);
  return fixed({ x, y, w, h: lengthOf(rows, fit.h, fit.gap) }, inside);
}

function lengthOf(count: number, each: number, gap: number): number {
  return count * each + (count - 1) * gap;
}

function fitFor(count: number, room: number): Fit {
  const fits = FITS.filter((fit: Fit): boolean => lengthOf(count, fit.w, fit.gap) <= room);
  return (fits.length > 0 ? fits[0] : FITS[FITS.length - 1]) as Fit;
}

function boxed(sight: Sight, sign: string, fit: Fit, column: number, row: number): readonly Part[] {
  const { size, w, h, gap } = fit;
  const [x, y] = [column * (w + gap), row * (h + gap)];
  const line = lineOf(size, sight.large);
  const text = words(sight, {
    x,
    y: y + Math.round((h - line) / 2),
    w,
    text: sign,
    size,
    bold: true,
    align: 'middle'
  });
  return [shape({ x, y, w, h }, Math.round(w / 7), 'tile'), text];
}

/** The largest of these sizes in which a text fits on one line. */
export function sizeThatFits(sight: Sight, text: string, w: number, sizes: readonly Size[]): Size {
  const fits = sizes.filter(
    (size: Size): boolean => !breakText(sight, text, { size, bold: true, w, lines: 1 }).isCut
  );
  return (fits.length > 0 ? fits[0] : sizes[sizes.length - 1]) as Size;
}
