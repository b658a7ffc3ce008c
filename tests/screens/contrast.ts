import { paletteFor } from '../../src/ui/theme';
import type { Box, Ink } from '../../src/ui/page';
import type { Leaf } from './leaves';

/** How light a colour is, of WCAG. */
export function luminanceOf(rgb: number): number {
  const [r, g, b] = [16, 8, 0].map((shift) => linear(((rgb >> shift) & 255) / 255)) as [
    number,
    number,
    number
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(share: number): number {
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** 1 for the same colour, 21 for black on white. */
export function contrastOf(one: number, other: number): number {
  const [dark, light] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What a text must reach: a code and its address are read across a room. */
export function neededBy({ size }: Leaf): number {
  return size === 'code' || size === 'address' ? 7 : 4.5;
}

/** Texts too faint for what lies below them, with and without the focus. */
export function faintTexts(leaves: readonly Leaf[], contrast: boolean): readonly string[] {
  const colors = paletteFor(contrast);
  return leaves.flatMap((leaf, at) => {
    if (leaf.kind !== 'text' || leaf.text === '') {
      return [];
    }
    return [false, true].flatMap((isLit) => {
      const below = groundBelow(leaves.slice(0, at), leaf, isLit);
      const ink = (isLit && leaf.press !== null ? leaf.lit : leaf.ink) as Ink;
      const ratio = contrastOf(colors[ink], colors[below]);
      const needed = neededBy(leaf);
      return ratio >= needed
        ? []
        : [`${JSON.stringify(leaf.text)} is ${ink} on ${below}: ${ratio.toFixed(2)}, not ${needed}`];
    });
  });
}

/** The uppermost filled box below the middle of a text. */
function groundBelow(painted: readonly Leaf[], text: Leaf, isLit: boolean): Ink {
  const [x, y] = [text.x + text.w / 2, text.y + text.h / 2];
  const below = painted.filter((leaf) => isFilled(leaf) && holds(leaf, x, y)).pop();
  if (below === undefined) {
    return 'ground';
  }
  const lights = isLit && below.press !== null && text.press !== null && below.press.id === text.press.id;
  if (below.kind === 'press') {
    return lights ? 'paper' : 'tile';
  }
  return (lights ? below.lit : below.ink) as Ink;
}

function isFilled({ kind, press }: Leaf): boolean {
  return kind === 'shape' || (kind === 'press' && press !== null && press.look === 'plate');
}

function holds({ x, y, w, h }: Box, px: number, py: number): boolean {
  return px >= x && px < x + w && py >= y && py < y + h;
}
