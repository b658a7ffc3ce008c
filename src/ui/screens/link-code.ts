import { codeBoxes, sizeThatFits } from '../code-boxes';
import { column } from '../column';
import { lookingPhone, phoneW, typingPhone } from '../phone';
import { plateSide, qrPlate } from '../qr-plate';
import { step, STEP_X, type Step } from '../steps';
import { SAFE, SCREEN } from '../theme';
import { addressOf } from './address-words';
import type { Code } from '../../core/model/session-state';
import type { Part, Size } from '../page';
import type { Sight } from '../sight';

const TOP = 150;
/** How large the picture may be: beside a code to type, and alone. */
const PLATE = { typed: 666, alone: 762 };
/** How high the largest boxes are: as far down as the phone beside them reaches. */
const PHONE_OVER = 216;
const LEAST_GAP = 9;
const MOST_GAP = 42;

/** Draws one thing below another; what it returns begins where the other ends. */
type Block = (y: number) => Step;

/** The code for eyes and for a camera, and what to do with it, above a line that belongs to what is below. */
export function codeParts(sight: Sight, code: Code, floor: number): readonly Part[] {
  const isTyped = code.text !== '';
  const room = isTyped ? PLATE.typed : PLATE.alone;
  const { side } = plateSide(code.link, room);
  const x = SCREEN.w - SAFE.x - side;
  const y = Math.max(TOP, Math.round((TOP + PLATE.alone + TOP - side) / 2));
  const w = x - SAFE.x - 60;
  const blocks = isTyped ? typedBlocks(sight, code, w) : scannedBlocks(sight, w);
  return stacked(blocks, floor).concat(qrPlate(code.link, x, y, room));
}

/** What room is left over is shared out between the blocks; where there is none, the last one is left out. */
function stacked(blocks: readonly Block[], floor: number): readonly Part[] {
  const least = placed(blocks, LEAST_GAP);
  if (least.bottom > floor && blocks.length > 1) {
    return stacked(blocks.slice(0, -1), floor);
  }
  const free = Math.floor((floor - least.bottom) / (blocks.length - 1) / 3) * 3;
  const gap = Math.max(LEAST_GAP, Math.min(MOST_GAP, LEAST_GAP + free));
  return placed(blocks, gap).parts;
}

function placed(blocks: readonly Block[], gap: number): Step {
  return blocks.reduce(
    (sum: Step, block: Block, at: number): Step => {
      const made = block(at === 0 ? TOP : sum.bottom + gap);
      return { parts: sum.parts.concat(made.parts), bottom: made.bottom };
    },
    { parts: [], bottom: TOP }
  );
}

function titleBlock(sight: Sight, w: number): Block {
  const text = sight.texts.say('link.title');
  return (y) => column(sight, { x: SAFE.x, y, w }, [{ text, size: 'title', bold: true, lines: 2 }]);
}

function typedBlocks(sight: Sight, code: Code, w: number): readonly Block[] {
  const { say } = sight.texts;
  const last: Block = (y) => step(sight, 3, say('link.back'), y, w);
  return [titleBlock(sight, w), addressBlock(sight, code, w), boxesBlock(sight, code, w), last];
}

function addressBlock(sight: Sight, code: Code, w: number): Block {
  const text = addressOf(code.link);
  const room = w - STEP_X + SAFE.x;
  const sizes: readonly Size[] = ['address', 'title', 'heading', 'body'];
  const size = sizeThatFits(sight, text, room, sizes);
  return (y) => {
    const said = step(sight, 1, sight.texts.say('link.open'), y, w);
    const address = column(sight, { x: STEP_X, y: said.bottom - 6, w: room }, [
      { text, size, bold: true, ink: 'accent', lines: 2 }
    ]);
    return { parts: said.parts.concat(address.parts), bottom: address.bottom - 6 };
  };
}

/** The phone stands beside the boxes where there is room for it. */
function boxesBlock(sight: Sight, code: Code, w: number): Block {
  const room = w - STEP_X + SAFE.x;
  return (y) => {
    const text = sight.texts.say('link.type');
    const beside = codeBoxes(sight, code.text, STEP_X, 0, room).w;
    const narrow = step(sight, 2, text, y, STEP_X + beside - SAFE.x);
    const x = STEP_X + beside + 36;
    const h = narrow.bottom + 12 + PHONE_OVER - y;
    const fits = x + phoneW(h) <= SAFE.x + w;
    const said = fits ? narrow : step(sight, 2, text, y, w);
    const boxes = codeBoxes(sight, code.text, STEP_X, said.bottom + 12, room);
    const drawn: readonly Part[] = fits ? [typingPhone(x, y, h)] : [];
    return { parts: said.parts.concat(boxes, drawn), bottom: boxes.y + boxes.h };
  };
}

/** Where nothing can be typed, the phone is larger and shows what to do with it. */
function scannedBlocks(sight: Sight, w: number): readonly Block[] {
  const { say } = sight.texts;
  const keys = ['link.camera', 'link.scan', 'link.allow'] as const;
  const h = 282;
  const steps = keys.map(
    (key, at): Block =>
      (y): Step =>
        step(sight, at + 1, say(key), y, w)
  );
  const drawn: Block = (y) => ({ parts: [lookingPhone(STEP_X, y + 12, h)], bottom: y + 12 + h });
  return [titleBlock(sight, w)].concat(steps, drawn);
}
