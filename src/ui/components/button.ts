import { Lightning } from '@lightningjs/sdk';
import { COLORS, FONT } from '../theme';

const SIZE = { w: 400, h: 88 };
const RING = 5;
/** Drawn white once and tinted, so that a change of focus draws no new texture. */
const WHITE = 0xffffffff;
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
        color: COLORS.tile,
        texture: Lightning.Tools.getRoundRect(SIZE.w, SIZE.h, 20, 0, WHITE, true, WHITE)
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
    this.tag('Label').patch({ color: COLORS.text, text: { text } });
  }

  override _focus(): void {
    this._paintColors(1, COLORS.paper, COLORS.ink);
  }

  override _unfocus(): void {
    this._paintColors(0, COLORS.tile, COLORS.text);
  }

  override _handleEnter(): void {
    this.signal('pressed');
  }

  private _paintColors(ring: number, pill: number, label: number): void {
    this.tag('Ring').alpha = ring;
    this.tag('Pill').color = pill;
    this.tag('Label').color = label;
  }
}
