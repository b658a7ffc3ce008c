import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { IClock } from '../../core/ports';

/** The longest wait that a timer takes without wrapping round to nothing. */
const LONGEST_MS = 2_147_483_647;
const FINE = 2 ** 32;

/** Time as Node has it. No timer keeps the process from ending: what has to be waited for, `stop` waits for. */
export const nodeClock: IClock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  random: () => randomInt(FINE) / FINE,
  after: (ms, then) => {
    const end = performance.now() + ms;
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      const slice = Math.min(Math.max(left, 0), LONGEST_MS);
      timer = setTimeout(() => (slice < left ? wait(end - performance.now()) : then()), slice).unref();
    };
    wait(ms);
    return () => clearTimeout(timer);
  }
};
