// promises: P6 C3
import { IDBFactory } from 'fake-indexeddb';
import { createDatabase } from '../../src/platform/vault/database';
import { createIdbStore } from '../../src/platform/vault/idb-store';
import { createLocalStore } from '../../src/platform/vault/local-store';
import { diskStore } from '../support/stores';
import { freshLocalStorage } from '../support/vaults';
import type { IStore } from '../../src/core/vault/store';

const idb = (factory: IDBFactory): IStore =>
  createIdbStore(createDatabase(factory as never, 'vault', ['records', 'keys']).store('records'));

describe.each([
  ['a disk in memory', () => diskStore(new Map())],
  ['localStorage', () => createLocalStore(freshLocalStorage())],
  ['IndexedDB', () => idb(new IDBFactory())]
])('the store of %s', (_name, make) => {
  it('has nothing at first', async () => {
    const store = make();
    expect([await store.read('a'), await store.keys()]).toEqual([null, []]);
  });

  it('gives back what was written last, also the empty text', async () => {
    const store = make();
    await store.write('a', 'one');
    await store.write('a', 'two');
    await store.write('b', '');
    expect([await store.read('a'), await store.read('b')]).toEqual(['two', '']);
  });

  it('lists its keys, and only those', async () => {
    const store = make();
    await Promise.all(['a', 'b', 'c'].map((key) => store.write(key, key)));
    await store.remove('b');
    await store.remove('never there');
    expect([...(await store.keys())].sort()).toEqual(['a', 'c']);
  });
});

describe('localStorage', () => {
  it('says storage, and nothing else, when it is full', async () => {
    const storage = freshLocalStorage();
    const store = createLocalStore(storage);
    await expect(store.write('a', 'x'.repeat(6000000))).rejects.toEqual({ code: 'storage' });
  });
});

describe('IndexedDB after a standby', () => {
  it('opens a new connection when the old one is dead, without losing the call', async () => {
    const factory = new IDBFactory();
    const store = idb(factory);
    await store.write('a', 'one');
    await killConnections(factory);
    expect(await store.read('a')).toBe('one');
    await killConnections(factory);
    await Promise.all([store.write('b', 'two'), store.read('a'), store.keys()]);
    expect(await store.read('b')).toBe('two');
  });

  it('tries once more, not for ever', async () => {
    let opened = 0;
    const broken = { open: () => (opened++, failing()) } as unknown as IDBFactory;
    await expect(idb(broken).read('a')).rejects.toThrow('no disk');
    expect(opened).toBe(2);
  });

  it('opens again on the next call after the engine refused once', async () => {
    const factory = new IDBFactory();
    let refusals = 2;
    const moody = {
      open: (name: string) => (refusals-- > 0 ? failing() : factory.open(name))
    } as unknown as IDBFactory;
    const store = idb(moody);
    await expect(store.read('a')).rejects.toThrow();
    expect(await store.read('a')).toBeNull();
  });

  it('lets another program delete the database', async () => {
    const factory = new IDBFactory();
    const store = idb(factory);
    await store.write('a', 'one');
    await new Promise((resolve, reject) => {
      const request = factory.deleteDatabase('vault');
      request.onsuccess = resolve;
      request.onblocked = reject;
    });
    expect(await store.read('a')).toBeNull();
  });
});

/** Closes every connection behind the program's back, without the event that is supposed to tell it. */
async function killConnections(factory: IDBFactory): Promise<void> {
  const connections = (
    factory as unknown as { _databases: Map<string, { connections: { close(): void }[] }> }
  )._databases;
  connections.forEach((database) => database.connections.forEach((connection) => connection.close()));
  await Promise.resolve();
}

function failing(): IDBOpenDBRequest {
  const request = { error: new Error('no disk'), onerror: (): void => undefined };
  setImmediate(() => request.onerror());
  return request as unknown as IDBOpenDBRequest;
}
