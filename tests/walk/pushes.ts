import { SCREEN } from '../../src/ui/theme';
import type { Push } from './bare-app';
import type { PressPart } from '../../src/ui/page';

type Draw = () => number;

const ARROWS = ['Left', 'Right', 'Up', 'Down'] as const;

/** What somebody does next with a remote, a pointer or a keyboard. */
export function pushFor(presses: readonly PressPart[], draw: Draw): Push {
  const dice = draw();
  if (dice < 0.38) return { kind: 'key', name: ARROWS[Math.floor(draw() * ARROWS.length)] as 'Left' };
  if (dice < 0.62) return { kind: 'key', name: 'Enter' };
  if (dice < 0.72) return { kind: 'key', name: 'Back' };
  if (dice < 0.8) return typing(draw);
  const type = dice < 0.86 ? 'move' : dice < 0.97 ? 'press' : 'wheel';
  return { kind: 'point', type, ...placeFor(presses, draw) };
}

function typing(draw: Draw): Push {
  const digit = Math.floor(draw() * 10);
  return draw() < 0.8
    ? { kind: 'type', keyCode: 48 + digit, key: String(digit) }
    : { kind: 'type', keyCode: 190, key: '.' };
}

/** Mostly on something that can be pressed. */
function placeFor(presses: readonly PressPart[], draw: Draw): { x: number; y: number } {
  const aim = presses[Math.floor(draw() * presses.length)];
  return aim === undefined || draw() < 0.3
    ? { x: draw(), y: draw() }
    : { x: (aim.x + aim.w / 2) / SCREEN.w, y: (aim.y + aim.h / 2) / SCREEN.h };
}
