import { asFailure } from '../../../core/model/failure';
import type { FailureCode } from '../../../core/model/failure';
import { problemOf } from '../../http/problem';
import type { Asked, Caller } from '../../http/route';
import { userIdOf } from '../../http/callers';
import type { Limit, ProviderId } from '../../stores/rows';
import type { World } from '../../world';
import { note } from './note';

const WINDOW_MS = 15 * 60_000;
const OF_SCREEN = 5;
const OF_ADDRESS = 30;

/** What somebody gets wrong who guesses; an outage is nobody's try. */
const WRONG: readonly FailureCode[] = ['tokenNotAccepted', 'profilePinWrong', 'issuerRefused', 'forbidden'];

function ownKey(caller: Caller, address: string): string {
  switch (caller.kind) {
    case 'screen':
      return caller.session.id;
    case 'client':
      return caller.familyId;
    case 'nobody':
      return address;
  }
}

function limitsOf({ caller, where }: Asked): readonly Limit[] {
  const limit = (key: string, most: number): Limit => ({ key, limit: most, windowMs: WINDOW_MS });
  return [
    limit(`failed:screen:${ownKey(caller, where.address)}`, OF_SCREEN),
    limit(`failed:address:${where.address}`, OF_ADDRESS)
  ];
}

/** Lets something be tried that may be guessed at: five wrong tries of a screen or thirty of an address, then a rest. */
export async function tried<T>(
  provider: ProviderId,
  asked: Asked,
  world: World,
  work: () => Promise<T>
): Promise<T> {
  const { limits } = world.house.stores;
  const before = await limits.peek(limitsOf(asked));
  if (!before.allowed) {
    throw problemOf('TOO_MANY_REQUESTS', before.tightest.resetMs);
  }
  try {
    return await work();
  } catch (thrown) {
    if (WRONG.includes(asFailure(thrown).code)) {
      const after = await limits.hit(limitsOf(asked));
      const unusual = after.tightest.remaining === 0;
      const userId = userIdOf(asked.caller);
      world.meters.signIn(provider, 'refused');
      await note(world, asked, { event: 'signInFailed', userId, unusual, detail: asFailure(thrown).code });
    }
    throw thrown;
  }
}
