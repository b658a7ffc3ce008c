import fc from 'fast-check';
import { breakText, signsOf } from '../../../src/ui/break-text';
import { lineOf, pixelsOf } from '../../../src/ui/theme';
import { PLAIN_SIGHT } from '../../support/plain-sight';

const HOW = { size: 'body', bold: false } as const;
/** How many plain signs fit into a width. */
const SIGN_W = pixelsOf('body', false) / 2;

function linesOf(text: string, signs: number, lines = 99): readonly string[] {
  return breakText(PLAIN_SIGHT, text, { ...HOW, w: signs * SIGN_W, lines }).text.split('\n');
}

const letters = fc.string({ unit: fc.constantFrom(...'abcdefghi.,'), minLength: 1, maxLength: 14 });
const kana = fc.string({ unit: fc.constantFrom(...'日本語のテレビ、。「」ー'), minLength: 1, maxLength: 14 });
const faces = fc.string({ unit: fc.constantFrom('😀', 'é', 'ば', '👩‍👩‍👧', '👍🏽', '🇯🇵', 'مَ', 'x'), maxLength: 8 });
const texts = fc
  .array(fc.oneof(letters, kana, faces), { minLength: 1, maxLength: 8 })
  .map((words) => words.join(' '));
const rooms = fc.integer({ min: 1, max: 30 });

const withoutSpaces = (text: string): string => text.replace(/\s/g, '');

describe('a text in its room', () => {
  it('has no line wider than the room, unless a single sign is', () => {
    fc.assert(
      fc.property(texts, rooms, (text, room) => {
        linesOf(text, room).forEach((line) => {
          expect(line.length <= room || signsOf(line).length === 1).toBe(true);
        });
      })
    );
  });

  it('loses nothing and invents nothing while there are lines enough', () => {
    fc.assert(
      fc.property(texts, rooms, (text, room) => {
        const broken = breakText(PLAIN_SIGHT, text, { ...HOW, w: room * SIGN_W, lines: 999 });
        expect(broken.isCut).toBe(false);
        expect(withoutSpaces(broken.text)).toBe(withoutSpaces(text));
      })
    );
  });

  it('is broken between whole signs only: no half of a pair, no accent, tone or joined part alone', () => {
    fc.assert(
      fc.property(faces, rooms, (text, room) => {
        expect(linesOf(text, room).flatMap(signsOf)).toEqual(signsOf(text));
      })
    );
  });

  it('has no more lines than it may, and what is left out shows in an ellipsis', () => {
    fc.assert(
      fc.property(texts, rooms, fc.integer({ min: 1, max: 3 }), (text, room, most) => {
        const broken = breakText(PLAIN_SIGHT, text, { ...HOW, w: room * SIGN_W, lines: most });
        const lines = broken.text.split('\n');
        expect(lines.length).toBeLessThanOrEqual(most);
        expect(broken.h).toBe(lines.length * lineOf('body', false));
        expect(broken.isCut).toBe((lines[lines.length - 1] as string).endsWith('…'));
        const shown = withoutSpaces(broken.text).replace(/…$/, '');
        expect(withoutSpaces(text).startsWith(shown)).toBe(true);
      })
    );
  });

  it('is as wide as its widest line, so that a button fits its label', () => {
    fc.assert(
      fc.property(texts, rooms, (text, room) => {
        const broken = breakText(PLAIN_SIGHT, text, { ...HOW, w: room * SIGN_W, lines: 99 });
        const widest = Math.max(...broken.text.split('\n').map((line) => line.length * SIGN_W));
        expect(broken.w).toBe(Math.ceil(widest));
      })
    );
  });

  it('keeps a sign with its word where a language sets it off by a space that must not break', () => {
    expect(linesOf('Qui regarde ici\u00a0?', 12)).toEqual(['Qui regarde', 'ici\u00a0?']);
    expect(linesOf('choisir «\u00a0Oui\u00a0»', 10)).toEqual(['choisir', '«\u00a0Oui\u00a0»']);
  });

  it('keeps words whole where they fit', () => {
    expect(linesOf('open the link on your phone', 10)).toEqual(['open the', 'link on', 'your phone']);
  });

  it('breaks Japanese between signs, but begins no line with a full stop and ends none with a bracket', () => {
    expect(linesOf('テレビを見る。', 6)).toEqual(['テレビを見', 'る。']);
    expect(linesOf('これは「家」です', 4)).toEqual(['これは', '「家」で', 'す']);
    expect(linesOf('ニュース', 3)).toEqual(['ニュー', 'ス']);
  });

  it('is one empty line when there is nothing to say', () => {
    expect(breakText(PLAIN_SIGHT, '', { ...HOW, w: 100, lines: 2 })).toEqual({
      text: '',
      w: 0,
      h: lineOf('body', false),
      isCut: false
    });
  });
});
