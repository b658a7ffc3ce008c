import { modulesFor } from './components/qr-node';
import { fixed, shape } from './parts';
import type { GroupPart } from './page';

/** Modules of light around a picture that a camera has to find. */
const BORDER = 4;

/** How wide the plate of a link may be, and is. Each module is a multiple of three pixels: 720 lines stay sharp. */
export function plateSide(link: string, room: number): { readonly module: number; readonly side: number } {
  const count = modulesFor(link) + 2 * BORDER;
  const module = Math.max(3, Math.floor(room / count / 3) * 3);
  return { module, side: module * count };
}

/** The picture of a link, dark on light and never mirrored. */
export function qrPlate(link: string, x: number, y: number, room: number): GroupPart {
  const { module, side } = plateSide(link, room);
  const inner = side - 2 * BORDER * module;
  const place = { x: BORDER * module, y: BORDER * module, w: inner, h: inner };
  return fixed({ x, y, w: side, h: side }, [
    shape({ x: 0, y: 0, w: side, h: side }, 27, 'paper'),
    { kind: 'qr', ...place, module, link }
  ]);
}
