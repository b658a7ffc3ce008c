import { fieldsOf, numberOf, parseJson } from '../../../core/wire';
import { fromBase64url, toBase64url, utf8 } from '../../../core/model/base64url';
import type { Fields } from '../../../core/wire';

/** When a token was made and when it ends, in its maker's own milliseconds since 1970. */
export type Claims = { readonly issuedAt: number | null; readonly endsAt: number | null };

function bodyOf(part: string): Fields | null {
  const bytes = fromBase64url(part);
  // Claims that we read are numbers; letters beyond ASCII may come out wrong without harm.
  return bytes === null ? null : fieldsOf(parseJson(bytes.map((byte) => String.fromCharCode(byte)).join('')));
}

function momentOf(seconds: unknown): number | null {
  const value = numberOf(seconds);
  return value === null ? null : value * 1000;
}

/** The claims of a JWT; null for a token of the older kind, which is opaque. */
export function claimsOf(token: string): Claims | null {
  const parts = token.split('.');
  const body = parts.length === 3 ? bodyOf(parts[1] as string) : null;
  return body === null ? null : { issuedAt: momentOf(body['iat']), endsAt: momentOf(body['exp']) };
}

/** The part of a JWT that is signed. */
export function signingInput(header: object, claims: object): string {
  return [header, claims].map((part) => toBase64url(utf8(JSON.stringify(part)))).join('.');
}
