import { Lightning } from '@lightningjs/sdk';
import { COLORS, FONT } from '../theme';

const SIZE = { w: 400, h: 88 };
const RING = 5;
/** Lightning draws a round rectangle a little larger than asked: it is placed by its middle. */
const MIDDLE = { x: SIZE.w / 2, y: SIZE.h / 2, mount: 0.5 };

/** A pill with a label, ringed while it has the focus. Signals `pressed`. */
export class Button extends Lightning.Component {
  static override _template(): object {
    return {
      ...SIZE,
      Ring: {
        ...MIDDLE,
        alpha: 0,
        texture: Lightning.Tools.getRoundRect(
          SIZE.w + 2 * RING,
          SIZE.h + 2 * RING,
          20 + RING,
          RING,
          COLORS.accent,
          false,
          0
        )
      },
      Pill: {
        ...MIDDLE,
        texture: Lightning.Tools.getRoundRect(SIZE.w, SIZE.h, 20, 0, COLORS.paper, true, COLORS.paper)
      },
      Label: {
        x: SIZE.w / 2,
        y: SIZE.h / 2,
        mountX: 0.5,
        mountY: 0.45,
        text: { fontFace: FONT, fontSize: 36 }
      }
    };
  }

  /** What the button says. */
  set label(text: string) {
    this.tag('Label').patch({ text: { text, textColor: COLORS.ink } });
  }

  override _focus(): void {
    this.tag('Ring').alpha = 1;
  }

  override _unfocus(): void {
    this.tag('Ring').alpha = 0;
  }

  override _handleEnter(): void {
    this.signal('pressed');
  }
}
