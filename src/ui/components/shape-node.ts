import { Lightning } from '@lightningjs/sdk';
import type { ShapePart } from '../page';
import { colorOf, type Brush } from './brush';

const WHITE = 0xffffffff;

/** A filled box with round corners, drawn white once and tinted. */
export class ShapeNode extends Lightning.Component {
  /** Draws the part. Lightning draws a round rectangle a little larger than asked: it is placed by its middle. */
  show(part: ShapePart, brush: Brush): void {
    const { w, h, radius } = part;
    this.patch({
      x: part.x + w / 2,
      y: part.y + h / 2,
      mount: 0.5,
      color: colorOf(part, brush),
      texture: Lightning.Tools.getRoundRect(w, h, Math.min(radius, w / 2, h / 2), 0, WHITE, true, WHITE)
    });
  }
}
