import { BONDS } from '../secrets/bonds';
import type { House } from '../house/open-house';
import type { Session } from '../stores/rows';
import { closeText, openText } from './sealed-text';

/** Small texts that belong to one screen and end with it. */
export interface INotes {
  read(name: string): string | null;
  /** Null takes the note away. */
  write(name: string, text: string | null): Promise<void>;
}

/** Sealed notes in the session's own row. What was written in this request is read back in it. */
export function notesOfSession({ stores, keys }: House, session: Session): INotes {
  const now = new Map(Object.entries(session.notes));
  const bond = (name: string): ReturnType<typeof BONDS.note> => BONDS.note(session.id, name);
  return {
    read: (name) => {
      const sealed = now.get(name);
      return sealed === undefined ? null : openText(keys, bond(name), sealed);
    },
    write: async (name, text) => {
      const sealed = text === null ? null : closeText(keys, bond(name), text);
      await stores.sessions.note(session.id, name, sealed);
      if (sealed === null) {
        now.delete(name);
      } else {
        now.set(name, sealed);
      }
    }
  };
}

/** Notes that end with the process, for a caller without a session. */
export function notesInMemory(notes: Map<string, string>): INotes {
  return {
    read: (name) => notes.get(name) ?? null,
    write: (name, text) => {
      if (text === null) {
        notes.delete(name);
      } else {
        notes.set(name, text);
      }
      return Promise.resolve();
    }
  };
}
