import type { Lightning } from '@lightningjs/sdk';

/** What Lightning's types do not tell of a stage. */
type Inside = Lightning.Stage & {
  readonly ctx: { hasRenderUpdates(): boolean };
  readonly textureThrottler: { readonly _sources: readonly unknown[] };
  gcTextureMemory(): void;
  renderFrame(): boolean;
  updateFrame(): void;
};

/** Draws one frame; false where nothing had changed. */
export function drawOn(stage: Lightning.Stage): boolean {
  const inside = stage as Inside;
  inside.updateFrame();
  return inside.renderFrame();
}

/** Whether there is anything to draw: something changed, or a texture came and waits. */
export function isDueOn(stage: Lightning.Stage): boolean {
  const inside = stage as Inside;
  return inside.ctx.hasRenderUpdates() || inside.textureThrottler._sources.length > 0;
}

/** Gives back every texture that nothing in sight is drawn with. */
export function freeUnseen(stage: Lightning.Stage): void {
  (stage as Inside).gcTextureMemory();
}

/** What Lightning's types do not tell of an element. */
type Inner = {
  readonly __texture: object | null;
  readonly __displayedTexture: object | null;
  _setDisplayedTexture(texture: null): void;
  _unsetActiveFlag(): void;
};

/**
 * Lightning 2.20 keeps a texture for ever when the element that shows it leaves before the next one has come, as it
 * does on a slow set: it takes the element from its texture only once the element counts no more.
 */
export function mendLeaving(prototype: Lightning.Element): void {
  const inner = prototype as unknown as Inner;
  const leave = inner._unsetActiveFlag;
  inner._unsetActiveFlag = function (this: Inner): void {
    if (this.__displayedTexture !== this.__texture) {
      this._setDisplayedTexture(null);
    }
    leave.call(this);
  };
}
