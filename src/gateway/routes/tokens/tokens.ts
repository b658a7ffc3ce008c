import { record } from '../../audit/record';
import { roleOf } from '../../http/callers';
import { problemOf } from '../../http/problem';
import { done, ok, type Answer, type Asked } from '../../http/route';
import { hashToken, newToken } from '../../secrets/tokens';
import { newApiFamilyId } from '../../tokens/family-kind';
import { forgetStanding } from '../../tokens/standing';
import type { World } from '../../world';
import { allow, signedInScreen } from '../admin/allow';
import { beginPair, pairFor } from './pairs';

/** A script needs no PIN later on, so an admin gives it before the token is made. */
export async function issueToken(
  asked: Asked<{ readonly clientName: string }>,
  world: World
): Promise<Answer> {
  const { userId } = signedInScreen(asked as Asked<never>);
  const isAdmin = roleOf(asked.caller) === 'admin';
  allow(asked as Asked<never>, world, isAdmin ? 'users' : 'profile', 'change');
  const { clientName } = asked.body;
  const pair = await beginPair(world, { id: newApiFamilyId(), userId, clientName });
  await record(world, asked, { event: 'tokenIssued', detail: clientName });
  return ok(pair);
}

/** A refresh token counts once. Whoever shows it a second time ends everything that came from it. */
export async function refreshToken(
  asked: Asked<{ readonly refreshToken: string }>,
  world: World
): Promise<Answer> {
  const next = newToken();
  const rotation = await world.house.stores.families.rotate(
    hashToken(asked.body.refreshToken),
    hashToken(next)
  );
  world.meters.refresh(rotation.kind === 'rotated' ? 'ok' : rotation.kind);
  switch (rotation.kind) {
    case 'rotated':
      return ok(await pairFor(world, rotation.family, next));
    case 'unknown':
      throw problemOf('ACCESS_TOKEN_INVALID');
    case 'reused':
      forgetStanding(world.house);
      await record(world, asked, {
        event: 'refreshReused',
        outcome: 'refused',
        unusual: true,
        userId: rotation.family.userId,
        detail: rotation.family.clientName
      });
      throw problemOf('REFRESH_REUSED');
  }
}

/** The same answer whether it counted or not. */
export async function revokeToken(
  asked: Asked<{ readonly refreshToken: string }>,
  { house }: World
): Promise<Answer> {
  await house.stores.families.revoke({ hash: hashToken(asked.body.refreshToken) });
  forgetStanding(house);
  return done();
}
