import fc from 'fast-check';
import { createFrames, type Frames } from '../../../src/platform/frames';
import { VirtualClock } from '../../support/virtual-clock';

type Room = {
  readonly clock: VirtualClock;
  readonly frames: Frames;
  readonly is: { changes: number; due: boolean; drawn: number; asked: number; dead: boolean };
  readonly stuck: number[];
};

const FRAME_MS = 16;

function setUp(): Room {
  const clock = new VirtualClock();
  const is = { changes: 0, due: false, drawn: 0, asked: 0, dead: false };
  const stuck: number[] = [];
  const cancels: (() => void)[] = [];
  const draw = (): boolean => {
    is.drawn += 1;
    is.changes -= 1;
    is.due = false;
    return is.changes >= 0;
  };
  const world = {
    requestAnimationFrame: (then: () => void) => {
      is.asked += 1;
      if (!is.dead) clock.after(FRAME_MS, then);
      return is.asked;
    },
    setTimeout: (then: () => void, ms: number) => cancels.push(clock.after(ms, then)) - 1,
    clearTimeout: (id: number | undefined) => (id === undefined ? undefined : cancels[id]?.())
  };
  const frames = createFrames(
    { draw, isDue: () => is.due },
    () => stuck.push(clock.now()),
    world as unknown as Window
  );
  return { clock, frames, is, stuck };
}

describe('frames', () => {
  it('are drawn while something changes, and soon no longer when nothing does', async () => {
    const { clock, frames, is } = setUp();
    is.changes = 10;
    frames.wake();
    await clock.advance(2000);
    const drawn = is.drawn;
    expect(drawn).toBeGreaterThan(10);
    await clock.advance(60_000);
    expect(is.drawn).toBe(drawn);
  });

  it('come at once when something woke them, and once however often it did', async () => {
    const { clock, frames, is } = setUp();
    frames.wake();
    frames.wake();
    frames.wake();
    expect(is.asked).toBe(1);
    await clock.advance(FRAME_MS);
    expect(is.drawn).toBe(1);
  });

  it('come for what changed by itself, a quarter of a second later at most', async () => {
    const { clock, frames, is } = setUp();
    frames.wake();
    await clock.advance(5000);
    const drawn = is.drawn;
    is.due = true;
    await clock.advance(250 + FRAME_MS);
    expect(is.drawn).toBeGreaterThan(drawn);
  });

  it('stop out of sight, with no timer left, and go on in sight, one at a time', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pauses, async (moments) => {
        const { clock, frames, is } = setUp();
        frames.wake();
        for (const ms of moments) {
          frames.pause();
          await clock.advance(FRAME_MS + ms);
          expect(clock.pending).toBe(0);
          frames.resume();
          await clock.advance(ms % 40);
        }
        is.drawn = 0;
        is.changes = 20;
        await clock.advance(10 * FRAME_MS);
        expect(is.drawn).toBeLessThanOrEqual(11);
      }),
      { numRuns: 20 }
    );
  });

  it('that do not come are told about once in ten seconds, but not out of sight', async () => {
    const { clock, frames, is, stuck } = setUp();
    is.dead = true;
    frames.wake();
    await clock.advance(5000);
    frames.wake();
    await clock.advance(5000);
    expect(stuck).toEqual([10_000]);
    frames.wake();
    frames.pause();
    await clock.advance(60_000);
    expect(stuck).toEqual([10_000]);
  });
});
