import { shape, words } from './parts';
import { lineOf } from './theme';
import type { Person } from '../core/model/session-state';
import type { Ink, Part, PicturePart, Size } from './page';
import type { Sight } from './sight';

const INKS: readonly Ink[] = ['lilac', 'slate', 'peach', 'sky'];
/** A flag is two signs, most other pictures are pairs, all else is a letter. */
const FIRST_SIGN = /^(?:(?:\ud83c[\udde6-\uddff]){2}|[\ud800-\udbff][\udc00-\udfff]|[^])/;

/** The colour of a person, the same on every screen and every day. */
export function inkOf(id: string): Ink {
  const sum = id.split('').reduce((all: number, sign: string): number => {
    return (all * 33 + sign.charCodeAt(0)) % 65521;
  }, 21);
  return INKS[(sum ^ (sum >> 4) ^ (sum >> 9)) & (INKS.length - 1)] as Ink;
}

/** What stands for a name in a circle. */
export function initialOf(name: string): string {
  const found = FIRST_SIGN.exec(name.trim());
  return found === null ? '?' : found[0].toUpperCase();
}

/** A person as a circle: the initial, and over it the picture once it came. */
export function avatar(sight: Sight, person: Person, x: number, y: number, side: number): readonly Part[] {
  const size = sizeFor(side);
  const line = lineOf(size, sight.large);
  const initial = words(sight, {
    x,
    y: y + Math.round((side - line) / 2),
    w: side,
    text: initialOf(person.title),
    size,
    bold: true,
    ink: 'ink',
    align: 'middle'
  });
  const circle = shape({ x, y, w: side, h: side }, side / 2, inkOf(person.id));
  const plain: readonly Part[] = [circle, initial];
  return person.thumb === null ? plain : plain.concat(pictureOf(person.thumb, x, y, side));
}

function pictureOf(src: string, x: number, y: number, side: number): PicturePart {
  return { kind: 'picture', x, y, w: side, h: side, src };
}

function sizeFor(side: number): Size {
  return side > 180 ? 'initial' : side > 90 ? 'title' : 'hint';
}
