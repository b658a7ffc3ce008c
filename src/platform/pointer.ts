import type { Cancel, IClock } from '../core/ports';
import type { ClaimPress } from './one-press';
import type { Place } from './renderer';

/** Where a pointer is, as shares of the picture's width and height. */
export type Pointed = {
  readonly type: 'move' | 'press' | 'wheel';
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
};
export type Listen = (then: (event: Pointed) => void) => Cancel;
export type PointerWorld = Pick<Window, 'addEventListener' | 'removeEventListener'>;
export type PointerNeeds = {
  readonly now: IClock['now'];
  readonly place: () => Place;
  readonly claim: ClaimPress;
};

/** One turn of a wheel is one step, however many events it makes of it. */
const SHORTEST_WHEEL_MS = 120;

/**
 * Mouse, magic remote, touch and wheel are one pointer. A move that moves nothing is none: sets send one when a key
 * hides the pointer, and the focus would jump back.
 */
export function pointerOf(world: PointerWorld, { now, place, claim }: PointerNeeds): Listen {
  return (then): Cancel => {
    let wheeledAt = -SHORTEST_WHEEL_MS;
    let [lastX, lastY] = [-1, -1];
    const tell = (event: MouseEvent, type: Pointed['type'], down: boolean): void => {
      const { x, y, w, h } = place();
      [lastX, lastY] = [event.clientX, event.clientY];
      then({ type, x: (event.clientX - x) / w, y: (event.clientY - y) / h, down });
    };
    const move = (event: MouseEvent): void => {
      if (event.clientX !== lastX || event.clientY !== lastY) {
        tell(event, 'move', false);
      }
    };
    const press = (event: MouseEvent): void => {
      if (claim('click')) {
        tell(event, 'press', false);
      }
    };
    const wheel = (event: WheelEvent): void => {
      if (now() - wheeledAt >= SHORTEST_WHEEL_MS && event.deltaY !== 0) {
        wheeledAt = now();
        tell(event, 'wheel', event.deltaY > 0);
      }
    };
    return listenTo(world, { mousemove: move, click: press, wheel });
  };
}

/** Texts that a keyboard pastes. */
export function pastedIn(world: PointerWorld): (then: (text: string) => void) => Cancel {
  return (then): Cancel =>
    listenTo(world, {
      paste: ({ clipboardData }: ClipboardEvent): void =>
        then(clipboardData === null ? '' : clipboardData.getData('text'))
    });
}

function listenTo(world: PointerWorld, all: { readonly [type: string]: unknown }): Cancel {
  const types = Object.keys(all);
  types.forEach((type): void => world.addEventListener(type, all[type] as EventListener));
  return (): void =>
    types.forEach((type): void => world.removeEventListener(type, all[type] as EventListener));
}
