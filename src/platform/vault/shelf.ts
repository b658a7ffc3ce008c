import { readSlot, writeEnvelope } from '../../core/vault/envelope';
import { keyFor, nameIn, SLOTS } from '../../core/vault/keys';
import { classOf } from '../../core/vault/records';
import { targetIn } from '../../core/vault/slots';
import type { Envelope, Slot } from '../../core/vault/envelope';
import type { Preset } from '../../core/vault/keys';
import type { Copy, Pair } from '../../core/vault/slots';
import type { ICipher, IStore, Sealed } from '../../core/vault/store';

/** One store with what it may hold, and under which lock. */
export type ShelfPlan = {
  readonly store: IStore;
  readonly cipher: ICipher | null;
  /** False for a place that others could read: it gets no token, only the marker that one was removed. */
  readonly keepsSecrets: boolean;
};

/** One copy to put: a text, or the marker that the record is gone. */
export type Content = { readonly n: number; readonly text: string | null };

/** The slots of one store: reads, writes and clears whole records. */
export class Shelf {
  constructor(
    public readonly plan: ShelfPlan,
    private readonly _preset: Preset
  ) {}

  /** Whether records of this name belong here. */
  public keeps(name: string): boolean {
    return this.plan.keepsSecrets || classOf(name) !== 'account';
  }

  /** Both slots, opened. */
  public pair(name: string): Promise<Pair> {
    return Promise.all(SLOTS.map((slot): Promise<string | null> => this._read(name, slot)))
      .then((texts) =>
        Promise.all(texts.map((text): Promise<Copy> => this._open(name, readSlot(name, text))))
      )
      .then((copies): Pair => [copies[0] as Copy, copies[1] as Copy]);
  }

  /** Writes one copy over the poorer slot and reads it back; false when this store did not take it. */
  public put(name: string, content: Content): Promise<boolean> {
    return this.pair(name).then((pair): Promise<boolean> => {
      const target = targetIn(pair);
      if (target === null) {
        return Promise.resolve(false);
      }
      const slot = SLOTS[target];
      return this._keepAside(name, slot, pair[target])
        .then((): Promise<string> => this._lock(name, content))
        .then((text): Promise<boolean> => this._writeAndCheck(keyFor(this._preset, name, slot), text));
    });
  }

  /** Removes every trace of a record from this store. */
  public clear(name: string): Promise<void> {
    const keys = [
      keyFor(this._preset, name, 'a'),
      keyFor(this._preset, name, 'b'),
      keyFor(this._preset, name, 'torn')
    ];
    return Promise.all(keys.map((key): Promise<void> => this.plan.store.remove(key))).then(
      (): void => undefined
    );
  }

  /** The names of all records of which something lies here. */
  public names(): Promise<readonly string[]> {
    return this.plan.store.keys().then((keys): readonly string[] => {
      const names = keys.map((key): string | null => nameIn(this._preset, key));
      return names.filter((name, at): name is string => name !== null && names.indexOf(name) === at);
    });
  }

  private _read(name: string, slot: 'a' | 'b'): Promise<string | null> {
    return this.plan.store.read(keyFor(this._preset, name, slot));
  }

  private _open(name: string, slot: Slot): Promise<Copy> {
    if (slot.kind === 'plain') {
      const fit = this.plan.cipher === null || classOf(name) !== 'account';
      return Promise.resolve<Copy>({ kind: 'text', n: slot.n, text: slot.text, fit });
    }
    return slot.kind === 'sealed' ? this._unlock(name, slot.n, slot.sealed) : Promise.resolve<Copy>(slot);
  }

  private _unlock(name: string, n: number, sealed: Sealed): Promise<Copy> {
    const locked: Copy = { kind: 'locked', n };
    return this.plan.cipher === null
      ? Promise.resolve(locked)
      : this.plan.cipher
          .open(sealed, name)
          .then((text): Copy => (text === null ? locked : { kind: 'text', n, text, fit: true }));
  }

  private _lock(name: string, content: Content): Promise<string> {
    const { n, text } = content;
    if (text === null) {
      return Promise.resolve(writeEnvelope(name, { kind: 'gone', n }));
    }
    const plain: Envelope = { kind: 'plain', n, text };
    return this.plan.cipher === null || classOf(name) !== 'account'
      ? Promise.resolve(writeEnvelope(name, plain))
      : this.plan.cipher
          .seal(text, name)
          .then((sealed): string =>
            writeEnvelope(name, sealed === null ? plain : { kind: 'sealed', n, sealed })
          );
  }

  private _writeAndCheck(key: string, text: string): Promise<boolean> {
    return this.plan.store
      .write(key, text)
      .then((): Promise<string | null> => this.plan.store.read(key))
      .then((found): boolean => found === text);
  }

  /** A torn copy is evidence; one of them is kept. That it could not be kept stops nothing. */
  private _keepAside(name: string, slot: 'a' | 'b', copy: Copy): Promise<void> {
    if (copy.kind !== 'torn') {
      return Promise.resolve();
    }
    return this._read(name, slot)
      .then((text): Promise<void> => {
        const aside = keyFor(this._preset, name, 'torn');
        return text === null ? Promise.resolve() : this.plan.store.write(aside, text);
      })
      .then(undefined, (): void => undefined);
  }
}
