import type { Cancel } from '../core/ports';

const TOUCHES = ['keydown', 'mousemove', 'mousedown', 'wheel', 'touchstart'];

export type TouchWorld = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/** Tells whenever somebody touches anything, before anybody else hears of it. */
export function onTouch(world: TouchWorld, then: () => void): Cancel {
  TOUCHES.forEach((type): void => world.addEventListener(type, then, true));
  return (): void => TOUCHES.forEach((type): void => world.removeEventListener(type, then, true));
}
