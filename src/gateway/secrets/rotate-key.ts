import type { ISealedStore } from '../stores/ports';
import type { Page, SealedRow } from '../stores/rows';
import { keyIdOf, reseal } from './envelope';
import type { KeyRing } from './key-ring';
import { isSecretFailure } from './secret-failure';

/** `unreadable` names what could not be opened: left as it is, and no reason to stop. */
export type Rotated = { readonly changed: number; readonly unreadable: readonly string[] };

const PAGE = 100;

/**
 * Puts every envelope under the active key, row by row, while others read and write: a row that changed in
 * between is looked at again. Whoever is killed in the middle starts again and finds less to do.
 */
export async function rotateAll(store: ISealedStore, ring: () => KeyRing): Promise<Rotated> {
  let changed = 0;
  const unreadable: string[] = [];
  for await (const row of envelopesOf(store)) {
    const outcome = await rotateRow(store, ring(), row);
    changed += outcome === 'changed' ? 1 : 0;
    unreadable.push(...(outcome === 'unreadable' ? [row.ref] : []));
  }
  return { changed, unreadable };
}

async function* envelopesOf(store: ISealedStore): AsyncGenerator<SealedRow> {
  let after: string | null = null;
  do {
    const page: Page<SealedRow> = await store.page(PAGE, after);
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

async function rotateRow(
  store: ISealedStore,
  ring: KeyRing,
  { ref, owner, purpose, sealed }: SealedRow
): Promise<'changed' | 'kept' | 'unreadable'> {
  if (keyIdOf(sealed) === ring.active.id) {
    return 'kept';
  }
  try {
    const next = reseal(ring, { owner, purpose }, sealed);
    return (await store.replace(ref, sealed, next)) ? 'changed' : 'kept';
  } catch (thrown) {
    if (isSecretFailure(thrown)) {
      return 'unreadable';
    }
    throw thrown;
  }
}

/** How many envelopes want another key than the active one. */
export async function countOldEnvelopes(store: ISealedStore, activeId: string): Promise<number> {
  let old = 0;
  for await (const { sealed } of envelopesOf(store)) {
    old += keyIdOf(sealed) === activeId ? 0 : 1;
  }
  return old;
}
