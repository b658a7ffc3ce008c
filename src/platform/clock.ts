import type { Cancel, IClock } from '../core/ports';

/** The longest wait that engines' timers take without wrapping round to nothing. */
const LONGEST_MS = 2147483647;

/** The half of a window that tells the time. */
export type TimeSource = {
  readonly setTimeout: (then: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: never) => void;
  readonly performance?: { now?: () => number };
};

/** Time as the engine has it: monotonic, or made so where there is only a wall clock that may jump. */
export function createClock(world: TimeSource): IClock {
  const now = monotonicOf(world);
  return {
    now,
    wall: (): number => Date.now(),
    random: (): number => Math.random(),
    after: (ms: number, then: () => void): Cancel => afterSlices(world, now, ms, then)
  };
}

/** Waits of any length, in slices that a timer can hold. Never early; late only as the engine is late. */
function afterSlices(world: TimeSource, now: () => number, ms: number, then: () => void): Cancel {
  const end = now() + ms;
  let id: unknown;
  const wait = (left: number): void => {
    const slice = Math.min(Math.max(left, 0), LONGEST_MS);
    id = world.setTimeout((): void => (slice < left ? wait(end - now()) : then()), slice);
  };
  wait(ms);
  return (): void => world.clearTimeout(id as never);
}

function monotonicOf(world: TimeSource): () => number {
  const performance = world.performance;
  return performance !== undefined && typeof performance.now === 'function'
    ? performance.now.bind(performance)
    : steadied((): number => Date.now());
}

/** A wall clock that is set back stands still for one reading instead of running backwards. */
export function steadied(wall: () => number): () => number {
  let last = wall();
  let sum = 0;
  return (): number => {
    const read = wall();
    sum += Math.max(0, read - last);
    last = read;
    return sum;
  };
}
