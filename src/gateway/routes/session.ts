import { BRIEF_MS } from '../house/brief-stores';
import { hashToken, newId, newToken } from '../secrets/tokens';
import { ok, type Answer, type Asked, type Caller, type CookieChange, type Route } from '../http/route';
import { isApp, roleOf, userIdOf } from '../http/callers';
import { choose, remembers } from './remember';
import { auditReplay, countNewScreen, createSession, type Known } from './new-screen';
import type { Session } from '../stores/rows';
import { nextIdOf } from '../upstream/client-id';
import type { World } from '../world';

/** A little longer than a session that was read counts as read. */
const JUST_MOVED_MS = 2 * BRIEF_MS;

type Begun = { readonly session: Session; readonly cookies: CookieChange };

async function begin(world: World, asked: Asked, device: Known | null): Promise<Begun> {
  const token = newToken();
  const id = device === null ? newId() : nextIdOf(device.id);
  const session = await createSession(world, asked, { id, hash: hashToken(token), device });
  return { session, cookies: { session: token } };
}

/** A remembered screen comes back signed in, with a new cookie for the next time; an old copy of the cookie ends the memory. */
async function beginRemembered(world: World, asked: Asked, cookie: string): Promise<Begun> {
  const next = newToken();
  const use = await world.house.stores.devices.use(hashToken(cookie), hashToken(next), asked.where);
  switch (use.kind) {
    case 'unknown':
      return withDevice(await begin(world, asked, null), null);
    case 'replayed':
      await auditReplay(world, asked, use.device);
      return withDevice(await begin(world, asked, null), null);
    case 'shared':
      return begin(world, asked, use.device);
    case 'renewed':
      return withDevice(await begin(world, asked, use.device), next);
  }
}

function withDevice({ session, cookies }: Begun, device: string | null): Begun {
  return { session, cookies: { ...cookies, device } };
}

/** The store moves a session's end once a minute at most; then the cookie's end is moved too. */
function keptCookie({ clock }: World, asked: Asked, { lastSeenAt }: Session): CookieChange {
  const { session } = clock.wall() - lastSeenAt < JUST_MOVED_MS ? asked.cookies : {};
  return session === undefined ? {} : { session };
}

async function screenOf(world: World, asked: Asked): Promise<Begun> {
  if (asked.caller.kind === 'screen') {
    return { session: asked.caller.session, cookies: keptCookie(world, asked, asked.caller.session) };
  }
  await countNewScreen(world, asked);
  const { device } = asked.cookies;
  return device === undefined ? begin(world, asked, null) : beginRemembered(world, asked, device);
}

async function userTitleOf({ house }: World, caller: Caller): Promise<string | null> {
  const id = userIdOf(caller);
  return id === null ? null : ((await house.stores.users.read(id))?.title ?? null);
}

function configOf(world: World, caller: Caller): object {
  const { settings, upstream } = world;
  const idleMs = settings.COUCHKEY_IDLE_MINUTES * 60_000;
  return {
    providers: upstream.providers,
    target: { url: settings.COUCHKEY_TARGET_URL, message: settings.COUCHKEY_TARGET_MESSAGE },
    idleMs: idleMs === 0 ? null : idleMs,
    remember: remembers(world, caller)
  };
}

async function capabilitiesOf({ house, settings }: World, caller: Caller): Promise<object> {
  return {
    admin: roleOf(caller) === 'admin',
    setup: await house.stores.setup.isOpen(),
    handover: settings.COUCHKEY_TARGET_URL !== ''
  };
}

/** Who is here and what this gateway is; a screen that nobody knows yet is given its session. */
async function session(asked: Asked, world: World): Promise<Answer> {
  const begun = asked.caller.kind === 'client' ? null : await screenOf(world, asked);
  const caller: Caller =
    begun === null ? asked.caller : { ...asked.caller, kind: 'screen', session: begun.session };
  const body = {
    signedIn: roleOf(caller) !== null,
    userTitle: await userTitleOf(world, caller),
    role: roleOf(caller),
    csrf: isApp(caller) ? null : (begun?.session.csrf ?? null),
    buildId: world.buildId,
    config: configOf(world, caller),
    capabilities: await capabilitiesOf(world, caller)
  };
  return ok(body, begun?.cookies ?? {});
}

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
const MAYBE_TEXT = { type: 'string', nullable: true };

const SESSION = {
  type: 'object',
  properties: {
    signedIn: FLAG,
    userTitle: MAYBE_TEXT,
    role: MAYBE_TEXT,
    csrf: MAYBE_TEXT,
    buildId: TEXT,
    config: {
      type: 'object',
      properties: {
        providers: { type: 'array', items: TEXT },
        target: { type: 'object', properties: { url: TEXT, message: TEXT } },
        idleMs: { type: 'number', nullable: true },
        remember: { type: 'boolean', nullable: true }
      }
    },
    capabilities: { type: 'object', properties: { admin: FLAG, setup: FLAG, handover: FLAG } }
  }
};

export const SESSION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/session',
    who: 'anyone',
    apps: true,
    summary: 'Who is signed in on this screen; makes its session when it has none',
    replies: { 200: SESSION },
    handle: session
  },
  {
    method: 'POST',
    path: '/api/session/remember',
    who: 'screen',
    summary:
      'Whether this screen is remembered: of whoever is signed in at once, else of whoever signs in next',
    body: {
      type: 'object',
      required: ['remember'],
      additionalProperties: false,
      properties: { remember: FLAG }
    },
    replies: { 204: null },
    handle: choose
  }
];
