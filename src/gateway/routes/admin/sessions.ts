import { record } from '../../audit/record';
import { userIdOf } from '../../http/callers';
import { problemOf } from '../../http/problem';
import { done, ok, type Answer, type Asked } from '../../http/route';
import type { Session } from '../../stores/rows';
import { forgetStanding } from '../../tokens/standing';
import type { World } from '../../world';
import { allow } from './allow';
import { endUpstreamIfLast, endUpstreamOfScreen } from '../end-upstream';

const PAGE = 50;
/** Nobody has more screens than this to look through. */
const MOST_PAGES = 20;

const ownIdOf = ({ caller }: Asked<never>): string | null =>
  caller.kind === 'screen' ? caller.session.id : null;

/** What a table shows; the CSRF secret and the notes stay here. */
function shown(session: Session, ownId: string | null, userTitle: string): object {
  const { id, userId, role, createdAt, lastSeenAt, expiresAt, address, agent, screenName } = session;
  const isRemembered = session.deviceId !== null;
  const isThis = id === ownId;
  const when = { createdAt, lastSeenAt, expiresAt };
  return { id, userId, userTitle, role, ...when, address, agent, screenName, isRemembered, isThis };
}

async function titlesOf({ house }: World, sessions: readonly Session[]): Promise<Map<string, string>> {
  const ids = [...new Set(sessions.map(({ userId }) => userId ?? ''))];
  const users = await Promise.all(ids.map((id) => house.stores.users.read(id)));
  return new Map(users.flatMap((user) => (user === null ? [] : [[user.id, user.title] as const])));
}

/** One's own screens; with `all` everybody's, for admins. */
export async function listSessions(asked: Asked<never>, world: World): Promise<Answer> {
  const isAll = asked.query['all'] === 'true';
  allow(asked, world, isAll ? 'sessions' : 'profile', 'read');
  const whose = isAll ? null : userIdOf(asked.caller);
  const page = await world.house.stores.sessions.list(whose, PAGE, asked.query['after'] ?? null);
  const titles = await titlesOf(world, page.items);
  const sessions = page.items.map((session) =>
    shown(session, ownIdOf(asked), titles.get(session.userId ?? '') ?? '')
  );
  return ok({ sessions, next: page.next });
}

async function isOwn({ house }: World, userId: string | null, id: string): Promise<boolean> {
  let after: string | null = null;
  for (let page = 0; userId !== null && page < MOST_PAGES; page += 1) {
    const { items, next } = await house.stores.sessions.list(userId, PAGE, after);
    if (items.some((session) => session.id === id)) {
      return true;
    }
    if (next === null) {
      return false;
    }
    after = next;
  }
  return false;
}

/** One's own, or anybody's for admins. A user learns nothing of whether somebody else's exists. */
export async function revokeSession(asked: Asked<never>, world: World): Promise<Answer> {
  const { id = '' } = asked.params;
  const own = await isOwn(world, userIdOf(asked.caller), id);
  allow(asked, world, own ? 'profile' : 'sessions', 'remove');
  const session = await world.house.stores.sessions.revoke(id);
  if (session === null) {
    throw problemOf('NOT_FOUND');
  }
  world.upstream.forget(id);
  const whose = session.userId === null ? '' : session.userId;
  await record(world, asked, { event: 'sessionRevoked', detail: `session ${id} of ${whose}` });
  if (session.userId !== null) {
    await endUpstreamOfScreen(world, session.userId, id);
  }
  return done(id === ownIdOf(asked) ? { session: null, device: null } : {});
}

/** Every screen and token of the caller's but the screen that asks. */
export async function revokeOthers(asked: Asked<never>, world: World): Promise<Answer> {
  allow(asked, world, 'profile', 'remove');
  const userId = userIdOf(asked.caller) ?? '';
  const revoked = await world.house.stores.sessions.revokeAllOf(userId, ownIdOf(asked));
  forgetStanding(world.house);
  await record(world, asked, { event: 'sessionRevoked', detail: `${revoked} others` });
  await endUpstreamIfLast(world, userId);
  return ok({ revoked });
}
