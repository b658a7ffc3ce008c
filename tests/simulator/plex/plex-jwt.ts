import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { SimRandom } from '../kernel/types';
import { encodePart, type Jwk } from './jwt-format';

/** plex.tv's own key. */
export type PlexSigner = { readonly key: KeyObject; readonly jwk: Jwk & { readonly kid: string } };

export type PlexJwtClaims = {
  readonly iss: string;
  readonly aud: readonly string[];
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly thumbprint: string;
  readonly user: Readonly<Record<string, unknown>>;
};

/** Seven days. */
export const PLEX_JWT_SECONDS = 7 * 24 * 60 * 60;

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function seedBytes(random: SimRandom): Buffer {
  return Buffer.from(Array.from({ length: 32 }, () => random.int(256)));
}

export function createSigner(random: SimRandom): PlexSigner {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seedBytes(random)]),
    format: 'der',
    type: 'pkcs8'
  });
  const { kty, crv, x } = createPublicKey(key).export({ format: 'jwk' }) as Jwk;
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { key, jwk: { kty, crv, x, use: 'sig', alg: 'EdDSA', kid } };
}

/** `nowMs` is the simulator's time: the token ends seven days later. */
export function issuePlexJwt(
  signer: PlexSigner,
  claims: Omit<PlexJwtClaims, 'iat' | 'exp'>,
  nowMs: number
): string {
  const iat = Math.floor(nowMs / 1000);
  const header = encodePart({ alg: 'EdDSA', typ: 'JWT', kid: signer.jwk.kid });
  const body = encodePart({ ...claims, iat, exp: iat + PLEX_JWT_SECONDS });
  const signature = sign(null, Buffer.from(`${header}.${body}`), signer.key).toString('base64url');
  return `${header}.${body}.${signature}`;
}
