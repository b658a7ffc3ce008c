import { failureOf } from '../../core/model/failure';
import { RECORD_NAMES } from '../../core/vault/records';
import { isPoor, judge, nextCount } from '../../core/vault/slots';
import { gatherAll, gatherQuick } from './gather';
import type { IClock, Written } from '../../core/ports';
import type { Answers, Copy, Pair, Verdict } from '../../core/vault/slots';
import type { Place } from './gather';
import type { Content } from './shelf';

/** What all stores together say of a record, and whether one of them should be given a better copy. */
export type Finding = { readonly verdict: Verdict; readonly needsHealing: boolean };

/** Also whether every store that may hold the record has it. */
export type Kept = Written & { readonly everywhere: boolean };

type Newest = { readonly n: number; readonly text: string };

const EMPTY: Copy = { kind: 'empty' };

/** Keeps one record in several stores at once. Calls must not overlap: the vault sees to that. */
export class Keeper {
  /** What this run wrote or removed and not every store has taken: it outranks what those stores say. */
  private readonly _held: { [name: string]: Content } = {};

  constructor(
    public readonly places: readonly Place[],
    private readonly _clock: IClock,
    private readonly _quickMs: number
  ) {}

  /** Reads without waiting for a store that is slow, if another can answer. */
  public find(name: string): Promise<Finding> {
    return gatherQuick(this.places, name, this._clock, this._quickMs).then((answers): Finding => {
      const verdict = this._judge(name, answers);
      return {
        verdict,
        needsHealing: verdict.kind !== 'unreadable' && this._needsHealing(name, answers, verdict)
      };
    });
  }

  /** Writes to every store that may hold the record. What none takes is kept as long as the program runs. */
  public write(name: string, text: string): Promise<Kept> {
    return gatherAll(this.places, name)
      .then((answers): Promise<readonly Place[]> => {
        const content = { n: nextCount(answers, this._heldCount(name)), text };
        this._held[name] = content;
        return this._putEach(this._keepers(name), name, content);
      })
      .then((taken): Kept => {
        const everywhere = taken.length > 0 && taken.length === this._keepers(name).length;
        this._letGoIf(everywhere, name);
        return { durable: taken.some((place): boolean => place.shelf.plan.store.durable), everywhere };
      });
  }

  /** Removes from every store; where one refuses, the others are told to outrank it when it comes back. */
  public remove(name: string): Promise<void> {
    return gatherAll(this.places, name).then((answers): Promise<void> => {
      const gone = { n: nextCount(answers, this._heldCount(name)), text: null };
      this._held[name] = gone;
      return this._clearInOrder(name, answers).then((isClear): void | Promise<void> =>
        isClear ? this._letGoIf(true, name) : this._markAsGone(name, gone)
      );
    });
  }

  /** Gives every store that has less than the newest copy that copy, or finishes a removal. */
  public heal(name: string): Promise<void> {
    return gatherAll(this.places, name).then((answers): Promise<void> => {
      const verdict = this._judge(name, answers);
      if (verdict.kind === 'text') {
        return this._healTo(name, answers, verdict);
      }
      return verdict.kind === 'nothing' && verdict.gone ? this.remove(name) : Promise.resolve();
    });
  }

  /** Records that some store still has to hear of. */
  public heldNames(): readonly string[] {
    return Object.keys(this._held);
  }

  /** Every record of which anything lies anywhere, and every one we know by name. */
  public names(): Promise<readonly string[]> {
    const asked = this.places.map((place): Promise<readonly string[]> =>
      place.calm.run((): Promise<readonly string[]> => place.shelf.names()).then(undefined, () => [])
    );
    return Promise.all(asked).then((lists) => {
      const all = lists.reduce((joined, list) => joined.concat(list), RECORD_NAMES.concat(this.heldNames()));
      return all.filter((name, at): boolean => all.indexOf(name) === at);
    });
  }

  private _judge(name: string, answers: Answers): Verdict {
    return judge(answers.concat([this._heldPair(name)]));
  }

  private _heldPair(name: string): Pair {
    const held = this._held[name];
    if (held === undefined) {
      return [EMPTY, EMPTY];
    }
    return [
      held.text === null
        ? { kind: 'gone', n: held.n }
        : { kind: 'text', n: held.n, text: held.text, fit: true },
      EMPTY
    ];
  }

  private _heldCount(name: string): number {
    const held = this._held[name];
    return held === undefined ? 0 : held.n;
  }

  private _letGoIf(isSafe: boolean, name: string): void {
    if (isSafe) {
      delete this._held[name];
    }
  }

  private _keepers(name: string): readonly Place[] {
    return this.places.filter((place): boolean => place.shelf.keeps(name));
  }

  private _needsHealing(name: string, answers: Answers, verdict: Verdict): boolean {
    return verdict.kind === 'text'
      ? this._poorOnes(name, answers, verdict).length > 0
      : verdict.kind === 'nothing' && verdict.gone;
  }

  private _poorOnes(name: string, answers: Answers, newest: Newest): readonly Place[] {
    return this.places.filter((place, at): boolean => {
      const pair = answers[at];
      return place.shelf.keeps(name) && pair !== null && pair !== undefined && isPoor(pair, newest);
    });
  }

  private _healTo(name: string, answers: Answers, newest: Newest): Promise<void> {
    const poor = this._poorOnes(name, answers, newest);
    return this._putEach(poor, name, newest)
      .then((taken): Promise<readonly Place[]> =>
        this._putEach(
          taken.filter((place) => hasUnfit(place, this.places, answers)),
          name,
          newest
        )
      )
      .then((): void => undefined);
  }

  /** The places that took it. */
  private _putEach(places: readonly Place[], name: string, content: Content): Promise<readonly Place[]> {
    const puts = places.map((place): Promise<boolean> =>
      place.calm
        .run((): Promise<boolean> => place.shelf.put(name, content))
        .then(undefined, (): boolean => false)
    );
    return Promise.all(puts).then((took): readonly Place[] =>
      places.filter((_place, at): boolean => took[at] === true)
    );
  }

  /** Markers are cleared last: as long as an older copy lies anywhere, something must outrank it. */
  private _clearInOrder(name: string, answers: Answers): Promise<boolean> {
    const isMarked = (place: Place): boolean => hasMarker(answers[this.places.indexOf(place)]);
    return this._clearEach(
      this.places.filter((place): boolean => !isMarked(place)),
      name
    ).then(
      (isClear): boolean | Promise<boolean> => isClear && this._clearEach(this.places.filter(isMarked), name)
    );
  }

  private _clearEach(places: readonly Place[], name: string): Promise<boolean> {
    const clears = places.map((place): Promise<boolean> =>
      place.calm
        .run((): Promise<void> => place.shelf.clear(name))
        .then(
          (): boolean => true,
          (): boolean => false
        )
    );
    return Promise.all(clears).then((cleared): boolean => cleared.indexOf(false) < 0);
  }

  /** A store that never once answered cannot bring anything back in this run, and must not hold anybody on a screen. */
  private _markAsGone(name: string, gone: Content): Promise<void> {
    return this._putEach(this.places, name, gone).then((taken): void => {
      if (taken.length === 0 && this.places.some((place): boolean => place.heard)) {
        throw failureOf('storage');
      }
    });
  }
}

function hasMarker(pair: Pair | null | undefined): boolean {
  return pair !== null && pair !== undefined && pair.some((copy): boolean => copy.kind === 'gone');
}

function hasUnfit(place: Place, places: readonly Place[], answers: Answers): boolean {
  const pair = answers[places.indexOf(place)];
  return (
    pair !== null && pair !== undefined && pair.some((copy): boolean => copy.kind === 'text' && !copy.fit)
  );
}
