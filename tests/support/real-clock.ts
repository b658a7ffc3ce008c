import { performance } from 'node:perf_hooks';
import type { IClock } from '../../src/core/ports';

export type RealClock = IClock & {
  /** Time passes at once for the program, as for the simulator whose clock is jumped too. */
  jump(ms: number): void;
};

/** Time as it really passes, for tests against a real network. `wallOffsetMs` is a set whose clock is wrong. */
export function realClock(wallOffsetMs = 0): RealClock {
  let jumped = 0;
  return {
    now: () => performance.now() + jumped,
    wall: () => Date.now() + wallOffsetMs + jumped,
    random: () => Math.random(),
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    jump: (ms) => {
      jumped += ms;
    }
  };
}
