import type { Cancel, IClock } from '../core/ports';

/** Where a pointer is, as shares of the picture's width and height. */
export type Pointed = {
  readonly type: 'move' | 'press' | 'wheel';
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
};
export type Listen = (then: (event: Pointed) => void) => Cancel;
export type PointerWorld = Pick<
  Window,
  'addEventListener' | 'removeEventListener' | 'innerWidth' | 'innerHeight'
>;

/** One turn of a wheel is one step, however many events it makes of it. */
const SHORTEST_WHEEL_MS = 120;

/** Mouse, magic remote, touch and wheel are one pointer. */
export function pointerOf(world: PointerWorld, clock: Pick<IClock, 'now'>): Listen {
  return (then): Cancel => {
    let wheeledAt = -SHORTEST_WHEEL_MS;
    const tell = (event: MouseEvent, type: Pointed['type'], down: boolean): void =>
      then({ type, x: event.clientX / world.innerWidth, y: event.clientY / world.innerHeight, down });
    const move = (event: MouseEvent): void => tell(event, 'move', false);
    const press = (event: MouseEvent): void => tell(event, 'press', false);
    const wheel = (event: WheelEvent): void => {
      if (clock.now() - wheeledAt >= SHORTEST_WHEEL_MS) {
        wheeledAt = clock.now();
        tell(event, 'wheel', event.deltaY > 0);
      }
    };
    world.addEventListener('mousemove', move);
    world.addEventListener('click', press);
    world.addEventListener('wheel', wheel);
    return (): void => {
      world.removeEventListener('mousemove', move);
      world.removeEventListener('click', press);
      world.removeEventListener('wheel', wheel);
    };
  };
}
