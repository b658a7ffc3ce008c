import { lineOf, pixelsOf } from './theme';
import type { Size } from './page';
import type { Sight } from './sight';

/** A text broken into lines that fit. `isCut`: something had to be left out. */
export type Broken = {
  readonly text: string;
  readonly w: number;
  readonly h: number;
  readonly isCut: boolean;
};

type Line = (text: string) => number;

/** Breaks a text into at most `lines` lines of `w` pixels; what is left over ends in an ellipsis. */
export function breakText(
  sight: Sight,
  text: string,
  how: { size: Size; bold: boolean; w: number; lines: number }
): Broken {
  const width: Line = (each) => sight.measure(each, pixelsOf(how.size, sight.large), how.bold);
  const all = linesOf(text, how.w, width);
  const isCut = all.length > how.lines;
  const kept = isCut ? shortened(all, how.lines, how.w, width) : all;
  return {
    text: kept.join('\n'),
    w: Math.ceil(Math.max.apply(null, kept.map(width))),
    h: kept.length * lineOf(how.size, sight.large),
    isCut
  };
}

/** Words, or single signs of scripts that are written without spaces. */
const PIECES = /[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+/g;
/** Signs that may not begin a line. */
const CLOSING = /^[、。，．）」』】〉》・ー！？!?,.:;)]/;

function linesOf(text: string, w: number, width: Line): string[] {
  const pieces = text.match(PIECES) || [''];
  const lines: string[] = [];
  let line = '';
  pieces.forEach((piece: string): void => {
    const longer = line + piece;
    if (line === '' || CLOSING.test(piece) || width(longer.replace(/\s+$/, '')) <= w) {
      line = line === '' ? piece.replace(/^\s+/, '') : longer;
      return;
    }
    lines.push(line.replace(/\s+$/, ''));
    line = piece.replace(/^\s+/, '');
  });
  return lines
    .concat(line.replace(/\s+$/, ''))
    .reduce((sum: string[], each: string): string[] => sum.concat(splitLong(each, w, width)), []);
}

/** A word that is wider than the line is broken anywhere. */
function splitLong(line: string, w: number, width: Line): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > 1 && width(rest) > w) {
    const fits = fitting(rest, w, width);
    parts.push(rest.slice(0, fits));
    rest = rest.slice(fits);
  }
  return parts.concat(rest);
}

function shortened(all: readonly string[], lines: number, w: number, width: Line): string[] {
  const last = all.slice(lines - 1).join(' ');
  const room = w - width('…');
  return all.slice(0, lines - 1).concat(last.slice(0, fitting(last, room, width)).replace(/\s+$/, '') + '…');
}

/** How many signs fit; one at least. */
function fitting(text: string, w: number, width: Line): number {
  let count = text.length;
  while (count > 1 && width(text.slice(0, count)) > w) {
    count -= 1;
  }
  return count;
}
