import { fixed, plate, words } from './parts';
import { lineOf } from './theme';
import type { Act, Box, GroupPart, PressPart } from './page';
import type { Sight } from './sight';

/** One key: what is drawn on it, and what is said of it. */
export type Key = { readonly id: string; readonly text: string; readonly label: string; readonly act: Act };

const GAP = 12;

/** A key that types what it shows. */
export function typingKey(text: string): Key {
  return { id: 'key:' + text, text, label: text, act: { type: 'type', text } };
}

/** Keys in rows of the same length, in the same order in every direction of writing; null leaves a gap. */
export function keyGrid(sight: Sight, box: Box, columns: number, keys: readonly (Key | null)[]): GroupPart {
  const w = (box.w + GAP) / columns - GAP;
  const h = (box.h + GAP) / Math.ceil(keys.length / columns) - GAP;
  const presses = keys.reduce((all: readonly PressPart[], key, at): readonly PressPart[] => {
    const place = { x: (at % columns) * (w + GAP), y: Math.floor(at / columns) * (h + GAP), w, h };
    return key === null ? all : all.concat(keyPress(sight, place, key));
  }, []);
  return fixed(box, presses);
}

function keyPress(sight: Sight, box: Box, key: Key): PressPart {
  const size = key.text.length === 1 ? 'heading' : 'body';
  const text = words(sight, {
    x: 0,
    y: Math.round((box.h - lineOf(size, sight.large)) / 2),
    w: box.w,
    text: key.text,
    size,
    lit: 'ink',
    align: 'middle'
  });
  return plate(box, key.id, key.label, key.act, [text]);
}
