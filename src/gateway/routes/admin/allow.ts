import { mayDo, type Action, type Resource } from '../../../core/model/permissions';
import { admit, roleOf } from '../../http/callers';
import { problemOf } from '../../http/problem';
import type { Asked } from '../../http/route';
import type { Session } from '../../stores/rows';
import type { World } from '../../world';

/** Throws unless the table lets the caller; what it lets admins alone do also wants their PIN. */
export function allow(asked: Asked<never>, { clock }: World, resource: Resource, action: Action): void {
  if (!mayDo(roleOf(asked.caller), resource, action)) {
    throw problemOf('ADMIN_ONLY');
  }
  admit(mayDo('user', resource, action) ? 'user' : 'admin', asked.caller, clock.wall());
}

/** A screen with somebody signed in: what begins here belongs to a person before a screen, never to a script. */
export function signedInScreen({ caller }: Asked<never>): Session & { readonly userId: string } {
  if (caller.kind !== 'screen') {
    throw problemOf('NO_SESSION');
  }
  const { userId } = caller.session;
  if (userId === null) {
    throw problemOf('SIGN_IN_NEEDED');
  }
  return { ...caller.session, userId };
}
