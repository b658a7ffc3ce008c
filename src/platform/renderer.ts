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

/** How many pixels of the screen one of the picture's lines is; the picture is made for `lines` of them. */
export function precisionFor(lines: number): number {
  return window.innerHeight / lines;
}
