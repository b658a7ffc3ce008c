import { Lightning } from '@lightningjs/sdk';
import type { PicturePart } from '../page';

/** A picture from elsewhere. One that does not come leaves what lies below it in view. */
export class PictureNode extends Lightning.Component {
  /** Draws the part. */
  show(part: PicturePart): void {
    this.patch({ x: part.x, y: part.y, w: part.w, h: part.h, src: part.src });
  }
}
