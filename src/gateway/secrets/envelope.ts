import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealed } from '../stores/rows';
import type { KeyRing } from './key-ring';
import { secretFailureOf } from './secret-failure';

/** What an envelope is bound to: it opens nowhere else, so a row moved to another user is worth nothing. */
export type Bond = { readonly owner: string; readonly purpose: string };

const SHAPE = /^ck1\.([\w-]{10})\.([\w-]{16})\.([\w-]{22,})$/;

const dataOf = (keyId: string, { owner, purpose }: Bond): Buffer =>
  Buffer.from(JSON.stringify(['ck1', keyId, owner, purpose]));

/** `ck1.<key id>.<nonce>.<ciphertext and tag>`. Random nonces are safe for some four billion envelopes per key. */
export function seal({ active }: KeyRing, bond: Bond, plain: string): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', active.bytes, nonce).setAAD(dataOf(active.id, bond));
  const box = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `ck1.${active.id}.${nonce.toString('base64url')}.${box.toString('base64url')}` as Sealed;
}

/** The text inside, or a thrown SecretFailure. */
export function unseal({ keys }: KeyRing, bond: Bond, sealed: Sealed): string {
  const [, id = '', nonce = '', box = ''] = SHAPE.exec(sealed) ?? [];
  const key = keys.get(id);
  if (key === undefined) {
    throw secretFailureOf(id === '' ? 'envelopeBroken' : 'keyMissing', id === '' ? bond.purpose : id);
  }
  const bytes = Buffer.from(box, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), {
    authTagLength: 16
  });
  cipher.setAAD(dataOf(id, bond)).setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString('utf8');
  } catch {
    throw secretFailureOf('envelopeBroken', bond.purpose);
  }
}

/** Which key an envelope wants; null when it is none. */
export function keyIdOf(sealed: string): string | null {
  return SHAPE.exec(sealed)?.[1] ?? null;
}

/** The same text under the active key. */
export function reseal(ring: KeyRing, bond: Bond, sealed: Sealed): Sealed {
  return seal(ring, bond, unseal(ring, bond, sealed));
}
