import { failureOf } from '../../core/model/failure';
import { seal, unseal } from '../secrets/envelope';
import type { Bond } from '../secrets/envelope';
import type { IKeyRingSource } from '../secrets/key-ring';
import { isSecretFailure } from '../secrets/secret-failure';
import type { Sealed } from '../stores/rows';

/** The text under the active key. */
export function closeText(keys: IKeyRingSource, bond: Bond, text: string): Sealed {
  return seal(keys.ring(), bond, text);
}

/** The text inside, or a thrown Failure: what cannot be opened never reads as missing. */
export function openText(keys: IKeyRingSource, bond: Bond, sealed: string): string {
  try {
    return unseal(keys.ring(), bond, sealed as Sealed);
  } catch (thrown) {
    throw isSecretFailure(thrown)
      ? failureOf(thrown.code === 'keyMissing' ? 'vaultKeyLost' : 'storage')
      : thrown;
  }
}
