import { failureOf } from '../../src/core/model/failure';
import type { IVault } from '../../src/core/ports';

export type MemoryVault = IVault & {
  readonly disk: Map<string, string>;
  /** Everything that was ever written, also what has been removed since. */
  readonly written: readonly string[];
  durable: boolean;
  /** Names whose reading fails. */
  readonly unreadable: Set<string>;
};

/** Records in memory that answer at once; a test may look at the disk and break it. */
export function memoryVault(disk = new Map<string, string>()): MemoryVault {
  const written: string[] = [];
  const unreadable = new Set<string>();
  const vault: MemoryVault = {
    disk,
    written,
    durable: true,
    unreadable,
    read: async (name) => {
      if (unreadable.has(name)) throw failureOf('storage');
      return disk.get(name) ?? null;
    },
    write: async (name, text) => {
      disk.set(name, text);
      written.push(text);
      return { durable: vault.durable };
    },
    remove: async (name) => void disk.delete(name),
    wipe: async () => disk.clear()
  };
  return vault;
}
