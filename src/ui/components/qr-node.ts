import { Lightning } from '@lightningjs/sdk';
import { encode } from 'uqr';
import type { QrPart } from '../page';

type Drawn = (error: null, canvas: HTMLCanvasElement) => void;

/** How many modules a link takes in each direction, without a border. */
export function modulesFor(link: string): number {
  return encode(link, { ecc: 'M', border: 0 }).size;
}

/** The dark modules of a link; the light plate below them belongs to the page. */
export class QrNode extends Lightning.Component {
  /** Draws the part. Each module is a whole number of pixels of the screen, or a camera would see a blur. */
  show(part: QrPart): void {
    const { link, module } = part;
    const { data } = encode(link, { ecc: 'M', border: 0 });
    const draw = (done: Drawn, stage: Lightning.Stage): void => {
      const pixels = Math.max(1, Math.round(module * stage.getRenderPrecision()));
      done(null, modulesOf(stage.platform.getDrawingCanvas(), data, pixels));
    };
    this.patch({
      x: part.x,
      y: part.y,
      w: part.w,
      h: part.h,
      texture: Lightning.Tools.getCanvasTexture(draw, 'qr:' + module + ':' + link)
    });
  }
}

function modulesOf(canvas: HTMLCanvasElement, rows: boolean[][], pixels: number): HTMLCanvasElement {
  canvas.width = canvas.height = rows.length * pixels;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#101010';
  rows.forEach((row, y): void =>
    row.forEach((isDark, x): void => {
      if (isDark) {
        context.fillRect(x * pixels, y * pixels, pixels, pixels);
      }
    })
  );
  return canvas;
}
