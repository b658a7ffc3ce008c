import { record } from '../../audit/record';
import { problemOf } from '../../http/problem';
import { done, ok, type Answer, type Asked } from '../../http/route';
import type { Role, UserChange } from '../../stores/rows';
import { forgetStanding } from '../../tokens/standing';
import { grantNameOf } from '../../upstream/session-vault';
import type { World } from '../../world';
import { allow } from './allow';
import { endUpstreamOf } from '../end-upstream';

const PAGE = 50;

type Change = { readonly role?: Role; readonly disabled?: boolean };

/** Everybody who ever signed in and was not deleted. */
export async function listUsers(asked: Asked<never>, world: World): Promise<Answer> {
  allow(asked, world, 'users', 'read');
  const { items, next } = await world.house.stores.users.list(PAGE, asked.query['after'] ?? null);
  return ok({ users: items, next });
}

function check(change: UserChange): void {
  if (change !== 'done') {
    throw problemOf(change === 'lastAdmin' ? 'LAST_ADMIN' : 'NOT_FOUND');
  }
}

/** What they granted goes too, at its issuer as well: who may not come in needs no token here. */
async function disable(world: World, id: string): Promise<void> {
  const { users, accounts } = world.house.stores;
  const endUpstream = await endUpstreamOf(world, id);
  check(await users.setDisabled(id, true));
  await Promise.all(
    (['plex', 'tmdb'] as const).map((provider) => accounts.remove(id, grantNameOf(provider)))
  );
  await endUpstream();
}

async function apply(world: World, id: string, { role, disabled }: Change): Promise<void> {
  const { users } = world.house.stores;
  if (role !== undefined) {
    check(await users.setRole(id, role));
  }
  if (disabled === true) {
    await disable(world, id);
  } else if (disabled === false) {
    check(await users.setDisabled(id, false));
  }
}

/** One thing at a time, so that a refusal leaves nothing half done. */
export async function changeUser(asked: Asked<Change>, world: World): Promise<Answer> {
  allow(asked as Asked<never>, world, 'users', 'change');
  const { id = '' } = asked.params;
  const { role, disabled } = asked.body;
  if ((role === undefined) === (disabled === undefined)) {
    throw problemOf('BAD_REQUEST');
  }
  await apply(world, id, asked.body);
  forgetStanding(world.house);
  const what = role === undefined ? `disabled ${String(disabled)}` : `role ${role}`;
  await record(world, asked, { event: 'userChanged', detail: `user ${id}: ${what}` });
  return done();
}

/** Takes everything of theirs along but the audit log. */
export async function removeUser(asked: Asked<never>, world: World): Promise<Answer> {
  allow(asked, world, 'users', 'remove');
  const { id = '' } = asked.params;
  const endUpstream = await endUpstreamOf(world, id);
  check(await world.house.stores.users.remove(id));
  forgetStanding(world.house);
  await record(world, asked, { event: 'userRemoved', detail: `user ${id}` });
  await endUpstream();
  return done();
}

/** Newest first; of one user with `user`. */
export async function listAudit(asked: Asked<never>, world: World): Promise<Answer> {
  allow(asked, world, 'audit', 'read');
  const { after = null, user } = asked.query;
  const { items, next } = await world.house.stores.audit.page(PAGE, after, user);
  return ok({ entries: items, next });
}
