import { Lightning } from '@lightningjs/sdk';
import type { RingPart } from '../page';
import type { Brush } from './brush';

const THICK = 8;
const TOP = -Math.PI / 2;
type Drawn = (error: null, canvas: HTMLCanvasElement) => void;

/** A circle of which a share is left. */
export class RingNode extends Lightning.Component {
  /** Draws the part. */
  show(part: RingPart, brush: Brush): void {
    const { w, share } = part;
    const [rest, left] = [cssOf(brush.colors.track), cssOf(brush.colors.accent)];
    const draw = (done: Drawn, stage: Lightning.Stage): void => {
      const canvas = stage.platform.getDrawingCanvas();
      canvas.width = canvas.height = w;
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      paintArc(context, w, 1, rest);
      paintArc(context, w, share, left);
      done(null, canvas);
    };
    const id = ['ring', w, share, left].join(':');
    this.patch({ x: part.x, y: part.y, texture: Lightning.Tools.getCanvasTexture(draw, id) });
  }
}

function paintArc(context: CanvasRenderingContext2D, w: number, share: number, style: string): void {
  context.beginPath();
  context.arc(w / 2, w / 2, w / 2 - THICK / 2, TOP, TOP + share * 2 * Math.PI);
  context.lineWidth = THICK;
  context.strokeStyle = style;
  context.stroke();
}

/** Lightning's colour as a canvas takes it. */
function cssOf(color: number): string {
  return '#' + (0x1000000 + (color & 0xffffff)).toString(16).slice(1);
}
