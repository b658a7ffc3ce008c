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
/** What stays together on a line, and whether a space went before it. */
type Piece = { readonly text: string; readonly gap: boolean };

/** Breaks a text into at most `lines` lines of `w` pixels; what is left over ends in an ellipsis. */
export function breakText(
  sight: Sight,
  text: string,
  how: { size: Size; bold: boolean; w: number; lines: number }
): Broken {
  const width: Line = (each) => sight.measure(each, pixelsOf(how.size, sight.large), how.bold);
  const all = linesOf(text, how.w, width);
  const isCut = all.length > how.lines;
  const kept = isCut ? shortened(all, how.lines, how.w, width) : all.map(textOf);
  return {
    text: kept.join('\n'),
    w: Math.ceil(Math.max.apply(null, kept.map(width))),
    h: kept.length * lineOf(how.size, sight.large),
    isCut
  };
}

/** Single signs of scripts that are written without spaces, words of all others, and spaces. */
const PIECES =
  /[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]|[^ \n\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]+|[ \n]+/g;
/** What may not begin a line, and what may not end one. */
const CLOSING = /^[、。，．）」』】〉》・ー！？：；ぁぃぅぇぉっゃゅょァィゥェォッャュョ々!?,.:;)]/;
const OPENING = /[（「『【〈《]$/;

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let gap = false;
  (text.match(PIECES) || []).forEach((each: string): void => {
    const last = pieces[pieces.length - 1];
    if (/^[ \n]/.test(each)) {
      gap = true;
    } else if (last !== undefined && !gap && (CLOSING.test(each) || OPENING.test(last.text))) {
      pieces[pieces.length - 1] = { text: last.text + each, gap: last.gap };
    } else {
      pieces.push({ text: each, gap });
      gap = false;
    }
  });
  return pieces;
}

function joined(line: string, { text, gap }: Piece): string {
  return line === '' ? text : line + (gap ? ' ' : '') + text;
}

function linesOf(text: string, w: number, width: Line): readonly Piece[] {
  const lines: Piece[] = [];
  let line: Piece = { text: '', gap: false };
  piecesOf(text).forEach((piece: Piece): void => {
    const longer = joined(line.text, piece);
    if (line.text === '' || width(longer) <= w) {
      line = { text: longer, gap: line.gap };
    } else {
      lines.push(line);
      line = piece;
    }
    for (let fits = fitting(line.text, w, width); fits < line.text.length;) {
      lines.push({ text: line.text.slice(0, fits), gap: line.gap });
      line = { text: line.text.slice(fits), gap: false };
      fits = fitting(line.text, w, width);
    }
  });
  return lines.concat(line);
}

function textOf({ text }: Piece): string {
  return text;
}

function shortened(all: readonly Piece[], lines: number, w: number, width: Line): string[] {
  const last = all.slice(lines - 1).reduce(joined, '');
  const fits = fitting(last, w - width('…'), width);
  return all
    .slice(0, lines - 1)
    .map(textOf)
    .concat(last.slice(0, fits).replace(/\s+$/, '') + '…');
}

/** Accents and vowel signs of the scripts that people are named in, and what changes the sign before it. */
const MARKS =
  '0300-036f 0483-0489 0591-05bd 05bf-05c7 0610-061a 064b-065f 0670 06d6-06ed 0900-0903 093a-094f 0e31 0e34-0e3a ' +
  '0e47-0e4e 1ab0-1aff 1dc0-1dff 20d0-20ff 3099 309a fe00-fe0f fe20-fe2f';
const MARK = '[' + MARKS.replace(/\w+/g, '\\u$&').replace(/ /g, '') + ']';
const ANY = '(?:[\\ud800-\\udbff][\\udc00-\\udfff]|[^])';
const FLAG = '(?:\\ud83c[\\udde6-\\uddff]){2}';
const SKIN = '\\ud83c[\\udffb-\\udfff]';

/** What people count as one sign: a pair of surrogates, a flag of two, and all that is joined to it. */
const SIGN = new RegExp('(?:' + FLAG + '|' + ANY + ')(?:' + MARK + '|' + SKIN + '|\\u200d' + ANY + ')*', 'g');

/** The signs of a text, none of them broken. */
export function signsOf(text: string): readonly string[] {
  return text.match(SIGN) || [];
}

/** How much of a text fits, in whole signs; one at least. */
function fitting(text: string, w: number, width: Line): number {
  const signs = signsOf(text);
  let count = signs.length;
  let length = text.length;
  while (count > 1 && width(text.slice(0, length)) > w) {
    count -= 1;
    length -= (signs[count] as string).length;
  }
  return length;
}
