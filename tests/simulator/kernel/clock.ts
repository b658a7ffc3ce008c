import type { SimClock } from './types';

export type JumpingClock = SimClock & { jump(ms: number): void };

/** Runs at the speed of the real clock, from `start` if given, and jumps on command (back as well). */
export function createClock(start?: number): JumpingClock {
  let offset = start === undefined ? 0 : start - Date.now();
  return {
    now: () => Date.now() + offset,
    jump: (ms) => {
      offset += ms;
    }
  };
}
