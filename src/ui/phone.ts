import { fixed, shape } from './parts';
import type { GroupPart } from './page';

/** How wide a phone is for its height. */
const SLIM = 0.54;

/** How much room a phone of that height takes. */
export function phoneW(h: number): number {
  return Math.round((h * SLIM) / 3) * 3;
}

/** A phone on which somebody typed: an address above, a code below it, and the button that sends it. */
export function phone(x: number, y: number, h: number, signs: number): GroupPart {
  const w = phoneW(h);
  const edge = 9;
  const [left, inner] = [edge + 12, w - 2 * edge - 24];
  const count = Math.max(1, Math.min(signs, 5));
  const gap = 6;
  const box = Math.floor((inner - (count - 1) * gap) / count);
  const top = Math.round(h * 0.36);
  const boxes = [0, 1, 2, 3, 4]
    .slice(0, count)
    .map((at) => shape({ x: left + at * (box + gap), y: top, w: box, h: box + 9 }, 4, 'quiet'));
  return fixed({ x, y, w, h }, [
    shape({ x: 0, y: 0, w, h }, 24, 'track'),
    shape({ x: edge, y: edge, w: w - 2 * edge, h: h - 2 * edge }, 16, 'ground'),
    shape({ x: w / 2 - 15, y: edge + 9, w: 30, h: 6 }, 3, 'track'),
    shape({ x: left, y: Math.round(h * 0.2), w: inner, h: 12 }, 6, 'accent'),
    ...boxes,
    shape({ x: left, y: top + box + 30, w: inner, h: 24 }, 8, 'track')
  ]);
}

/** A phone that looks at the picture: four corners, and what lies between them. */
export function phoneCamera(x: number, y: number, h: number): GroupPart {
  const w = phoneW(h);
  const edge = 9;
  const side = w - 2 * edge - 36;
  const [left, top] = [edge + 18, Math.round((h - side) / 2)];
  const arm = Math.round(side / 4);
  const corner = (right: boolean, low: boolean): readonly ReturnType<typeof shape>[] => {
    const cx = right ? left + side - arm : left;
    const cy = low ? top + side - arm : top;
    return [
      shape({ x: cx, y: low ? top + side - 6 : top, w: arm, h: 6 }, 3, 'accent'),
      shape({ x: right ? left + side - 6 : left, y: cy, w: 6, h: arm }, 3, 'accent')
    ];
  };
  const unit = Math.round(side / 7);
  const dot = (column: number, row: number): ReturnType<typeof shape> =>
    shape({ x: left + column * unit, y: top + row * unit, w: unit, h: unit }, 3, 'quiet');
  return fixed({ x, y, w, h }, [
    shape({ x: 0, y: 0, w, h }, 24, 'track'),
    shape({ x: edge, y: edge, w: w - 2 * edge, h: h - 2 * edge }, 16, 'ground'),
    shape({ x: w / 2 - 15, y: edge + 9, w: 30, h: 6 }, 3, 'track'),
    ...corner(false, false),
    ...corner(true, false),
    ...corner(false, true),
    ...corner(true, true),
    dot(2, 2),
    dot(4, 2),
    dot(3, 3),
    dot(2, 4),
    dot(4, 4)
  ]);
}
