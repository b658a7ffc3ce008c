import type { IRotatingVault } from '../../src/platform/vault/vault';
import type { WipeScope } from '../../src/core/ports';

/** One thing that a program asks of its vault. */
export type Step =
  | { readonly do: 'write'; readonly name: string; readonly text: string }
  | { readonly do: 'read'; readonly name: string }
  | { readonly do: 'remove'; readonly name: string }
  | { readonly do: 'wipe'; readonly scope: WipeScope }
  | { readonly do: 'rotate' };

export type Expected = { readonly sure: string | null; readonly maybe: readonly (string | null)[] };

const KEPT_AT_SIGN_OUT = ['settings', 'clientId'];

/** What each record may be by now: what was promised last, or what was asked for since and not yet promised. */
export class History {
  private readonly _records = new Map<string, Expected>();

  constructor(public readonly names: readonly string[]) {}

  public of(name: string): Expected {
    return this._records.get(name) ?? { sure: null, maybe: [] };
  }

  public allows(name: string, text: string | null): boolean {
    const { sure, maybe } = this.of(name);
    return text === sure || maybe.includes(text);
  }

  public promise(name: string, text: string | null): void {
    this._records.set(name, { sure: text, maybe: [] });
  }

  /** Carries a step out, noting what it may have done before it is asked and what it did once it is promised. */
  public async run(vault: IRotatingVault, step: Step): Promise<void> {
    const changes = this._changesOf(step);
    changes.forEach(([name, text]) => this._suspect(name, text));
    if (step.do === 'write') {
      const { durable } = await vault.write(step.name, step.text);
      return durable ? this.promise(step.name, step.text) : undefined;
    }
    await (step.do === 'read'
      ? vault.read(step.name)
      : step.do === 'remove'
        ? vault.remove(step.name)
        : step.do === 'wipe'
          ? vault.wipe(step.scope)
          : vault.rotateKey());
    changes.forEach(([name, text]) => this.promise(name, text));
  }

  private _changesOf(step: Step): readonly (readonly [string, string | null])[] {
    switch (step.do) {
      case 'write':
        return [[step.name, step.text]];
      case 'remove':
        return [[step.name, null]];
      case 'wipe':
        return this.names
          .filter((name) => step.scope === 'all' || !KEPT_AT_SIGN_OUT.includes(name))
          .map((name) => [name, null] as const);
      default:
        return [];
    }
  }

  private _suspect(name: string, text: string | null): void {
    const { sure, maybe } = this.of(name);
    this._records.set(name, { sure, maybe: [...maybe, text] });
  }
}
