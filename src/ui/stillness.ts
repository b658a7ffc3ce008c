import type { Picture } from './page';

/** How far the picture stands aside, and how much of its light is taken. */
export type Stillness = { readonly x: number; readonly y: number; readonly dark: number };

const MINUTE_MS = 60000;
const DIM_AFTER_MS = 5 * MINUTE_MS;
const DARK = 0.5;
/** Pixels at 1080 lines: a multiple of three stays sharp at 720. */
const STEP = 3;
const RIGHT = [0, 1, 1, 0, -1, -1, -1, 0, 1];
const DOWN = [0, 0, 1, 1, 1, 0, -1, -1, -1];

/** What keeps letters from burning in: a step aside each minute, and half the light after five without a touch. */
export function stillnessAt(sinceStartMs: number, sinceTouchMs: number): Stillness {
  const at = Math.floor(sinceStartMs / MINUTE_MS) % RIGHT.length;
  return {
    x: STEP * (RIGHT[at] as number),
    y: STEP * (DOWN[at] as number),
    dark: sinceTouchMs >= DIM_AFTER_MS ? DARK : 0
  };
}

/** When that changes next. */
export function stillForMs(sinceStartMs: number, sinceTouchMs: number): number {
  const step = MINUTE_MS - (sinceStartMs % MINUTE_MS);
  const dim = DIM_AFTER_MS - sinceTouchMs;
  return dim > 0 ? Math.min(step, dim) : step;
}

/** When a picture says something else by itself; null where it stands. */
export function soonestIn({ ground, over }: Picture): number | null {
  const all = [ground.changesInMs, over === null ? null : over.changesInMs].filter(
    (each): each is number => each !== null
  );
  return all.length === 0 ? null : Math.min.apply(null, all);
}
