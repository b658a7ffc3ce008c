import type { Asked } from '../../http/route';
import type { AuditEntry } from '../../stores/rows';
import type { World } from '../../world';

type Said = Pick<AuditEntry, 'event' | 'userId' | 'unusual' | 'detail'>;

/** Writes down what a caller did, and counts what is unusual. */
export async function note(world: World, { caller, where }: Asked, said: Said): Promise<void> {
  if (said.unusual) {
    world.meters.unusual(said.event);
  }
  await world.house.stores.audit.append({
    ...where,
    ...said,
    at: world.clock.wall(),
    outcome: said.event === 'signInFailed' ? 'refused' : 'ok',
    sessionId: caller.kind === 'screen' ? caller.session.id : null
  });
}
