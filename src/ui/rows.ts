import { breakText } from './break-text';
import { plate, words } from './parts';
import { lineOf } from './theme';
import { scrollFor, type Scroll } from './scroll';
import type { Act, Box, Local, PressPart } from './page';
import type { Sight } from './sight';

const PAD = 36;
const GAP = 12;

/** One line of a list: what it is, and what holds now. */
export type Row = { readonly id: string; readonly label: string; readonly value: string; readonly act: Act };

/** A line of which more can be said beside the list. */
export type Item = { readonly id: string; readonly row: Row; readonly help: string };

export type Rows = { readonly presses: readonly PressPart[]; readonly scroll: Scroll };

/** As many rows as there is room for, around the one with the focus. */
export function rowsIn(sight: Sight, box: Box, rows: readonly Row[], local: Local): Rows {
  const h = lineOf('body', sight.large) + PAD;
  const scroll = scrollFor(rows.length, Math.floor((box.h + GAP) / (h + GAP)), local);
  const presses = rows.slice(scroll.from, scroll.to).map((row: Row, at: number): PressPart => {
    const place = { x: box.x, y: box.y + at * (h + GAP), w: box.w, h };
    return rowPress(sight, place, { ...row, id: scroll.idOf(row.id, scroll.from + at) });
  });
  return { presses, scroll };
}

function rowPress(sight: Sight, box: Box, row: Row): PressPart {
  const room = box.w - 2 * PAD;
  const { w } = breakText(sight, row.label, { size: 'body', bold: false, w: room, lines: 1 });
  const y = PAD / 2;
  const label = words(sight, { x: PAD, y, w, text: row.label, size: 'body', lit: 'ink' });
  if (row.value === '') {
    return plate(box, row.id, row.label, row.act, [label]);
  }
  const value = words(sight, {
    x: PAD + w + GAP,
    y,
    w: room - w - GAP,
    text: row.value,
    size: 'body',
    ink: 'quiet',
    lit: 'inkQuiet',
    align: 'end'
  });
  return plate(box, row.id, row.label + ', ' + row.value, row.act, [label, value]);
}
