import type { UseStore } from 'idb-keyval';

/** The object stores of one database, in the shape that idb-keyval works with. */
export interface IDatabase {
  store(name: string): UseStore;
}

type Connection = Promise<IDBDatabase>;
type Handle = { open: Connection | null };

/**
 * A database whose connection may die: after standby, under memory pressure, when another program deletes it. A dead
 * connection is thrown away and everything is tried once more on a fresh one.
 */
export function createDatabase(factory: IDBFactory, name: string, stores: readonly string[]): IDatabase {
  const handle: Handle = { open: null };
  const current = (): Connection => {
    if (handle.open === null) {
      handle.open = connect(factory, name, stores, handle);
    }
    return handle.open;
  };
  return { store: (storeName): UseStore => storeUse(current, handle, storeName) };
}

function storeUse(current: () => Connection, handle: Handle, storeName: string): UseStore {
  return <T>(
    mode: IDBTransactionMode,
    callback: (store: IDBObjectStore) => T | PromiseLike<T>
  ): Promise<T> => {
    const attempt = (connection: Connection): Promise<T> =>
      connection.then((db) => callback(begin(db, storeName, mode)));
    const first = current();
    return attempt(first).then(undefined, (): Promise<T> => {
      letGo(handle, first);
      return attempt(current());
    });
  };
}

/** Strict: Chromium since 121 calls a transaction complete before the disk has it, unless asked. */
function begin(db: IDBDatabase, storeName: string, mode: IDBTransactionMode): IDBObjectStore {
  return db.transaction(storeName, mode, { durability: 'strict' }).objectStore(storeName);
}

function connect(factory: IDBFactory, name: string, stores: readonly string[], handle: Handle): Connection {
  const connection = new Promise<IDBDatabase>((resolve, reject): void => {
    const request = factory.open(name);
    request.onupgradeneeded = (): void =>
      stores.forEach((each): void => void request.result.createObjectStore(each));
    request.onerror = (): void => reject(request.error);
    request.onsuccess = (): void => resolve(request.result);
  });
  const drop = (): void => letGo(handle, connection);
  connection.then((db): void => {
    db.onclose = drop;
    db.onversionchange = drop;
  }, drop);
  return connection;
}

/** Closes this connection; the next use opens another, unless somebody has done so already. */
function letGo(handle: Handle, dead: Connection): void {
  if (handle.open === dead) {
    handle.open = null;
  }
  dead.then(
    (db): void => db.close(),
    (): void => undefined
  );
}
