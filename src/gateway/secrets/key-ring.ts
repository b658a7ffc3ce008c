import { createHash, randomBytes } from 'node:crypto';
import { secretFailureOf } from './secret-failure';

export type Key = { readonly id: string; readonly bytes: Buffer };

/** `active` seals; all of them open. */
export type KeyRing = { readonly active: Key; readonly keys: ReadonlyMap<string, Key> };

/** Asked at each use, because `couchkey rotate-key` changes the ring of a gateway that is running. */
export interface IKeyRingSource {
  ring(): KeyRing;
}

/** The id follows from the key, so that two gateways given the same key call it the same. */
export function keyOf(bytes: Buffer): Key {
  if (bytes.length !== 32) {
    throw secretFailureOf('keyBadShape', `${bytes.length} bytes instead of 32`);
  }
  const id = createHash('sha256').update('couchkey key id').update(bytes).digest('base64url').slice(0, 10);
  return { id, bytes };
}

/** A key nobody has seen. */
export function newKey(): Key {
  return keyOf(randomBytes(32));
}

/** 32 bytes as base64, base64url or hex. */
export function keyFromText(text: string): Key {
  const trimmed = text.trim();
  return keyOf(Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64'));
}

/** The first one seals. */
export function ringOf(active: Key, others: readonly Key[] = []): KeyRing {
  return { active, keys: new Map([active, ...others].map((key) => [key.id, key])) };
}
