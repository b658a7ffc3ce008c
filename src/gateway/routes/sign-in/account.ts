import { asFailure, failureOf } from '../../../core/model/failure';
import type { Known } from '../../../core/ports';
import { record } from '../../audit/record';
import { unusualOf } from '../../audit/unusual';
import { ADMIN_NOTE, isApp } from '../../http/callers';
import { problemOf } from '../../http/problem';
import { ok } from '../../http/route';
import type { Answer, Asked, CookieChange } from '../../http/route';
import { hashToken, newId, newToken } from '../../secrets/tokens';
import type { ProviderId, Session, TokenHash, User } from '../../stores/rows';
import { appHash, firstRefreshToken, type AppHandle } from '../../tokens/app-token';
import { clientIdOfScreen, nextIdOf } from '../../upstream/client-id';
import { notesOfSession } from '../../upstream/notes';
import { pocketVault } from '../../upstream/pocket-vault';
import { newScreenMemory } from '../../upstream/screen-memory';
import { PERSONAL_NOTES } from '../../upstream/session-vault';
import type { World } from '../../world';
import { takeOverImport } from '../../upkeep/import-grant';
import { changeCookie, tidyAfter } from '../new-cookie';
import { isRemembered, REMEMBER_NOTE, rememberScreen } from '../remember';
import { OLDER_NOTE, shownCode } from './codes';
import { noteRefused, tried } from './failed-tries';
import { claimNote, dropGrant, grantOf } from './grants';
import type { Grant } from './grants';
import { keepGrant } from './keep-grant';
import { checkOffered, providerOf, screenOf, signedInWith } from './screen';

/** What a screen finds on waking: who is signed in, what was granted, or the code that is on its way. Needs no network. */
export async function restore(provider: ProviderId, asked: Asked, world: World): Promise<Answer> {
  checkOffered(provider, world);
  const session = screenOf(asked);
  if (session.userId !== null) {
    const restored = await providerOf(provider, asked, world).restore();
    if (restored.kind !== 'nothing') {
      return ok(restored);
    }
  }
  if ((await grantOf(provider, session, world)) !== null) {
    return ok({ kind: 'claimed', remembered: true });
  }
  const pin = await world.house.stores.pins.current(session.id);
  const code = pin?.state === 'waiting' && pin.provider === provider ? await shownCode(pin, world) : null;
  return ok(code === null ? { kind: 'nothing' } : { kind: 'code', code });
}

/** A token that somebody has typed: asked of its issuer first, kept sealed until its person is known. */
export async function acceptToken(
  provider: ProviderId,
  asked: Asked<{ readonly token: string }>,
  world: World
): Promise<Answer> {
  checkOffered(provider, world);
  const session = screenOf(asked);
  const { house, upstream } = world;
  const pocket = pocketVault({ clientId: await clientIdOfScreen(house.stores, session.id) });
  const written = await tried(provider, asked, world, () =>
    upstream.provider(provider, pocket, newScreenMemory()).acceptToken(asked.body.token)
  );
  await notesOfSession(house, session).write(claimNote(provider), pocket.dump());
  return ok({ remembered: written.durable });
}

/** Who was granted. The first time this signs the screen in; later it asks again who that is. */
export async function account(
  provider: ProviderId,
  asked: Asked<{ readonly remember: boolean }>,
  world: World
): Promise<Answer> {
  checkOffered(provider, world);
  const session = screenOf(asked);
  const grant = await grantOf(provider, session, world);
  if (grant === null) {
    const own = await signedInWith(provider, asked, world);
    return ok({ ...(await own.loadAccount()), csrf: null });
  }
  const known = await knownBy(provider, asked, world, grant);
  const user = await meet(provider, asked, world, grant, known);
  await keepGrant(world, provider, user.id, grant);
  return enter(provider, asked, world, { grant, known, user });
}

/** A grant that its issuer refuses already is put away; an outage leaves it for the next try. */
async function knownBy(provider: ProviderId, asked: Asked, world: World, grant: Grant): Promise<Known> {
  const { upstream } = world;
  try {
    return await tried(provider, asked, world, () =>
      upstream.provider(provider, grant.pocket, newScreenMemory()).loadAccount()
    );
  } catch (thrown) {
    if (asFailure(thrown).code === 'issuerRefused') {
      await dropGrant(provider, screenOf(asked), grant, world);
    }
    throw thrown;
  }
}

async function meet(
  provider: ProviderId,
  asked: Asked,
  world: World,
  grant: Grant,
  { signIn }: Known
): Promise<User> {
  const { title, id: issuerId } = signIn.account;
  const { user } = await world.house.stores.users.meet({
    id: newId(),
    title,
    role: 'user',
    provider,
    issuerId
  });
  if (user.disabled) {
    await dropGrant(provider, screenOf(asked), grant, world);
    await noteRefused(provider, asked, world, 'disabled', user.id);
    throw failureOf('forbidden', 403);
  }
  return user;
}

type Entering = { readonly grant: Grant; readonly known: Known; readonly user: User };

/** The session belongs to its person from now on; nothing of whoever was there before is left. */
async function enter(
  provider: ProviderId,
  asked: Asked<{ readonly remember: boolean }>,
  world: World,
  { grant, known, user }: Entering
): Promise<Answer> {
  const session = screenOf(asked);
  const { devices } = world.house.stores;
  await forgetPerson(session, world);
  const pass = await passFor(asked, world, user);
  const redeems = grant.pinId === null ? {} : { redeems: grant.pinId };
  const renewal = { ...pass.renewal, userId: user.id, ...redeems };
  const renewed = await changeCookie(world, pass.was, renewal);
  if (renewed?.userId !== user.id) {
    await (renewal.deviceId === null ? undefined : devices.revoke(renewal.deviceId));
    throw problemOf('NO_SESSION');
  }
  await tidyAfter(world, [
    tidy(provider, session, world),
    noteSignIn(provider, asked, world, user),
    takeOverImport(world, user, known.signIn, renewed)
  ]);
  return ok({ ...known, ...pass.told }, pass.cookies);
}

/** What a session is known by, now and from the sign-in on, and what its screen is told of that. */
type Pass = {
  readonly was: TokenHash;
  readonly renewal: Pick<Session, 'csrf' | 'deviceId'> & { readonly hash: TokenHash };
  readonly told: { readonly csrf: string | null; readonly refreshToken?: string };
  readonly cookies: CookieChange;
};

function passFor(asked: Asked<{ readonly remember: boolean }>, world: World, user: User): Promise<Pass> {
  const { caller } = asked;
  return isApp(caller) ? appPass(asked, world, user, caller.app) : cookiePass(asked, world, user);
}

/** A new cookie and CSRF secret for the same session, so that one that was planted is worth nothing (session fixation). */
async function cookiePass(
  asked: Asked<{ readonly remember: boolean }>,
  world: World,
  user: User
): Promise<Pass> {
  const device = isRemembered(world, asked.body.remember)
    ? await rememberScreen(world, asked, screenOf(asked).id, user.id)
    : null;
  const [cookie, csrf] = [newToken(), newToken()];
  return {
    was: hashToken(asked.cookies.session ?? ''),
    renewal: { hash: hashToken(cookie), csrf, deviceId: device?.id ?? null },
    told: { csrf },
    cookies: { session: cookie, device: device?.cookie ?? null }
  };
}

/**
 * An app brings its tokens of its own accord, so none can be planted: they go on counting, and no kill loses them. Only
 * where somebody else was signed in, whose tokens are not to count for the next, it gets others.
 */
async function appPass(asked: Asked, world: World, user: User, app: AppHandle): Promise<Pass> {
  const { devices } = world.house.stores;
  const { id, deviceId } = screenOf(asked);
  const handle = deviceId === null ? app : nextIdOf(id);
  const refreshToken = await firstRefreshToken(world, handle);
  // What a gateway that was killed right here left behind.
  await devices.revoke(handle);
  await devices.create({ ...asked.where, id: handle, hash: hashToken(refreshToken), userId: user.id });
  const renewal = { hash: await appHash(world, handle), csrf: newToken(), deviceId: handle };
  return { was: await appHash(world, app), renewal, told: { csrf: null, refreshToken }, cookies: {} };
}

/** Nothing of whoever was signed in on this screen before is there for the next: no profile, no server, no admin PIN. */
async function forgetPerson({ id, notes }: Session, { house, upstream }: World): Promise<void> {
  upstream.forget(id);
  for (const name of [...PERSONAL_NOTES, ADMIN_NOTE].filter((each) => each in notes)) {
    await house.stores.sessions.note(id, name, null);
  }
}

async function tidy(provider: ProviderId, { id, notes, deviceId }: Session, { house }: World): Promise<void> {
  for (const name of [claimNote(provider), OLDER_NOTE, REMEMBER_NOTE].filter((each) => each in notes)) {
    await house.stores.sessions.note(id, name, null);
  }
  if (deviceId !== null) {
    await house.stores.devices.revoke(deviceId);
  }
}

async function noteSignIn(provider: ProviderId, asked: Asked, world: World, user: User): Promise<void> {
  const who = { userId: user.id, role: user.role, sessionId: screenOf(asked).id };
  const unusual = await unusualOf(world, { ...who, address: asked.where.address, outcome: 'ok' });
  await record(world, asked, { event: 'signIn', userId: user.id, unusual, detail: provider });
}
