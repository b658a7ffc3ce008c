import type { IClock } from '../../core/ports';
import type { IGdm, LanServer } from './gdm';

/** Where a server was last heard on the local network. */
export interface ILookout {
  /** Asks the network now and then, and nobody waits for it but whoever asks first. */
  nearby(id: string): Promise<readonly LanServer[]>;
}

const ASK_EVERY_MS = 60_000;
/** On a network of its own kind a reply takes some milliseconds. */
const FIRST_MS = 200;
/** A server that moved answers from elsewhere; what it said before goes on being tried for so long. */
const KEEP_MS = 600_000;
/** Anybody can answer in a server's name: each of its addresses costs a try, and no more than that. */
const MOST_ADDRESSES = 3;
const MOST_KEPT = 64;

type Heard = { readonly server: LanServer; readonly at: number };

/** Remembers who answered. */
export function createLookout(gdm: IGdm, clock: Pick<IClock, 'now' | 'after'>): ILookout {
  const heard = new Map<string, Heard>();
  let askedAt: number | null = null;
  const note = (server: LanServer): void => {
    const name = `${server.id} ${server.address}:${server.port}`;
    heard.delete(name);
    heard.set(name, { server, at: clock.now() });
    const [oldest] = heard.keys();
    if (heard.size > MOST_KEPT && oldest !== undefined) {
      heard.delete(oldest);
    }
  };
  const ask = async (): Promise<void> => {
    const isFirst = askedAt === null;
    askedAt = clock.now();
    void gdm.search(note);
    if (isFirst) {
      await new Promise<void>((resolve) => void clock.after(FIRST_MS, resolve));
    }
  };
  return {
    nearby: async (id) => {
      const now = clock.now();
      await (askedAt === null || now - askedAt >= ASK_EVERY_MS ? ask() : undefined);
      return [...heard.values()]
        .filter(({ server, at }) => server.id === id && now - at < KEEP_MS)
        .slice(-MOST_ADDRESSES)
        .map(({ server }) => server);
    }
  };
}
