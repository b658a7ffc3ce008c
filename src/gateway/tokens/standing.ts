import type { House } from '../house/open-house';
import type { Role } from '../stores/rows';

/**
 * How long a revoked family, a disabled user or a changed role may go unnoticed by an access token at another
 * gateway. The gateway that made the change notices at once (`forgetStanding`).
 */
export const STANDING_MS = 5000;

const MOST = 10_000;

type Named = { readonly userId: string; readonly familyId: string };
type Standing = { readonly role: Role | null; readonly until: number };

const known = new WeakMap<object, Map<string, Standing>>();

function cacheOf({ stores }: Pick<House, 'stores'>): Map<string, Standing> {
  const cache = known.get(stores) ?? new Map<string, Standing>();
  known.set(stores, cache);
  return cache;
}

async function look({ stores }: Pick<House, 'stores'>, { userId, familyId }: Named): Promise<Role | null> {
  const families = await stores.families.list(userId);
  const user = families.some(({ id }) => id === familyId) ? await stores.users.read(userId) : null;
  return user === null || user.disabled ? null : user.role;
}

/** In which role a token of this family counts now; null when its family has ended or its user may not come in. */
export async function standingOf(
  house: Pick<House, 'stores'>,
  named: Named,
  now: number
): Promise<Role | null> {
  const cache = cacheOf(house);
  const key = `${named.userId} ${named.familyId}`;
  const before = cache.get(key);
  if (before !== undefined && before.until > now && before.until <= now + STANDING_MS) {
    return before.role;
  }
  const role = await look(house, named);
  cache.delete(key);
  cache.set(key, { role, until: now + STANDING_MS });
  const [oldest] = cache.keys();
  if (cache.size > MOST && oldest !== undefined) {
    cache.delete(oldest);
  }
  return role;
}

/** After a change by this gateway: nothing that was known of anybody's tokens counts any more. */
export function forgetStanding(house: Pick<House, 'stores'>): void {
  cacheOf(house).clear();
}
