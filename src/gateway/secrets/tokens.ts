import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TokenHash } from '../stores/rows';

/** 256 random bits, for cookies and tokens. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 96 random bits, for handles that are no secrets. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

/** Plain SHA-256 is enough: there is nothing to guess in 256 random bits. A PIN or a password needs another function. */
export function hashToken(token: string): TokenHash {
  return createHash('sha256').update(token).digest('base64url') as TokenHash;
}

/** Compares in a time that does not tell where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
