import type { ICipher, IStore, Sealed } from '../../src/core/vault/store';

/** What survives a power cut: texts by key. */
export type Disk = Map<string, string>;

/** A store over a disk that outlives the program. */
export function diskStore(disk: Disk, name = 'disk', durable = true): IStore {
  return {
    name,
    durable,
    read: async (key) => disk.get(key) ?? null,
    write: async (key, text) => void disk.set(key, text),
    remove: async (key) => void disk.delete(key),
    keys: async () => [...disk.keys()]
  };
}

/** How one call of a store ends. `late`: done, and the answer never comes. `lose`: a write is said to be done, and is not. */
export type Fate = 'ok' | 'throw' | 'hang' | 'late' | 'quota' | 'lose';
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Puts a fate before every call of a store. All stores that share `fate` count their calls together. */
export function fatedStore(store: IStore, fate: (what: string, key: string, store: string) => Fate): IStore {
  const act = async <T>(what: string, key: string, work: () => Promise<T>): Promise<T> => {
    const end = fate(what, key, store.name);
    if (end === 'throw' || (end === 'quota' && what === 'write')) {
      throw new Error('the store refuses');
    }
    if (end === 'hang') {
      return never<T>();
    }
    if (end === 'lose' && what === 'write') {
      return undefined as T;
    }
    const result = await work();
    return end === 'late' ? never<T>() : result;
  };
  return {
    name: store.name,
    durable: store.durable,
    read: (key) => act('read', key, () => store.read(key)),
    write: (key, text) => act('write', key, () => store.write(key, text)),
    remove: (key) => act('remove', key, () => store.remove(key)),
    keys: () => act('keys', '', () => store.keys())
  };
}

/** A lock of cardboard: shows whether the vault locks, unlocks, binds and changes keys where it should. */
export class CardboardCipher implements ICipher {
  constructor(private readonly _ring: string[]) {}

  public async seal(text: string, about: string): Promise<Sealed> {
    if (this._ring.length === 0) {
      this._ring.push('k0');
    }
    const kid = this._ring[0] as string;
    return { alg: 'cardboard', kid, body: Buffer.from(`${kid}|${about}|${text}`).toString('hex') };
  }

  public async open(sealed: Sealed, about: string): Promise<string | null> {
    const plain = Buffer.from(sealed.body, 'hex').toString();
    const lock = `${sealed.kid}|${about}|`;
    return this._ring.includes(sealed.kid) && plain.startsWith(lock) ? plain.slice(lock.length) : null;
  }

  public async renewKey(): Promise<void> {
    this._ring.unshift(`k${Number((this._ring[0] ?? 'k0').slice(1)) + 1}`);
  }

  public async dropKeys(which: 'old' | 'all'): Promise<void> {
    this._ring.splice(which === 'all' ? 0 : 1);
  }
}
