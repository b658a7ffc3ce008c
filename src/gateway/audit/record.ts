import { userIdOf } from '../http/callers';
import type { Asked } from '../http/route';
import type { World } from '../world';

export type Happened = {
  readonly event: string;
  readonly outcome?: 'ok' | 'refused';
  readonly unusual?: boolean;
  /** When it is not the caller's own affair, as with a token that names nobody. */
  readonly userId?: string | null;
  /** Never a secret, and short. */
  readonly detail?: string;
};

/** Writes down who did what from where. */
export async function record(
  { house, clock, meters }: Pick<World, 'house' | 'clock' | 'meters'>,
  { caller, where }: Pick<Asked, 'caller' | 'where'>,
  { event, outcome = 'ok', unusual = false, userId, detail = '' }: Happened
): Promise<void> {
  if (unusual) {
    meters.unusual(event);
  }
  await house.stores.audit.append({
    ...where,
    at: clock.wall(),
    event,
    outcome,
    userId: userId === undefined ? userIdOf(caller) : userId,
    sessionId: caller.kind === 'screen' ? caller.session.id : null,
    unusual,
    detail
  });
}
