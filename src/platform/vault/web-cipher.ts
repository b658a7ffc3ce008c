import { del, get, set } from 'idb-keyval';
import { bytesOf, fromBase64, textFrom, toBase64 } from './bytes';
import type { UseStore } from 'idb-keyval';
import type { ICipher, Sealed } from '../../core/vault/store';

const ALGORITHM = 'AES-GCM';
const RING = 'ring';
const IV_BYTES = 12;

type Key = { readonly kid: string; readonly key: CryptoKey };
/** Newest first. The engine keeps the keys and never shows their bytes to a script, ours included. */
type Ring = readonly Key[];

/** AES-GCM with keys that cannot be exported, kept in IndexedDB. Keys are asked for each time: another tab may change them. */
export class WebCipher implements ICipher {
  constructor(
    private readonly _crypto: Crypto,
    private readonly _use: UseStore
  ) {}

  /** See ICipher. A first key is made when the first secret comes. */
  public seal(text: string, about: string): Promise<Sealed | null> {
    return this._ring()
      .then((ring): Promise<Key | null> => {
        const newest = ring[0];
        return newest === undefined ? this._firstKey() : Promise.resolve(newest);
      })
      .then((key): Promise<Sealed> | null => (key === null ? null : this._sealWith(key, text, about)));
  }

  /** See ICipher. */
  public open(sealed: Sealed, about: string): Promise<string | null> {
    return this._ring().then((ring): Promise<string | null> | null => {
      const key = ring.filter((each): boolean => each.kid === sealed.kid)[0];
      return key === undefined || sealed.alg !== ALGORITHM ? null : this._openWith(key, sealed, about);
    });
  }

  /** See ICipher. */
  public renewKey(): Promise<void> {
    return Promise.all([this._newKey(), this._ring()]).then(([key, ring]) => this._keep([key].concat(ring)));
  }

  /** See ICipher. */
  public dropKeys(which: 'old' | 'all'): Promise<void> {
    return which === 'all'
      ? del(RING, this._use)
      : this._ring().then((ring): Promise<void> =>
          ring.length > 1 ? this._keep(ring.slice(0, 1)) : Promise.resolve()
        );
  }

  private _ring(): Promise<Ring> {
    return get<Ring>(RING, this._use).then((ring): Ring => (Array.isArray(ring) ? ring : []));
  }

  private _keep(ring: Ring): Promise<void> {
    return set(RING, ring, this._use);
  }

  /** An engine that cannot make such a key, or cannot store one, says so here and only here. */
  private _firstKey(): Promise<Key | null> {
    return this._newKey()
      .then((key): Promise<Key> => this._keep([key]).then((): Key => key))
      .then(undefined, (): null => null);
  }

  private _newKey(): Promise<Key> {
    const kid = toBase64(this._crypto.getRandomValues(new Uint8Array(6)));
    return Promise.resolve(
      this._crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
    ).then((key): Key => ({ kid, key }));
  }

  private _sealWith(key: Key, text: string, about: string): Promise<Sealed> {
    const iv = this._crypto.getRandomValues(new Uint8Array(IV_BYTES));
    return Promise.resolve(this._crypto.subtle.encrypt(paramsFor(iv, about), key.key, bytesOf(text))).then(
      (locked): Sealed => ({
        alg: ALGORITHM,
        kid: key.kid,
        body: toBase64(iv) + '.' + toBase64(new Uint8Array(locked))
      })
    );
  }

  /** A body that does not open under its own key was not written by it: lost as surely as a key. */
  private _openWith(key: Key, sealed: Sealed, about: string): Promise<string | null> {
    const parts = sealed.body.split('.');
    return Promise.resolve()
      .then(() =>
        this._crypto.subtle.decrypt(
          paramsFor(fromBase64(parts[0] || ''), about),
          key.key,
          fromBase64(parts[1] || '')
        )
      )
      .then(
        (opened): string => textFrom(new Uint8Array(opened)),
        (): null => null
      );
  }
}

function paramsFor(iv: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name: ALGORITHM, iv, additionalData: bytesOf(about) };
}
