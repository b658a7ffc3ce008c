import type { ISessionStore, IStores, IUserStore } from '../stores/ports';
import type { Session, User } from '../stores/rows';

/**
 * How long a session or a user that was read counts as read. What this gateway changes itself it forgets at once, so
 * this bounds only how late it hears of a change that another gateway made.
 */
export const BRIEF_MS = 1000;
const MOST = 20_000;

type Brief<K, V> = {
  readonly read: (key: K, from: () => Promise<V>) => Promise<V>;
  readonly clear: () => void;
};

/** Many requests of one moment ask the store once. Trouble is not remembered. */
function brief<K, V>(wall: () => number): Brief<K, V> {
  const seen = new Map<K, { readonly until: number; readonly value: Promise<V> }>();
  return {
    clear: () => seen.clear(),
    read: (key, from) => {
      const known = seen.get(key);
      if (known !== undefined && known.until > wall()) {
        return known.value;
      }
      if (seen.size >= MOST) {
        seen.clear();
      }
      const value = from();
      seen.set(key, { until: wall() + BRIEF_MS, value });
      value.catch(() => seen.delete(key));
      return value;
    }
  };
}

/** Runs a change, and forgets what was read before it, also when nobody knows whether it went through. */
function forgetting<A extends readonly unknown[], R>(
  change: (...args: A) => Promise<R>,
  forget: () => void
): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await change(...args);
    } finally {
      forget();
    }
  };
}

function briefSessions(store: ISessionStore, sessions: Brief<string, Session | null>): ISessionStore {
  const { clear } = sessions;
  return {
    ...store,
    read: (hash) => sessions.read(hash, () => store.read(hash)),
    create: forgetting(store.create, clear),
    renew: forgetting(store.renew, clear),
    note: forgetting(store.note, clear),
    revoke: forgetting(store.revoke, clear),
    revokeAllOf: forgetting(store.revokeAllOf, clear)
  };
}

function briefUsers(store: IUserStore, users: Brief<string, User | null>, clear: () => void): IUserStore {
  return {
    ...store,
    read: (id) => users.read(id, () => store.read(id)),
    meet: forgetting(store.meet, clear),
    link: forgetting(store.link, clear),
    setRole: forgetting(store.setRole, clear),
    setDisabled: forgetting(store.setDisabled, clear),
    remove: forgetting(store.remove, clear)
  };
}

/** The same stores for a gateway under load: who is signed in on a screen is looked up once a second, not once a request. */
export function briefStores(stores: IStores, wall: () => number): IStores {
  const sessions = brief<string, Session | null>(wall);
  const users = brief<string, User | null>(wall);
  const setup = brief<string, boolean>(wall);
  const clear = (): void => {
    sessions.clear();
    users.clear();
  };
  return {
    ...stores,
    sessions: briefSessions(stores.sessions, sessions),
    users: briefUsers(stores.users, users, clear),
    devices: { ...stores.devices, revoke: forgetting(stores.devices.revoke, clear) },
    setup: {
      ...stores.setup,
      isOpen: () => setup.read('', stores.setup.isOpen),
      offer: forgetting(stores.setup.offer, setup.clear),
      finish: forgetting(stores.setup.finish, setup.clear)
    }
  };
}
