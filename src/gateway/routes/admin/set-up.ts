import { record } from '../../audit/record';
import { isAdminPin, writeAdminPin } from '../../first-run/admin-pin';
import { hashSetupCode, removeSetupFile } from '../../first-run/setup-code';
import { ADMIN_NOTE } from '../../http/callers';
import { problemOf } from '../../http/problem';
import { done, type Answer, type Asked } from '../../http/route';
import type { Session } from '../../stores/rows';
import { forgetStanding } from '../../tokens/standing';
import type { World } from '../../world';
import { allow, signedInScreen } from './allow';
import { countAttempt, forgetAttempts } from './attempts';

type SignedIn = Session & { readonly userId: string };

/** How long an admin may leave the remote control on the couch. */
export const UNLOCKED_MS = 10 * 60_000;

function unlockFor({ house, clock }: World, { id }: SignedIn): Promise<boolean> {
  return house.stores.sessions.note(id, ADMIN_NOTE, String(clock.wall() + UNLOCKED_MS));
}

async function refuseCode(world: World, asked: Asked<never>): Promise<never> {
  await record(world, asked, { event: 'setupWrongCode', outcome: 'refused' });
  throw problemOf('SETUP_CODE_WRONG');
}

async function claim(world: World, asked: Asked<never>, code: string, { id }: SignedIn): Promise<void> {
  const claimed = await world.house.stores.setup.claim(hashSetupCode(code), id);
  switch (claimed.kind) {
    case 'claimed':
      return;
    case 'wrong':
      return refuseCode(world, asked);
    case 'locked':
      throw problemOf('TOO_MANY_REQUESTS', claimed.retryAfterMs);
    case 'closed':
      throw problemOf('SETUP_OVER');
  }
}

/**
 * The admin is made before set-up is closed: a gateway that dies in between offers a new code, and never has nobody.
 * PIN and role come from whoever knew a code that counted.
 */
export async function setUp(
  asked: Asked<{ readonly code: string; readonly adminPin: string }>,
  world: World
): Promise<Answer> {
  const { stores, settings } = world.house;
  const session = signedInScreen(asked as Asked<never>);
  const by = { session, where: asked.where };
  await countAttempt(world, 'setupCode', by);
  await claim(world, asked as Asked<never>, asked.body.code, session);
  await writeAdminPin(stores.settings, asked.body.adminPin);
  await stores.users.setRole(session.userId, 'admin');
  await stores.setup.finish(session.id);
  forgetStanding(world.house);
  removeSetupFile(settings);
  await forgetAttempts(world, 'setupCode', by);
  await unlockFor(world, session);
  await record(world, asked, { event: 'setupClaimed' });
  return done();
}

/** Counts the attempt; only the right PIN gets past this. */
async function checkPin(world: World, asked: Asked<never>, pin: string, session: SignedIn): Promise<void> {
  const by = { session, where: asked.where };
  await countAttempt(world, 'adminPin', by);
  if (!(await isAdminPin(world.house.stores.settings, pin))) {
    await record(world, asked, { event: 'adminPinWrong', outcome: 'refused' });
    throw problemOf('ADMIN_PIN_WRONG');
  }
  await forgetAttempts(world, 'adminPin', by);
}

/** An admin's screen, for ten minutes. */
export async function unlock(asked: Asked<{ readonly pin: string }>, world: World): Promise<Answer> {
  const session = signedInScreen(asked as Asked<never>);
  if (session.role !== 'admin') {
    throw problemOf('ADMIN_ONLY');
  }
  await checkPin(world, asked as Asked<never>, asked.body.pin, session);
  await unlockFor(world, session);
  return done();
}

/** Wants the present one once more. */
export async function changePin(
  asked: Asked<{ readonly pin: string; readonly next: string }>,
  world: World
): Promise<Answer> {
  allow(asked as Asked<never>, world, 'settings', 'change');
  await checkPin(world, asked as Asked<never>, asked.body.pin, signedInScreen(asked as Asked<never>));
  await writeAdminPin(world.house.stores.settings, asked.body.next);
  await record(world, asked, { event: 'adminPinChanged' });
  return done();
}
