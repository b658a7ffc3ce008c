import { join } from 'node:path';
import Database from 'libsql';

/** When a screen's wish came in at the gateway, as a number, and when its code was admitted. */
export type Turn = { readonly asked: number; readonly admitted: number };

const LOOK_MS = 500;
/** A code counts from its admission on, and all live equally long: who ends first was admitted first. */
const WAITING = "SELECT id, seq AS asked, expiresAt AS admitted FROM pins WHERE state = 'waiting'";

/** How far places in one order are from those in the other, as a share of all. */
export function outOfTurn(turns: readonly Turn[]): number {
  const order = [...turns].sort((one, other) => one.asked - other.asked);
  const place = new Map(order.map((turn, index) => [turn, index]));
  const admitted = [...turns].sort((one, other) => one.admitted - other.admitted || one.asked - other.asked);
  const away = admitted.map((turn, index) => Math.abs((place.get(turn) ?? 0) - index));
  return away.reduce((sum, each) => sum + each, 0) / Math.max(1, turns.length) ** 2;
}

/**
 * Reads in the gateway's own store in which order it heard of the screens and in which it admitted them. What a screen
 * sees holds the kernel's queue of connections and the stalls of this process too.
 */
export function watchTurns(folder: string): () => readonly Turn[] {
  const store = new Database(join(folder, 'couchkey.db'), { readonly: true });
  const waiting = store.prepare(WAITING);
  const turns = new Map<string, Turn>();
  const look = (): void => {
    (waiting.all() as ({ readonly id: string } & Turn)[]).forEach(({ id, asked, admitted }) => {
      if (!turns.has(id)) turns.set(id, { asked, admitted });
    });
  };
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearInterval(timer);
    store.close();
    return [...turns.values()];
  };
}
