/** What the app asks of Lightning, doing nothing: for walks that look at decisions and not at pixels. */
export class BareStage {
  public readonly stage = { gcTextureMemory: () => undefined, once: () => undefined, usedMemory: 0 };
  public visible = true;
  private readonly _nodes: { [name: string]: object } = {};

  public tag(name: string): object {
    return (this._nodes[name] ??= {
      alpha: 0,
      patch: () => undefined,
      paint: () => undefined,
      setSmooth: () => undefined
    });
  }

  public patch(): void {
    return undefined;
  }
}

/** In the place of the SDK. */
export const bareSdk = { AppData: {}, Lightning: { Component: BareStage, Tools: {} } };
