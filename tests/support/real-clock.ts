import { performance } from 'node:perf_hooks';
import type { IClock } from '../../src/core/ports';

/** Time as it really passes, for tests against a real network. `wallOffsetMs` is a set whose clock is wrong. */
export function realClock(wallOffsetMs = 0): IClock {
  return {
    now: () => performance.now(),
    wall: () => Date.now() + wallOffsetMs,
    random: () => Math.random(),
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    }
  };
}
