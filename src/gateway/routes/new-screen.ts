import { record } from '../audit/record';
import { newScreenLimit } from '../http/limits';
import { problemOf } from '../http/problem';
import type { Asked } from '../http/route';
import { newToken } from '../secrets/tokens';
import type { Device, NewSession, Session } from '../stores/rows';
import type { World } from '../world';

/** What remembers a screen, and whom. */
export type Known = Pick<Device, 'id' | 'userId'>;

/** An address may have few screens made. */
export async function countNewScreen({ house, settings }: World, { where }: Asked): Promise<void> {
  const answer = await house.stores.limits.hit([newScreenLimit(where.address, settings)]);
  if (!answer.allowed) {
    throw problemOf('TOO_MANY_REQUESTS', answer.tightest.resetMs);
  }
}

/** The session of a screen: of whoever it remembers, else of nobody yet. */
export function createSession(
  { house }: World,
  { where }: Asked,
  { id, hash, device }: Pick<NewSession, 'id' | 'hash'> & { readonly device: Known | null }
): Promise<Session> {
  const { sessions } = house.stores;
  const owner = { userId: device?.userId ?? null, deviceId: device?.id ?? null };
  return sessions.create({ ...where, id, hash, csrf: newToken(), ...owner });
}

/** Notes that a copy of what remembered a screen was shown: one of the two was a thief. */
export function auditReplay(world: World, asked: Asked, { userId }: Device): Promise<void> {
  return record(world, asked, { event: 'deviceReplayed', outcome: 'refused', unusual: true, userId });
}
