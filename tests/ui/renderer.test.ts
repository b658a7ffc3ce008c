import { chooseRenderer } from '../../src/platform/renderer';

type Context = { readonly getExtension: (name: string) => { loseContext: () => void } | null } | null;

function giveContext(make: (kind: string) => Context): void {
  HTMLCanvasElement.prototype.getContext = make as unknown as typeof HTMLCanvasElement.prototype.getContext;
}

describe('the renderer', () => {
  const original = HTMLCanvasElement.prototype.getContext;

  afterEach(() => {
    HTMLCanvasElement.prototype.getContext = original;
    window.history.replaceState(null, '', '/');
  });

  it('is WebGL where a context can be made, and the probe gives its own back', () => {
    const lost: string[] = [];
    giveContext((kind) => ({ getExtension: () => ({ loseContext: () => lost.push(kind) }) }));
    expect(chooseRenderer()).toEqual({ canvas2d: false });
    expect(lost).toEqual(['webgl']);
  });

  it('is WebGL by its experimental name too', () => {
    giveContext((kind) => (kind === 'experimental-webgl' ? { getExtension: () => null } : null));
    expect(chooseRenderer()).toEqual({ canvas2d: false });
  });

  it('is canvas2d when no context can be made, or making one fails', () => {
    giveContext(() => null);
    expect(chooseRenderer()).toEqual({ canvas2d: true });
    giveContext(() => {
      throw new Error('blocked');
    });
    expect(chooseRenderer()).toEqual({ canvas2d: true });
  });

  it('is canvas2d when the address asks for it', () => {
    giveContext(() => ({ getExtension: () => null }));
    window.history.replaceState(null, '', '/?renderer=canvas');
    expect(chooseRenderer()).toEqual({ canvas2d: true });
  });
});
