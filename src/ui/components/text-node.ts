import { Lightning } from '@lightningjs/sdk';
import { FACES, lineOf, pixelsOf } from '../theme';
import type { TextPart } from '../page';
import { colorOf, type Brush } from './brush';

const WHITE = 0xffffffff;
/** Where in its box a text hangs. */
const MOUNT = { start: 0, middle: 0.5, end: 1 };
/** Where the letters stand in their line, so that capitals look centred in it: a share of their size. */
const BASELINE = 0.84;
const SIDE = { start: 'left', middle: 'center', end: 'right' } as const;

/** Lines of text. Drawn white once and tinted, so that a change of focus draws no new texture. */
export class TextNode extends Lightning.Component {
  /** Draws the part. */
  show(part: TextPart, brush: Brush): void {
    const mount = MOUNT[part.align];
    const pixels = pixelsOf(part.size, brush.large);
    this.patch({
      x: part.x + part.w * mount,
      y: part.y,
      mountX: mount,
      color: colorOf(part, brush),
      text: {
        text: brush.rtl ? fromTheRight(part.text) : part.text,
        fontFace: FACES,
        fontStyle: part.bold ? 'bold' : 'normal',
        fontSize: pixels,
        offsetY: pixels * BASELINE,
        lineHeight: lineOf(part.size, brush.large),
        textAlign: SIDE[part.align],
        textColor: WHITE,
        wordWrap: false,
        verticalAlign: 'middle'
      }
    });
  }
}

/** A canvas writes from the left whatever the page says: each line says for itself that it begins at the right. */
function fromTheRight(text: string): string {
  return '\u202b' + text.split('\n').join('\u202c\n\u202b') + '\u202c';
}
