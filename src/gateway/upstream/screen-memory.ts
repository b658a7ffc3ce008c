import { newPlexMemory } from '../../modules/plex/auth';
import { newServersMemory } from '../../modules/plex/servers';
import type { ScreenMemory } from '../world';

export type ScreenMemories = {
  readonly of: (id: string) => ScreenMemory;
  readonly forget: (id: string) => void;
};

/** An empty memory. */
export function newScreenMemory(): ScreenMemory {
  return { plex: newPlexMemory(), servers: newServersMemory(), notes: new Map(), way: null };
}

/** The memories of the screens last used; the one not used for longest makes room. */
export function screenMemories(most: number): ScreenMemories {
  const all = new Map<string, ScreenMemory>();
  const of = (id: string): ScreenMemory => {
    const memory = all.get(id) ?? newScreenMemory();
    all.delete(id);
    all.set(id, memory);
    const [oldest] = all.keys();
    if (all.size > most && oldest !== undefined) {
      all.delete(oldest);
    }
    return memory;
  };
  return { of, forget: (id) => void all.delete(id) };
}
