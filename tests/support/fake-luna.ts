import type { LunaWorld } from '../../src/platform/sets/luna';

type Called = {
  readonly uri: string;
  readonly parameters: unknown;
  readonly answer: (text: string) => void;
  cancelled: boolean;
};

export type FakeLuna = { readonly world: Required<LunaWorld>; readonly calls: Called[] };

/** webOS's bus: notes who is called, and lets a test answer. */
export function fakeLuna(): FakeLuna {
  const calls: Called[] = [];
  class PalmServiceBridge {
    public onservicecallback = (_text: string): void => undefined;
    private _called: Called | null = null;

    public call(uri: string, parameters: string): void {
      const answer = (text: string): void => this.onservicecallback(text);
      this._called = { uri, parameters: JSON.parse(parameters) as unknown, answer, cancelled: false };
      calls.push(this._called);
    }

    public cancel(): void {
      if (this._called !== null) {
        this._called.cancelled = true;
      }
    }
  }
  return { world: { PalmServiceBridge }, calls };
}
