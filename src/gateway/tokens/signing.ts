import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { House } from '../house/open-house';
import type { World } from '../world';
import { tokenKeyOf } from './token-key';

export const ACCESS_TOKEN_SECONDS = 3600;

/** A script's or a site's token, or that of a packaged app's screen. */
export type Audience = 'couchkey-api' | 'couchkey-screen';

/** One way of signing: a token that names another does not count, whatever it says of itself. */
const ALGORITHM = 'HS256';
const TYPE = 'at+jwt';
const ISSUER = 'couchkey';
const AUDIENCES: readonly Audience[] = ['couchkey-api', 'couchkey-screen'];
const TOLERANCE_SECONDS = 5;

export type TokenWorld = { readonly house: Pick<House, 'stores' | 'keys'>; readonly clock: World['clock'] };

export type Signed = { readonly audience: Audience; readonly subject: string; readonly claims: JWTPayload };

/** Signs for an hour. */
export async function signed({ house, clock }: TokenWorld, token: Signed): Promise<string> {
  const key = await tokenKeyOf(house);
  const now = Math.floor(clock.wall() / 1000);
  return new SignJWT(token.claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.id })
    .setIssuer(ISSUER)
    .setAudience(token.audience)
    .setSubject(token.subject)
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
    .sign(key.bytes);
}

/** What a token of ours says that has not run out; null for anything else. */
export async function readSigned({ house, clock }: TokenWorld, text: string): Promise<Signed | null> {
  const key = await tokenKeyOf(house);
  try {
    const { payload, protectedHeader } = await jwtVerify(text, key.bytes, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: [...AUDIENCES],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(clock.wall()),
      requiredClaims: ['sub', 'exp', 'iat']
    });
    const audience = AUDIENCES.find((each) => each === payload.aud);
    const { sub: subject } = payload;
    return protectedHeader.kid === key.id && audience !== undefined && subject !== undefined
      ? { audience, subject, claims: payload }
      : null;
  } catch {
    return null;
  }
}
