import { record } from '../../audit/record';
import { problemOf } from '../../http/problem';
import { ok, type Answer, type Asked } from '../../http/route';
import { hashToken, newToken } from '../../secrets/tokens';
import type { Family, TokenHash } from '../../stores/rows';
import { isSiteFamily, newSiteFamilyId } from '../../tokens/family-kind';
import { forgetStanding } from '../../tokens/standing';
import type { World } from '../../world';
import { signedInScreen } from '../admin/allow';
import { pairFor } from './pairs';

/** From the kiosk's leaving until the site's server has asked. */
export const HAND_OVER_MS = 60_000;

/** The name of the code in the address, which is the target's own and nobody else's. */
const PARAMETER = 'couchkey_code';
const CLIENT_NAME = 'hand-over';

/** A code is the first token of a family, spent by the exchange; hashed in its own way, so that it refreshes nothing. */
const hashOf = (code: string): TokenHash => hashToken(`hand-over ${code}`);

function wasExchanged({ createdAt, lastUsedAt }: Family): boolean {
  return lastUsedAt > createdAt;
}

/** Codes nobody came for would otherwise stand as families for a month. */
async function dropStale({ house, clock }: World, userId: string): Promise<void> {
  const stale = (await house.stores.families.list(userId)).filter(
    (family) =>
      isSiteFamily(family.id) && !wasExchanged(family) && clock.wall() - family.createdAt > HAND_OVER_MS
  );
  await Promise.all(stale.map(({ id }) => house.stores.families.revoke({ id })));
}

/** A code for the target's server, and the address that brings it there. Only the operator names a destination. */
export async function handOver(asked: Asked<never>, world: World): Promise<Answer> {
  const { userId } = signedInScreen(asked);
  const { COUCHKEY_TARGET_URL: target } = world.settings;
  if (target === '') {
    throw problemOf('NOT_FOUND');
  }
  const code = newToken();
  await dropStale(world, userId);
  const family = { id: newSiteFamilyId(), userId, clientName: CLIENT_NAME, hash: hashOf(code) };
  await world.house.stores.families.begin(family);
  await record(world, asked, { event: 'handOver' });
  const url = new URL(target);
  url.searchParams.set(PARAMETER, code);
  return ok({ code, url: url.href });
}

async function refuse(world: World, asked: Asked<never>, family: Family, why: string): Promise<never> {
  const unusual = why === 'used twice';
  const { userId } = family;
  forgetStanding(world.house);
  await record(world, asked, { event: 'handOver', outcome: 'refused', unusual, userId, detail: why });
  throw problemOf('HAND_OVER_UNKNOWN');
}

/** Once, within a minute, by the target's server. A code shown twice ends what came of it: one of the two was a thief. */
export async function exchange(asked: Asked<{ readonly code: string }>, world: World): Promise<Answer> {
  const { families, users } = world.house.stores;
  const next = newToken();
  const rotation = await families.rotate(hashOf(asked.body.code), hashToken(next));
  if (rotation.kind === 'unknown') {
    throw problemOf('HAND_OVER_UNKNOWN');
  }
  const { kind, family } = rotation;
  if (kind === 'reused') {
    return refuse(world, asked as Asked<never>, family, 'used twice');
  }
  if (world.clock.wall() - family.createdAt > HAND_OVER_MS) {
    await families.revoke({ id: family.id });
    return refuse(world, asked as Asked<never>, family, 'too late');
  }
  const title = (await users.read(family.userId))?.title ?? '';
  return ok({ ...(await pairFor(world, family, next)), user: { id: family.userId, title } });
}
