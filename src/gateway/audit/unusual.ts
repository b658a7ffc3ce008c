import type { House } from '../house/open-house';
import type { Limit, Role } from '../stores/rows';

/** A sign-in as it ended. `userId` and `role` are known only when it went well. */
export type Attempt = {
  readonly sessionId: string | null;
  readonly address: string;
} & (
  { readonly outcome: 'ok'; readonly userId: string; readonly role: Role } | { readonly outcome: 'refused' }
);

/** So many failures within `WINDOW_MS` are no slip of the fingers. */
const MANY = 5;
const WINDOW_MS = 15 * 60_000;

function failuresOf({ sessionId, address }: Attempt): readonly Limit[] {
  const keys = [
    `failures:address:${address}`,
    ...(sessionId === null ? [] : [`failures:session:${sessionId}`])
  ];
  return keys.map((key) => ({ key, limit: MANY, windowMs: WINDOW_MS }));
}

/** Counted in each by itself: one that is full must not keep the other from counting. */
async function hasMany({ stores }: House, attempt: Attempt): Promise<boolean> {
  const count = attempt.outcome === 'ok' ? stores.limits.peek : stores.limits.hit;
  const answers = await Promise.all(failuresOf(attempt).map((limit) => count([limit])));
  return answers.some(({ allowed, tightest }) => !allowed || tightest.remaining === 0);
}

/**
 * Whether an attempt deserves a second look: an admin at an address of which nothing is known, or five failures within
 * a quarter of an hour from this session or address. Counts the failure, and remembers the address; ask once per attempt.
 */
export async function unusualOf({ house }: { readonly house: House }, attempt: Attempt): Promise<boolean> {
  const isNew =
    attempt.outcome === 'ok' && (await house.stores.audit.isNewAddress(attempt.userId, attempt.address));
  const isStrange = isNew && attempt.outcome === 'ok' && attempt.role === 'admin';
  return (await hasMany(house, attempt)) || isStrange;
}
