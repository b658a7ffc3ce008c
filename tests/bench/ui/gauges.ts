/** What is read off a page, from inside it. */
export type Gauges = {
  /** Frames in which something was drawn, since the page was opened. */
  readonly frames: number;
  /** When each of them ended, in ms since the page was asked for. */
  readonly drawnAt: readonly number[];
  /** For each key that led to a picture: JavaScript's time for it, in ms, and the draw calls of that picture. */
  readonly keys: readonly { readonly ms: number; readonly draws: number }[];
};

type Stage = { usedMemory: number; updateFrame(): void; renderFrame(): boolean };
type Noted = { frames: number; drawnAt: number[]; keys: { ms: number; draws: number }[] };
type World = { gauges: Noted; benchStage?: Stage };

/**
 * Runs in the page before everything else. Time counts while a key is handled and while a frame is made, and not while
 * the engine waits for the next one: that is the screen's, not the program's.
 */
export function installGauges(): void {
  const world = window as unknown as World & Window;
  const gauges = (world.gauges = { frames: 0, drawnAt: [], keys: [] } as Noted);
  let key: { ms: number; from: number; draws: number } | null = null;
  let stage: Stage | undefined;

  const draw = WebGLRenderingContext.prototype.drawElements;
  WebGLRenderingContext.prototype.drawElements = function (...all): void {
    if (key !== null) key.draws += 1;
    draw.apply(this, all);
  };

  function timed<T>(work: () => T): T {
    const from = performance.now();
    const result = work();
    if (key !== null) key.ms += performance.now() - from;
    return result;
  }

  function hook(found: Stage): void {
    const [update, render] = [found.updateFrame, found.renderFrame];
    found.updateFrame = (): void => timed(() => update.call(found));
    found.renderFrame = (): boolean => {
      const drew = timed(() => render.call(found));
      if (drew) {
        gauges.frames += 1;
        gauges.drawnAt.push(performance.now());
        if (key !== null) gauges.keys.push({ ms: key.ms, draws: key.draws });
        key = null;
      }
      return drew;
    };
  }

  Object.defineProperty(world, 'benchStage', {
    get: () => stage,
    set: (found: Stage) => hook((stage = found))
  });
  world.addEventListener('keydown', () => (key = { ms: 0, from: performance.now(), draws: 0 }), true);
  world.addEventListener('load', () =>
    world.addEventListener('keydown', () => {
      if (key !== null) key.ms += performance.now() - key.from;
    })
  );
}

/** Runs in the page. */
export function readGauges(): Gauges {
  return (window as unknown as World).gauges;
}

/** Runs in the page: bytes of all textures that the stage holds. */
export function readTextureBytes(): number {
  const { benchStage } = window as unknown as World;
  return benchStage === undefined ? NaN : benchStage.usedMemory * 4;
}
