/**
 * One place that keeps texts by key. `durable` says of this store that a finished write survives a power cut.
 * Calls may reject with anything, or never answer: the vault lives with both.
 */
export interface IStore {
  readonly name: string;
  readonly durable: boolean;
  read(key: string): Promise<string | null>;
  write(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
}

/** A text under lock, and the name of the key that opens it. */
export type Sealed = { readonly alg: string; readonly kid: string; readonly body: string };

/** Locks texts. `about` is bound to the text: what was sealed about one thing does not open about another. */
export interface ICipher {
  /** Null when this engine cannot keep a key: the text is then written as it is, which docs/security.md says. */
  seal(text: string, about: string): Promise<Sealed | null>;
  /** Null when no key that is left opens it; rejects when the keys could not be asked. */
  open(sealed: Sealed, about: string): Promise<string | null>;
  /** From now on a new key seals; the old ones still open. */
  renewKey(): Promise<void>;
  /** Destroys every key but the one that seals now, or every key there is. */
  dropKeys(which: 'old' | 'all'): Promise<void>;
}
