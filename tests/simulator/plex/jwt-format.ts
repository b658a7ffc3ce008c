import { createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';

export type Jwk = JsonWebKey & { readonly kid?: string; readonly alg?: string };

export type ParsedJwt = {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: Buffer;
  readonly signature: Buffer;
};

export function encodePart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decodePart(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('not an object');
  return value as Record<string, unknown>;
}

/** null for anything that is not three parts of base64url with JSON objects in front. */
export function parseJwt(text: unknown): ParsedJwt | null {
  if (typeof text !== 'string') return null;
  const [header = '', claims = '', signature = '', ...more] = text.split('.');
  if (signature === '' || more.length > 0) return null;
  try {
    return {
      header: decodePart(header),
      claims: decodePart(claims),
      signed: Buffer.from(`${header}.${claims}`),
      signature: Buffer.from(signature, 'base64url')
    };
  } catch {
    return null;
  }
}

function publicKeyOf(jwk: Jwk): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

/** A public key that plex.tv takes: Ed25519, or RSA. */
export function isUsableJwk(value: unknown): value is Jwk {
  if (typeof value !== 'object' || value === null) return false;
  const jwk = value as Jwk;
  const known = (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') || jwk.kty === 'RSA';
  return known && publicKeyOf(jwk) !== null;
}

/** EdDSA needs no digest, RS256 needs SHA-256. */
export function signatureFits(jwt: ParsedJwt, jwk: Jwk): boolean {
  const key = publicKeyOf(jwk);
  if (key === null || jwt.header['alg'] !== (jwk.kty === 'RSA' ? 'RS256' : 'EdDSA')) return false;
  return verify(jwk.kty === 'RSA' ? 'sha256' : null, jwt.signed, key, jwt.signature);
}
