import { createClock, steadied } from '../../../src/platform/clock';
import type { TimeSource } from '../../../src/platform/clock';

/** An engine whose time a test moves, with the timers that engines have: longer than 2^31 ms means at once. */
function engine(): { world: TimeSource; pass: (ms: number) => void; timers: () => number } {
  let now = 0;
  let id = 0;
  const timers = new Map<number, { at: number; then: () => void }>();
  const world = {
    performance: { now: () => now },
    setTimeout: (then: () => void, ms: number) => {
      timers.set(++id, { at: now + (ms > 2147483647 ? 1 : ms), then });
      return id;
    },
    clearTimeout: (which: never) => void timers.delete(which)
  };
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const due = [...timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) {
        now = end;
        return;
      }
      timers.delete(due[0]);
      now = Math.max(now, due[1].at);
      due[1].then();
    }
  };
  return { world, pass, timers: () => timers.size };
}

describe('the clock of a set', () => {
  it.each([1, 2, 2147483647, 2147483648, 10000000000])('waits %d ms, neither less nor more', (ms) => {
    const { world, pass, timers } = engine();
    let fired = 0;
    createClock(world).after(ms, () => fired++);
    pass(ms - 1);
    expect(fired).toBe(0);
    pass(1);
    expect([fired, timers()]).toEqual([1, 0]);
  });

  it('cancels a wait in its second slice, and leaves no timer', () => {
    const { world, pass, timers } = engine();
    let fired = 0;
    const cancel = createClock(world).after(5000000000, () => fired++);
    pass(3000000000);
    cancel();
    pass(5000000000);
    expect([fired, timers()]).toEqual([0, 0]);
  });

  it('never runs backwards on an engine that has a wall clock only', () => {
    const readings = [1000, 1500, 200, 300];
    const now = steadied(() => readings.shift() as number);
    expect([now(), now(), now()]).toEqual([500, 500, 600]);
  });
});
