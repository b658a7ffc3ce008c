import { isForeignKey, MIGRATED_NAMES } from '../../core/vault/migrations';
import { LEGACY_SUFFIXES, legacyClassOf, takes } from '../../core/vault/records';
import { findLegacy, legacyKeysOf } from './legacy';
import { inTurn } from './turns';
import type { WipeScope } from '../../core/ports';
import type { IStore } from '../../core/vault/store';
import type { Finding, Keeper } from './keeper';
import type { Found } from './legacy';

/** Takes over what older programs left in the same storage, and sees that it does not come back. */
export class Adoption {
  private _isDone = false;
  private _spent: readonly string[] = [];

  constructor(
    private readonly _keeper: Keeper,
    private readonly _legacy: IStore,
    private readonly _prefixes: readonly string[]
  ) {}

  /** Whether an older record may still become this one. */
  public isOpenFor(name: string): boolean {
    return isForeignKey(name) || (!this._isDone && MIGRATED_NAMES.indexOf(name) >= 0);
  }

  /** All records at once: two of ours may come from one of theirs, which goes only when both are safe. */
  public adopt(asked: string): Promise<void> {
    const names = isForeignKey(asked) ? [asked] : MIGRATED_NAMES;
    return inTurn(names, (name): Promise<void> => this._adoptOne(name)).then((): Promise<void> => {
      this._isDone = this._isDone || names === MIGRATED_NAMES;
      return this._removeKeys(this._spent);
    });
  }

  /** Removes the older records that would bring this one back. */
  public forget(name: string): Promise<void> {
    return this._removeKeys(legacyKeysOf(this._prefixes, name));
  }

  /** Removes every older record of the scope. */
  public wipe(scope: WipeScope): Promise<void> {
    const suffixes = LEGACY_SUFFIXES.filter((suffix): boolean => takes(scope, legacyClassOf(suffix)));
    return inTurn(this._prefixes, (prefix): Promise<void> =>
      this._removeKeys(suffixes.map((suffix): string => prefix + suffix))
    );
  }

  private _adoptOne(name: string): Promise<void> {
    return this._keeper
      .find(name)
      .then((finding): void | Promise<void> =>
        isMissing(finding)
          ? findLegacy((key) => this._legacy.read(key), this._prefixes, name).then((found) =>
              this._take(name, found)
            )
          : undefined
      );
  }

  private _take(name: string, found: Found | null): void | Promise<void> {
    if (found === null) {
      return;
    }
    return this._keeper.write(name, found.text).then((written): void => {
      this._spent = written.durable && found.key !== null ? this._spent.concat(found.key) : this._spent;
    });
  }

  private _removeKeys(keys: readonly string[]): Promise<void> {
    return inTurn(keys, (key): Promise<void> => this._legacy.remove(key));
  }
}

/** Missing, and not because somebody removed it. */
export function isMissing(finding: Finding): boolean {
  return finding.verdict.kind === 'nothing' && !finding.verdict.gone;
}
