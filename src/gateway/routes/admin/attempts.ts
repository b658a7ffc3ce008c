import { problemOf } from '../../http/problem';
import type { Limit, Session, Whereabouts } from '../../stores/rows';
import type { World } from '../../world';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What is guessed at. Each has its own budget, so that one does not lock the other. */
type Guessed = 'setupCode' | 'adminPin';
type By = { readonly session: Session & { readonly userId: string }; readonly where: Whereabouts };

const ownKeys = (what: Guessed, { session }: By): readonly string[] => [
  `${what}:session:${session.id}`,
  `${what}:user:${session.userId}`
];

/** A person has twenty wrong tries a day whatever screens they take: ten thousand PINs would last for more than a year. */
function limitsOf(what: Guessed, by: By): readonly Limit[] {
  const [session = '', user = ''] = ownKeys(what, by);
  return [
    { key: session, limit: 5, windowMs: 15 * MINUTE },
    { key: `${what}:address:${by.where.address}`, limit: 30, windowMs: 15 * MINUTE },
    { key: user, limit: 20, windowMs: DAY }
  ];
}

/** Counted before it is looked at, so that many guesses at once are no way around. */
export async function countAttempt({ house }: World, what: Guessed, by: By): Promise<void> {
  const { allowed, tightest } = await house.stores.limits.hit(limitsOf(what, by));
  if (!allowed) {
    throw problemOf('TOO_MANY_REQUESTS', tightest.resetMs);
  }
}

/** A right guess was no wrong one. */
export function forgetAttempts({ house }: World, what: Guessed, by: By): Promise<void> {
  return house.stores.limits.forget(ownKeys(what, by));
}
