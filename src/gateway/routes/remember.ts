import { record } from '../audit/record';
import { isApp } from '../http/callers';
import { problemOf } from '../http/problem';
import { done, type Answer, type Asked, type Caller, type CookieChange } from '../http/route';
import { hashToken, newToken } from '../secrets/tokens';
import type { Session } from '../stores/rows';
import { nextIdOf } from '../upstream/client-id';
import type { World } from '../world';
import { changeCookie, tidyAfter } from './new-cookie';

/** What a viewer chose before anybody signed in. */
export const REMEMBER_NOTE = 'remember';
const YES = 'yes';
const NO = 'no';

/** A kiosk that signs out by itself serves whoever passes by: it remembers nobody, whatever they say. */
function mayChoose({ settings }: Pick<World, 'settings'>): boolean {
  return settings.COUCHKEY_IDLE_MINUTES === 0;
}

/** Whether the next sign-in on this screen is remembered, or the present one is. Null: there is no choice, as in an app, which always is. */
export function remembers(world: Pick<World, 'settings'>, caller: Caller): boolean | null {
  if (caller.kind !== 'screen' || isApp(caller) || !mayChoose(world)) {
    return null;
  }
  const { userId, deviceId, notes } = caller.session;
  const chosen = notes[REMEMBER_NOTE];
  return userId !== null
    ? deviceId !== null
    : chosen === undefined
      ? world.settings.COUCHKEY_REMEMBER
      : chosen === YES;
}

/** What a sign-in that wants to be remembered gets. */
export const isRemembered = (world: Pick<World, 'settings'>, wanted: boolean): boolean =>
  wanted && mayChoose(world);

export type Remembering = { readonly id: string; readonly cookie: string };

/** Has the screen of this session remembered, for whoever signs in there. */
export async function rememberScreen(
  { house }: World,
  { where }: Asked,
  sessionId: string,
  userId: string
): Promise<Remembering> {
  const cookie = newToken();
  const device = { ...where, id: nextIdOf(sessionId), hash: hashToken(cookie), userId };
  await house.stores.devices.create(device);
  return { id: device.id, cookie };
}

/** A session of the same person with another device, or none. The cookie changes with what it may do. */
async function change(
  world: World,
  asked: Asked,
  session: Session & { readonly userId: string },
  remember: boolean
): Promise<CookieChange> {
  const { devices } = world.house.stores;
  const { id, userId, deviceId } = session;
  const device = remember ? await rememberScreen(world, asked, id, userId) : null;
  const cookie = newToken();
  const next = { hash: hashToken(cookie), csrf: newToken(), userId, deviceId: device?.id ?? null };
  if ((await changeCookie(world, hashToken(asked.cookies.session ?? ''), next)) === null) {
    await (device === null ? undefined : devices.revoke(device.id));
    throw problemOf('NO_SESSION');
  }
  await tidyAfter(world, [
    deviceId === null ? Promise.resolve() : devices.revoke(deviceId),
    record(world, asked, { event: remember ? 'remembered' : 'forgotten' })
  ]);
  return { session: cookie, device: device?.cookie ?? null };
}

/** The viewer's choice: of whoever is signed in at once, else of whoever signs in next. */
export async function choose(asked: Asked<{ readonly remember: boolean }>, world: World): Promise<Answer> {
  const { caller, body } = asked;
  if (caller.kind !== 'screen' || remembers(world, caller) === null) {
    throw problemOf('NOT_FOUND');
  }
  const { session } = caller;
  const { userId } = session;
  if (userId !== null) {
    const isSame = (session.deviceId !== null) === body.remember;
    return done(isSame ? {} : await change(world, asked, { ...session, userId }, body.remember));
  }
  await world.house.stores.sessions.note(session.id, REMEMBER_NOTE, body.remember ? YES : NO);
  return done();
}
