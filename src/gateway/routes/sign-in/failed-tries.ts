import { asFailure } from '../../../core/model/failure';
import type { FailureCode } from '../../../core/model/failure';
import { record } from '../../audit/record';
import { unusualOf } from '../../audit/unusual';
import { problemOf } from '../../http/problem';
import type { Asked, Caller } from '../../http/route';
import type { Limit, ProviderId } from '../../stores/rows';
import type { World } from '../../world';

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
      await limits.hit(limitsOf(asked));
      await noteRefused(provider, asked, world, asFailure(thrown).code);
    }
    throw thrown;
  }
}

/** A sign-in that came to nothing by somebody's fault. */
export async function noteRefused(
  provider: ProviderId,
  asked: Asked,
  world: World,
  detail: string,
  userId?: string
): Promise<void> {
  const { caller, where } = asked;
  const sessionId = caller.kind === 'screen' ? caller.session.id : null;
  const unusual = await unusualOf(world, { sessionId, address: where.address, outcome: 'refused' });
  world.meters.signIn(provider, 'refused');
  const whose = userId === undefined ? {} : { userId };
  await record(world, asked, { event: 'signInFailed', outcome: 'refused', unusual, detail, ...whose });
}
