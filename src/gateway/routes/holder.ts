import type { IVault } from '../../core/ports';
import { problemOf } from '../http/problem';
import type { Caller } from '../http/route';
import { notesInMemory, notesOfSession } from '../upstream/notes';
import { sessionVault } from '../upstream/session-vault';
import type { ScreenMemory, World } from '../world';

/** In whose name upstream is asked: a person, and what their screen or script keeps of its own. */
export type Holder = {
  readonly id: string;
  readonly userId: string;
  readonly vault: IVault;
  readonly memory: ScreenMemory;
};

/** The holder behind a caller who is signed in. */
export function holderOf(caller: Caller, { house, upstream }: World): Holder {
  if (caller.kind === 'client') {
    const memory = upstream.memoryOf(caller.familyId);
    const vault = sessionVault(house, caller.userId, notesInMemory(memory.notes));
    return { id: caller.familyId, userId: caller.userId, vault, memory };
  }
  if (caller.kind === 'nobody' || caller.session.userId === null) {
    throw problemOf('SIGN_IN_NEEDED');
  }
  const { session } = caller;
  const userId = caller.session.userId;
  const vault = sessionVault(house, userId, notesOfSession(house, session));
  return { id: session.id, userId, vault, memory: upstream.memoryOf(session.id) };
}
