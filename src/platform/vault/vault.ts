import { asFailure, failureOf } from '../../core/model/failure';
import { classOf, takes } from '../../core/vault/records';
import { Adoption, isMissing } from './adoption';
import { calmFor, calmStore } from './calm';
import { Keeper } from './keeper';
import { eachCipher, rotateKeys } from './rotation';
import { Shelf } from './shelf';
import { nothing } from './turns';
import type { IClock, IVault, WipeScope, Written } from '../../core/ports';
import type { Preset } from '../../core/vault/keys';
import type { IStore } from '../../core/vault/store';
import type { Place } from './gather';
import type { Finding } from './keeper';
import type { ShelfPlan } from './shelf';

export type VaultPlan = {
  readonly shelves: readonly ShelfPlan[];
  /** Where older programs kept their records; null where there can be none. */
  readonly legacy: IStore | null;
  readonly preset: Preset;
  readonly clock: IClock;
  /** How long a start waits for a store while another one has answered. */
  readonly quickMs: number;
  /** How long any call of a store may take before the store counts as hanging. */
  readonly capMs: number;
};

/** A vault whose lock can be changed. */
export interface IRotatingVault extends IVault {
  /** Seals everything under a new key, then destroys the old ones. False when the old ones had to stay. */
  rotateKey(): Promise<boolean>;
}

/** Named records over several stores that may each forget, refuse, rot or hang. */
export class Vault implements IRotatingVault {
  private readonly _keeper: Keeper;
  private readonly _adoption: Adoption | null;
  private _tail: Promise<unknown> = Promise.resolve();
  private _mayPay = true;

  constructor(private readonly _plan: VaultPlan) {
    const places = _plan.shelves.map((shelf): Place => this._placeFor(shelf));
    this._keeper = new Keeper(places, _plan.clock, _plan.quickMs);
    this._adoption = adoptionFor(_plan, this._keeper);
  }

  /** The newest copy that any store can show. */
  public read(name: string): Promise<string | null> {
    return this._ask((): Promise<string | null> => this._read(name));
  }

  /** Writes to every store that may hold the record, and reads it back. */
  public write(name: string, text: string): Promise<Written> {
    return this._ask((): Promise<Written> =>
      this._keeper.write(name, text).then(({ durable }): Written => ({ durable }))
    );
  }

  /** Removes one record, and whatever older record it came from. */
  public remove(name: string): Promise<void> {
    return this._ask((): Promise<void> => this._remove(name));
  }

  /** Removes every record of the scope, known by name or not, and the keys that sealed them. */
  public wipe(scope: WipeScope): Promise<void> {
    return this._ask((): Promise<void> => this._wipe(scope));
  }

  /** See IRotatingVault. */
  public rotateKey(): Promise<boolean> {
    return this._ask((): Promise<boolean> => rotateKeys(this._keeper));
  }

  private _placeFor(plan: ShelfPlan): Place {
    const calm = calmFor(this._plan.clock, this._plan.capMs, (): void => this._payDebts());
    return { shelf: new Shelf(plan, this._plan.preset), calm, owes: 0, heard: false };
  }

  private _ask<T>(work: () => Promise<T>): Promise<T> {
    this._mayPay = true;
    return this._queue(work);
  }

  private _queue<T>(work: () => Promise<T>): Promise<T> {
    const turn = this._tail.then(work).then(undefined, (reason: unknown): T => {
      throw asFailure(reason);
    });
    this._tail = turn.then(nothing, nothing);
    return turn;
  }

  /** A store that hung has come back: tell it what it missed, but only once per call, or a slow store is told for ever. */
  private _payDebts(): void {
    const names = this._mayPay ? this._keeper.heldNames() : [];
    this._mayPay = false;
    names.forEach((name): void => this._healLater(name));
  }

  /** Healing is nobody's question: it waits behind what is asked, and its failure is silent until the next read. */
  private _healLater(name: string): void {
    this._queue((): Promise<void> => this._keeper.heal(name)).then(nothing, nothing);
  }

  private _read(name: string): Promise<string | null> {
    return this._keeper.find(name).then((finding): string | null | Promise<string | null> => {
      if (finding.needsHealing) {
        this._healLater(name);
      }
      const adoption = this._adoption;
      return adoption !== null && isMissing(finding) && adoption.isOpenFor(name)
        ? adoption.adopt(name).then((): Promise<string | null> => this._keeper.find(name).then(textIn))
        : textIn(finding);
    });
  }

  private _remove(name: string): Promise<void> {
    const adoption = this._adoption;
    return this._keeper
      .remove(name)
      .then((): void | Promise<void> => (adoption === null ? undefined : adoption.forget(name)));
  }

  /** One record that cannot be removed does not keep the others; the failure is told at the end. */
  private _wipe(scope: WipeScope): Promise<void> {
    return this._keeper
      .names()
      .then((names): Promise<readonly boolean[]> => {
        const taken = names.filter((name): boolean => takes(scope, classOf(name)));
        const adoption = this._adoption;
        const works = taken.map((name) => (): Promise<void> => this._remove(name));
        return allDone(adoption === null ? works : works.concat((): Promise<void> => adoption.wipe(scope)));
      })
      .then((done): Promise<void> => {
        if (done.indexOf(false) >= 0) {
          throw failureOf('storage');
        }
        return this._dropAllKeys();
      });
  }

  /** Only account records are sealed: with them gone no key has a use, and what the flash still holds stays shut. */
  private _dropAllKeys(): Promise<void> {
    return eachCipher(this._keeper, (cipher): Promise<void> => cipher.dropKeys('all')).then(nothing, nothing);
  }
}

function adoptionFor(plan: VaultPlan, keeper: Keeper): Adoption | null {
  if (plan.legacy === null) {
    return null;
  }
  const legacy = calmStore(plan.legacy, calmFor(plan.clock, plan.capMs, nothing));
  return new Adoption(keeper, legacy, plan.preset.legacyPrefixes);
}

function textIn(finding: Finding): string | null {
  if (finding.verdict.kind === 'unreadable') {
    throw failureOf(finding.verdict.code);
  }
  return finding.verdict.kind === 'text' ? finding.verdict.text : null;
}

/** One after another, each tried whatever became of the one before. */
function allDone(works: readonly (() => Promise<void>)[]): Promise<readonly boolean[]> {
  return works.reduce<Promise<readonly boolean[]>>(
    (before, work) =>
      before.then((done) =>
        work().then(
          (): readonly boolean[] => done.concat(true),
          (): readonly boolean[] => done.concat(false)
        )
      ),
    Promise.resolve([])
  );
}
