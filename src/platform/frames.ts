/** What draws. `draw` is false where nothing had changed; `isDue` looks without drawing. */
export type Drawing = { readonly draw: () => boolean; readonly isDue: () => boolean };
export type FrameWorld = Pick<Window, 'requestAnimationFrame' | 'setTimeout' | 'clearTimeout'>;

export type Frames = {
  /** Something changed: the next frame is drawn. */
  readonly wake: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
};

/** So many frames without a change, and the loop ends. */
const QUIET = 30;
/** What comes by itself, such as a font, is seen this late at most. */
const LOOK_MS = 250;
/** An engine that draws no frame for so long, though somebody could see it, draws no more. */
const STUCK_MS = 10000;

/** Draws while something moves, and not at all while nothing does. Stopped, it keeps no timer. */
export function createFrames(drawing: Drawing, onStuck: () => void, world: FrameWorld = window): Frames {
  let runs = true;
  let isAsked = false;
  let quiet = 0;
  const look = timerOf(world, LOOK_MS, (): void => (drawing.isDue() ? wake() : look.start()));
  const watch = timerOf(world, STUCK_MS, onStuck);
  const frame = (): void => {
    isAsked = false;
    watch.stop();
    if (runs) {
      quiet = drawing.draw() ? 0 : quiet + 1;
      return quiet < QUIET ? ask() : look.start();
    }
  };
  const ask = (): void => {
    if (!isAsked) {
      isAsked = true;
      world.requestAnimationFrame(frame);
    }
  };
  const wake = (): void => {
    quiet = 0;
    if (runs) {
      look.stop();
      watch.start();
      ask();
    }
  };
  const pause = (): void => {
    runs = false;
    look.stop();
    watch.stop();
  };
  const resume = (): void => {
    runs = true;
    wake();
  };
  return { wake, pause, resume };
}

type Timer = { readonly start: () => void; readonly stop: () => void };

/** A timer that runs once at a time: starting it again does not begin it anew. */
function timerOf(world: FrameWorld, ms: number, then: () => void): Timer {
  let id: number | null = null;
  const ring = (): void => {
    id = null;
    then();
  };
  return {
    start: (): void => {
      id = id === null ? world.setTimeout(ring, ms) : id;
    },
    stop: (): void => {
      world.clearTimeout(id === null ? undefined : id);
      id = null;
    }
  };
}
