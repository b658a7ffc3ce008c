/** How the stage draws. Lightning itself only asks whether WebGL has a name, and shows black when it has no context. */
export type Renderer = { readonly canvas2d: boolean };

function contextOf(canvas: HTMLCanvasElement): WebGLRenderingContext | null {
  const found = canvas.getContext('webgl') || canvas.getContext('experimental-webgl');
  return found as WebGLRenderingContext | null;
}

/** Old sets allow few contexts at a time: the probe gives its own back. */
function release(context: WebGLRenderingContext): void {
  const loser = context.getExtension('WEBGL_lose_context');
  if (loser !== null) {
    loser.loseContext();
  }
}

/** Gives back the context of a canvas that is thrown away, where it has one. */
export function releaseCanvas(canvas: HTMLCanvasElement): void {
  const context = contextOf(canvas);
  if (context !== null) {
    release(context);
  }
}

function canDrawWebGl(): boolean {
  try {
    const context = contextOf(document.createElement('canvas'));
    if (context === null) {
      return false;
    }
    release(context);
    return true;
  } catch (_refused) {
    return false;
  }
}

/** WebGL where a context can really be made, else canvas2d; `?renderer=canvas` forces the latter. */
export function chooseRenderer(): Renderer {
  const isForced = window.location.search.indexOf('renderer=canvas') >= 0;
  return { canvas2d: isForced || !canDrawWebGl() };
}

/** Where on the page the picture is, in pixels, and how many of them one of its lines is. */
export type Place = {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly precision: number;
};
export type Size = { readonly w: number; readonly h: number };

/** As large as the window allows without cutting anything, in its middle. A window not laid out yet counts as full. */
export function placeIn(world: Pick<Window, 'innerWidth' | 'innerHeight'>, picture: Size): Place {
  const room = { w: world.innerWidth || picture.w, h: world.innerHeight || picture.h };
  const precision = Math.min(room.w / picture.w, room.h / picture.h);
  const [w, h] = [Math.round(picture.w * precision), Math.round(picture.h * precision)];
  return { x: Math.floor((room.w - w) / 2), y: Math.floor((room.h - h) / 2), w, h, precision };
}

/** What a stage is told: its renderer, and the size that fits the window as it is now. */
export type StageFit = Renderer & Size & { readonly precision: number };

/** All that the stage has to know of this window. */
export function fitStage(picture: Size): StageFit {
  const { w, h, precision } = placeIn(window, picture);
  return { ...chooseRenderer(), w, h, precision };
}
