import { performance } from 'node:perf_hooks';
import type { IClock } from '../../src/core/ports';

/** Real time that passes faster for the program than for the network: minutes of polling in seconds of testing. */
export function briskClock(factor: number): IClock {
  const now = (): number => performance.now() * factor;
  return {
    now,
    wall: () => Date.now(),
    random: () => Math.random(),
    after: (ms, then) => {
      const timer = setTimeout(then, ms / factor);
      return () => clearTimeout(timer);
    }
  };
}
