import type { Caller } from '../http/route';
import type { Role } from '../stores/rows';
import type { World } from '../world';
import { isSiteFamily } from './family-kind';
import { signed, type Signed } from './signing';
import { standingOf } from './standing';

type TokenWorld = Pick<World, 'house' | 'clock'>;
type Named = { readonly userId: string; readonly familyId: string };

/** A token for an hour, of a family that has to live for it to count. */
export function issueAccessToken(world: TokenWorld, { userId, familyId }: Named): Promise<string> {
  return signed(world, { audience: 'couchkey-api', subject: userId, claims: { fam: familyId } });
}

/** A site that a screen was handed over to learns who somebody is; it never administrates. */
function roleFor(role: Role, familyId: string): Role {
  return isSiteFamily(familyId) ? 'user' : role;
}

/** The script or site that a token of ours stands for; null once its family has ended. */
export async function clientBy(
  { house, clock }: TokenWorld,
  { subject: userId, claims }: Signed
): Promise<Extract<Caller, { kind: 'client' }> | null> {
  const { fam: familyId } = claims;
  if (typeof familyId !== 'string') {
    return null;
  }
  const role = await standingOf(house, { userId, familyId }, clock.wall());
  return role === null ? null : { kind: 'client', userId, familyId, role: roleFor(role, familyId) };
}
