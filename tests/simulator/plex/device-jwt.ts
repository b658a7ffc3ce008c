import { parseJwt, signatureFits, type Jwk } from './jwt-format';

export type DeviceJwtCheck =
  | { readonly kind: 'good'; readonly nonce: string | null; readonly scope: readonly string[] }
  | { readonly kind: 'malformed' | 'badSignature' | 'wrongIssuer' | 'expired' };

export type DeviceJwtQuestion = {
  readonly text: unknown;
  readonly jwk: Jwk;
  readonly clientIdentifier: string;
  readonly now: number;
};

/** How far a device's clock may run ahead of ours. */
const LEEWAY_SECONDS = 60;

function audienceFits(aud: unknown): boolean {
  return aud === 'plex.tv' || (Array.isArray(aud) && aud.includes('plex.tv'));
}

function timesFit(claims: Readonly<Record<string, unknown>>, nowMs: number): boolean {
  const now = nowMs / 1000;
  const { iat, exp } = claims;
  return typeof iat === 'number' && typeof exp === 'number' && iat <= now + LEEWAY_SECONDS && exp > now;
}

function kidFits(header: Readonly<Record<string, unknown>>, jwk: Jwk): boolean {
  return jwk.kid === undefined || header['kid'] === jwk.kid;
}

/** Everything plex.tv demands of a JWT that a device signed itself. */
export function checkDeviceJwt({ text, jwk, clientIdentifier, now }: DeviceJwtQuestion): DeviceJwtCheck {
  const jwt = parseJwt(text);
  if (jwt === null || !audienceFits(jwt.claims['aud'])) return { kind: 'malformed' };
  if (jwt.claims['iss'] !== clientIdentifier) return { kind: 'wrongIssuer' };
  if (!kidFits(jwt.header, jwk) || !signatureFits(jwt, jwk)) return { kind: 'badSignature' };
  if (!timesFit(jwt.claims, now)) return { kind: 'expired' };
  const { nonce, scope } = jwt.claims;
  return {
    kind: 'good',
    nonce: typeof nonce === 'string' ? nonce : null,
    scope: typeof scope === 'string' ? scope.split(',').map((name) => name.trim()) : []
  };
}
