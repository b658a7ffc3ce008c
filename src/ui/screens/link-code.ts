import { breakText } from '../break-text';
import { codeBoxes, sizeThatFits } from '../code-boxes';
import { column } from '../column';
import { lookingPhone, phoneHFor, typingPhone } from '../phone';
import { plateSide, qrPlate } from '../qr-plate';
import { step, STEP_X, type Step } from '../steps';
import { SAFE, SCREEN } from '../theme';
import { addressOf, inOrder } from './address-words';
import type { Code } from '../../core/model/session-state';
import type { Part, Size } from '../page';
import type { Sight } from '../sight';

/** Where the title is, and the picture. A title that needs the whole width stands above both. */
const BESIDE = { title: 150, plate: 198 };
const ABOVE = { title: 129, plate: 222 };
/** How large the picture may be. */
const ROOM = 678;
/** How high the largest boxes are: as far down as the phone beside them reaches. */
const BOXES_H = 216;
const LEAST_GAP = 9;
const MOST_GAP = 42;

/** Draws one thing below another; what it returns begins where the other ends. */
type Block = (y: number) => Step;

/** The code for eyes and for a camera, and what to do with it, above a line that belongs to what is below. */
export function codeParts(sight: Sight, code: Code, floor: number): readonly Part[] {
  const { side } = plateSide(code.link, ROOM);
  const x = SCREEN.w - SAFE.x - side;
  const w = x - SAFE.x - 60;
  const text = sight.texts.say('link.title');
  const isLong = breakText(sight, text, { size: 'title', bold: true, w, lines: 1 }).isCut;
  const y = isLong ? ABOVE : BESIDE;
  const title = column(sight, { x: SAFE.x, y: y.title, w: isLong ? SCREEN.w - 2 * SAFE.x : w }, [
    { text, size: 'title', bold: true, lines: 1 }
  ]);
  const blocks = code.text === '' ? scannedBlocks(sight, w, floor) : typedBlocks(sight, code, w);
  const parts: readonly Part[] = title.parts;
  return parts.concat(stacked(blocks, title.bottom, floor), qrPlate(code.link, x, y.plate, ROOM));
}

/** What room is left over is shared out between the blocks; where there is none, the last one is left out. */
function stacked(blocks: readonly Block[], top: number, floor: number): readonly Part[] {
  const least = placed(blocks, top, LEAST_GAP);
  if (least.bottom > floor && blocks.length > 1) {
    return stacked(blocks.slice(0, -1), top, floor);
  }
  const free = Math.floor((floor - least.bottom) / blocks.length / 3) * 3;
  return placed(blocks, top, Math.min(MOST_GAP, LEAST_GAP + Math.max(0, free))).parts;
}

function placed(blocks: readonly Block[], top: number, gap: number): Step {
  return blocks.reduce(
    (sum: Step, block: Block): Step => {
      const made = block(sum.bottom + gap);
      return { parts: sum.parts.concat(made.parts), bottom: made.bottom };
    },
    { parts: [], bottom: top }
  );
}

function typedBlocks(sight: Sight, code: Code, w: number): readonly Block[] {
  const { say } = sight.texts;
  const last: Block = (y) => step(sight, 3, say('link.back'), y, w);
  return [addressBlock(sight, code, w), boxesBlock(sight, code, w), last];
}

function addressBlock(sight: Sight, code: Code, w: number): Block {
  const text = inOrder(addressOf(code.link), sight.texts.rtl);
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
  const text = sight.texts.say('link.type');
  const room = w - STEP_X + SAFE.x;
  const boxesW = codeBoxes(sight, code.text, STEP_X, 0, room).w;
  const phoneX = STEP_X + boxesW + 36;
  const phoneH = Math.min(300, phoneHFor(SAFE.x + w - phoneX));
  const isBeside = phoneH >= BOXES_H;
  return (y) => {
    const wide = step(sight, 2, text, y, w);
    const narrow = isBeside ? step(sight, 2, text, y, STEP_X + boxesW - SAFE.x) : wide;
    const said = narrow.bottom > wide.bottom ? wide : narrow;
    const boxes = codeBoxes(sight, code.text, STEP_X, said.bottom + 12, room);
    const bottom = boxes.y + boxes.h;
    const h = said === wide ? boxes.h : Math.min(phoneH, bottom - y);
    const drawn: readonly Part[] = isBeside ? [typingPhone(phoneX, bottom - h, h)] : [];
    return { parts: said.parts.concat(boxes, drawn), bottom };
  };
}

/** Where nothing can be typed, the phone is larger and shows what to do with it, if there is room. */
function scannedBlocks(sight: Sight, w: number, floor: number): readonly Block[] {
  const { say } = sight.texts;
  const keys = ['link.camera', 'link.scan', 'link.allow'] as const;
  const steps = keys.map(
    (key, at): Block =>
      (y): Step =>
        step(sight, at + 1, say(key), y, w)
  );
  const drawn: Block = (y) => {
    const h = Math.max(180, Math.min(300, floor - y - 24));
    return { parts: [lookingPhone(STEP_X, y + 12, h)], bottom: y + 12 + h };
  };
  return steps.concat(drawn);
}
