import { jwtVerify, SignJWT } from 'jose';
import type { Caller } from '../http/route';
import type { Role } from '../stores/rows';
import type { World } from '../world';
import { isSiteFamily } from './family-kind';
import { standingOf } from './standing';
import { tokenKeyOf, type TokenKey } from './token-key';

export const ACCESS_TOKEN_SECONDS = 3600;

/** One way of signing: a token that names another does not count, whatever it says of itself. */
const ALGORITHM = 'HS256';
const TYPE = 'at+jwt';
const ISSUER = 'couchkey';
const AUDIENCE = 'couchkey-api';
const TOLERANCE_SECONDS = 5;

type TokenWorld = Pick<World, 'house' | 'clock'>;
type Named = { readonly userId: string; readonly familyId: string };

/** A token for an hour, of a family that has to live for it to count. */
export async function issueAccessToken({ house, clock }: TokenWorld, named: Named): Promise<string> {
  const key = await tokenKeyOf(house);
  const now = Math.floor(clock.wall() / 1000);
  return new SignJWT({ fam: named.familyId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.id })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(named.userId)
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
    .sign(key.bytes);
}

async function namedIn(key: TokenKey, text: string, now: number): Promise<Named | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(text, key.bytes, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ['sub', 'fam', 'exp', 'iat']
    });
    const { sub: userId, fam: familyId } = payload;
    const isOurs = protectedHeader.kid === key.id && typeof userId === 'string';
    return isOurs && typeof familyId === 'string' ? { userId, familyId } : null;
  } catch {
    return null;
  }
}

/** A site that a screen was handed over to learns who somebody is; it never administrates. */
function roleFor(role: Role, familyId: string): Role {
  return isSiteFamily(familyId) ? 'user' : role;
}

/** Who an access token stands for, or null when it does not count (any more). Trouble with the store is thrown. */
export async function readAccessToken(
  { house, clock }: TokenWorld,
  text: string
): Promise<Extract<Caller, { kind: 'client' }> | null> {
  const now = clock.wall();
  const named = await namedIn(await tokenKeyOf(house), text, now);
  const role = named === null ? null : await standingOf(house, named, now);
  return named === null || role === null
    ? null
    : { kind: 'client', ...named, role: roleFor(role, named.familyId) };
}
