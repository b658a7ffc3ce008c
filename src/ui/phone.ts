import { fixed, shape } from './parts';
import type { Box, GroupPart, Ink, Part, ShapePart } from './page';

/** How wide a phone is for its height. */
const SLIM = 0.54;
const EDGE = 9;

/** How much room a phone of that height takes. */
function phoneW(h: number): number {
  return Math.round((h * SLIM) / 3) * 3;
}

/** How high a phone may be in so much room. */
export function phoneHFor(w: number): number {
  return Math.floor(w / SLIM / 3) * 3;
}

/** A phone on which somebody typed: an address above, a code below it, and the button that sends it. */
export function typingPhone(x: number, y: number, h: number): GroupPart {
  const w = phoneW(h);
  const [left, inner] = [EDGE + 12, w - 2 * EDGE - 24];
  const box = Math.floor((inner - 18) / 4);
  const top = Math.round(h * 0.38);
  const boxes = [0, 1, 2, 3].map((at: number): ShapePart =>
    bar(left + at * (box + 6), top, box, box + 9, 'quiet')
  );
  const address = bar(left, Math.round(h * 0.22), inner, 15, 'accent');
  const send = bar(left, top + box + 33, inner, 30, 'track');
  return body(x, y, h, [address, send].concat(boxes));
}

/** A phone that looks at the picture: four corners, and what lies between them. */
export function lookingPhone(x: number, y: number, h: number): GroupPart {
  const side = Math.floor((phoneW(h) - 2 * EDGE - 36) / 7) * 7;
  const [left, top] = [Math.round((phoneW(h) - side) / 2), Math.round((h - side) / 2)];
  const arm = (side / 7) * 2;
  const far = side - 6;
  const corners = [0, far].map((across: number): readonly ShapePart[] =>
    [0, far].reduce(
      (sum: readonly ShapePart[], down: number): readonly ShapePart[] =>
        sum.concat(
          bar(left + (across === 0 ? 0 : side - arm), top + down, arm, 6, 'accent'),
          bar(left + across, top + (down === 0 ? 0 : side - arm), 6, arm, 'accent')
        ),
      []
    )
  );
  const unit = side / 7;
  const dots = SCATTERED.map((at: number): ShapePart =>
    dot(left + (2 + (at % 3)) * unit, top + (2 + Math.floor(at / 3)) * unit, unit)
  );
  return body(x, y, h, dots.concat(corners[0] || [], corners[1] || []));
}

/** Which of nine fields are dark. */
const SCATTERED = [0, 2, 4, 6, 8];

/** A set and a phone, and what runs between them: lit once they know each other. */
export function setAndPhone(x: number, y: number, isLinked: boolean): GroupPart {
  const ink: Ink = isLinked ? 'accent' : 'quiet';
  const dots = [0, 1, 2].map((at: number): ShapePart => bar(345 + at * 36, 84, 15, 15, ink));
  const tv: readonly Part[] = [
    shape({ x: 0, y: 0, w: 300, h: 174 }, 18, 'track'),
    shape({ x: EDGE, y: EDGE, w: 282, h: 156 }, 12, 'ground'),
    shape({ x: 102, y: 183, w: 96, h: 9 }, 4, 'track'),
    shape({ x: 129, y: 66, w: 42, h: 42 }, 12, ink)
  ];
  const held = body(480, 0, 192, [bar(36, 80, 32, 32, ink)]);
  return fixed({ x, y, w: 480 + phoneW(192), h: 192 }, tv.concat(dots, held));
}

function body(x: number, y: number, h: number, screen: readonly Part[]): GroupPart {
  const w = phoneW(h);
  const glass: Box = { x: EDGE, y: EDGE, w: w - 2 * EDGE, h: h - 2 * EDGE };
  const around: readonly Part[] = [
    shape({ x: 0, y: 0, w, h }, 24, 'track'),
    shape(glass, 16, 'ground'),
    bar(Math.round(w / 2) - 15, EDGE + 9, 30, 6, 'track')
  ];
  return fixed({ x, y, w, h }, around.concat(screen));
}

function dot(x: number, y: number, side: number): ShapePart {
  return shape({ x, y, w: side, h: side }, 3, 'quiet');
}

function bar(x: number, y: number, w: number, h: number, ink: Ink): ShapePart {
  return shape({ x, y, w, h }, Math.round(Math.min(w, h) / 3), ink);
}
