import { Lightning } from '@lightningjs/sdk';
import { encode } from 'uqr';
import { COLORS } from '../theme';

/** Drawn at exactly this many pixels per module, so that no module is blurred: readable from a sofa. */
const MODULE = 16;
/** Readers want four light modules round the code; a round plate needs them all the more. */
const BORDER = 4;
const RADIUS = 24;

type Drawn = (error: null, canvas: HTMLCanvasElement) => void;

/** The picture of a link on a light plate. An empty link draws nothing. */
export class Qr extends Lightning.Component {
  static override _template(): object {
    return { Plate: {}, Modules: { x: BORDER * MODULE, y: BORDER * MODULE } };
  }

  /** What a camera reads out of the picture. */
  set link(link: string) {
    this.visible = link !== '';
    if (link !== '') {
      this._paintLink(link);
    }
  }

  private _paintLink(link: string): void {
    const { data, size } = encode(link, { ecc: 'M', border: 0 });
    const side = (size + 2 * BORDER) * MODULE;
    const plate = Lightning.Tools.getRoundRect(side, side, RADIUS, 0, COLORS.paper, true, COLORS.paper);
    const draw = (done: Drawn, stage: Lightning.Stage): void =>
      done(null, modulesOf(stage.platform.getDrawingCanvas(), data, size));
    this.w = side;
    this.tag('Plate').patch({ texture: plate });
    this.tag('Modules').patch({ texture: Lightning.Tools.getCanvasTexture(draw, 'qr:' + link) });
  }
}

function modulesOf(canvas: HTMLCanvasElement, rows: boolean[][], size: number): HTMLCanvasElement {
  canvas.width = canvas.height = size * MODULE;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#0f141c';
  rows.forEach((row, y): void =>
    row.forEach((isDark, x): void => {
      if (isDark) {
        context.fillRect(x * MODULE, y * MODULE, MODULE, MODULE);
      }
    })
  );
  return canvas;
}
