import { placeIn, type Place, type Size } from './renderer';
import type { Cancel, IClock } from '../core/ports';

/** A window that is being dragged is waited for. */
const SETTLE_MS = 300;
/** Some sets never give a lost context back. */
const BACK_MS = 3000;

export type CanvasWorld = Pick<
  Window,
  'addEventListener' | 'removeEventListener' | 'innerWidth' | 'innerHeight'
>;

/** Tells once when the picture has to be made anew: the GPU forgot everything, or the window has another size. */
export function watchCanvas(
  canvas: HTMLCanvasElement,
  picture: Size,
  after: IClock['after'],
  then: () => void,
  world: CanvasWorld = window
): Cancel {
  const made = placeIn(world, picture).precision;
  let cancel: Cancel = (): void => undefined;
  let isLost = false;
  const soon = (ms: number, check: () => boolean): void => {
    cancel();
    cancel = after(ms, (): void => (check() ? end() : undefined));
  };
  const always = (): boolean => true;
  const resized = (): void => {
    putInPlace(canvas, placeIn(world, picture));
    if (!isLost) {
      soon(SETTLE_MS, (): boolean => placeIn(world, picture).precision !== made);
    }
  };
  const lost = (event: Event): void => {
    event.preventDefault();
    isLost = true;
    soon(BACK_MS, always);
  };
  const back = (): void => soon(0, always);
  const stop = (): void => {
    cancel();
    world.removeEventListener('resize', resized);
    canvas.removeEventListener('webglcontextlost', lost);
    canvas.removeEventListener('webglcontextrestored', back);
  };
  const end = (): void => {
    stop();
    then();
  };
  putInPlace(canvas, placeIn(world, picture));
  world.addEventListener('resize', resized);
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', back);
  return stop;
}

/** The middle of a window that has another shape than the picture. */
function putInPlace(canvas: HTMLCanvasElement, { x, y }: Place): void {
  canvas.style.left = x + 'px';
  canvas.style.top = y + 'px';
}

/** Puts one stage's canvas where another's was. */
export function swapCanvas(old: HTMLCanvasElement, fresh: HTMLCanvasElement): void {
  if (old.parentNode !== null) {
    old.parentNode.replaceChild(fresh, old);
  }
}
