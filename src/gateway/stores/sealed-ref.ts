import { BONDS } from '../secrets/bonds';
import { keyIdOf } from '../secrets/envelope';
import type { Sealed, SealedRow } from './rows';

/** Where an envelope is kept: the kind of row, and the two parts of its name. */
export type SealedPlace =
  | { readonly kind: 'account'; readonly owner: string; readonly name: string }
  | { readonly kind: 'pin'; readonly id: string; readonly field: 'upstream' | 'grant' }
  | { readonly kind: 'note'; readonly id: string; readonly name: string }
  | { readonly kind: 'setting'; readonly name: string };

/** A place as text, and back. */
export function refOf(place: SealedPlace): string {
  return JSON.stringify(place);
}

/** The place a ref of ours names. */
export function placeIn(ref: string): SealedPlace {
  return JSON.parse(ref) as SealedPlace;
}

/** The row as key rotation wants it; null when what is there is no envelope (most settings and some notes are none). */
export function sealedRowOf(place: SealedPlace, sessionId: string, text: string | null): SealedRow | null {
  if (text === null || keyIdOf(text) === null) {
    return null;
  }
  return { ref: refOf(place), ...bondOf(place, sessionId), sealed: text as Sealed };
}

function bondOf(place: SealedPlace, sessionId: string): { owner: string; purpose: string } {
  switch (place.kind) {
    case 'account':
      return BONDS.account(place.owner, place.name);
    case 'pin':
      return place.field === 'grant' ? BONDS.pinGrant(sessionId) : BONDS.pinUpstream(sessionId);
    case 'note':
      return BONDS.note(place.id, place.name);
    case 'setting':
      return BONDS.setting(place.name);
  }
}
