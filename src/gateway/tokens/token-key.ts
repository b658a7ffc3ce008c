import { createHash, randomBytes } from 'node:crypto';
import type { House } from '../house/open-house';
import { BONDS } from '../secrets/bonds';
import { seal, unseal } from '../secrets/envelope';
import type { Sealed } from '../stores/rows';

/** What signs access tokens. The id follows from the bytes and is compared, never looked up. */
export type TokenKey = { readonly id: string; readonly bytes: Uint8Array };

const NAME = 'tokens.key';
const BOND = BONDS.setting(NAME);
const known = new WeakMap<object, TokenKey>();

function keyOf(text: string): TokenKey {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  const id = createHash('sha256').update('couchkey token key id').update(bytes).digest('base64url');
  return { bytes, id: id.slice(0, 12) };
}

/** One key for the whole group, made by whichever gateway was first, and sealed: a stolen disk signs nothing. */
export async function tokenKeyOf({ stores, keys }: Pick<House, 'stores' | 'keys'>): Promise<TokenKey> {
  const before = known.get(stores);
  if (before !== undefined) {
    return before;
  }
  const fresh = (): Sealed => seal(keys.ring(), BOND, randomBytes(32).toString('base64url'));
  const sealed = (await stores.settings.read(NAME)) ?? (await stores.settings.writeIfAbsent(NAME, fresh()));
  const key = keyOf(unseal(keys.ring(), BOND, sealed as Sealed));
  known.set(stores, key);
  return key;
}
