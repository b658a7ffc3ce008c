import { Lightning } from '@lightningjs/sdk';
import type { PicturePart } from '../page';

type Drawn = (error: null, canvas: HTMLCanvasElement) => void;

/** A picture of a person, cut to a circle of the size it is shown in. One that does not come leaves what lies below in view. */
export class PictureNode extends Lightning.Component {
  /** Draws the part. */
  show({ x, y, w, h, src }: PicturePart): void {
    const draw = (done: Drawn, stage: Lightning.Stage): void => {
      const pixels = Math.max(1, Math.round(w * stage.getRenderPrecision()));
      stage.platform.loadSrcTexture({ src, hasAlpha: false }, (error, loaded): void => {
        const canvas = stage.platform.getDrawingCanvas();
        const isThere = !error && loaded !== undefined;
        const image = isThere ? (loaded.source as HTMLImageElement) : null;
        done(null, image === null ? emptied(canvas, 1) : circleOf(image, canvas, pixels));
      });
    };
    const texture = Lightning.Tools.getCanvasTexture(draw, ['picture', w, src].join(':'));
    this.patch({ x, y, w, h, texture });
  }
}

function emptied(canvas: HTMLCanvasElement, pixels: number): HTMLCanvasElement {
  canvas.width = canvas.height = pixels;
  return canvas;
}

/** The middle of the picture, as large as fits. */
function circleOf(image: HTMLImageElement, canvas: HTMLCanvasElement, pixels: number): HTMLCanvasElement {
  const context = emptied(canvas, pixels).getContext('2d') as CanvasRenderingContext2D;
  const side = Math.min(image.width, image.height);
  const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
  context.beginPath();
  context.arc(pixels / 2, pixels / 2, pixels / 2, 0, 2 * Math.PI);
  context.clip();
  context.drawImage(image, left, top, side, side, 0, 0, pixels, pixels);
  return canvas;
}
