import type { FastifyRequest } from 'fastify';
import { hashToken, sameSecret } from '../secrets/tokens';
import type { Role, TokenHash, Whereabouts } from '../stores/rows';
import type { World } from '../world';
import { sessionCookieIn } from './cookies';
import { problemOf } from './problem';
import type { Caller, Who } from './route';

/** Reads what follows `Bearer`: who it stands for, or null when it does not count. */
export type ReadBearer = (world: World, text: string) => Promise<Caller | null>;

export const CSRF_HEADER = 'x-csrf-token';
export const ADMIN_NOTE = 'adminUntil';

const BEARER = /^Bearer ([\w.~+/=-]{1,2048})$/i;
const NOBODY: Caller = { kind: 'nobody' };
const LONGEST_NAME = 60;
const LONGEST_AGENT = 200;

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return (typeof value === 'string' ? value : '').replace(/[^\x20-\x7e]/g, '');
}

/** Where a request comes from, cut to what a table can show. */
export function whereaboutsOf(request: FastifyRequest): Whereabouts {
  return {
    address: request.ip,
    agent: headerOf(request, 'user-agent').slice(0, LONGEST_AGENT),
    screenName: headerOf(request, 'x-couchkey-screen').slice(0, LONGEST_NAME)
  };
}

/** The cookie that came last on a connection, and its hash: a screen sends the same one again and again. */
const hashes = new WeakMap<object, { readonly cookie: string; readonly hash: TokenHash }>();

function hashOn(connection: object, cookie: string): TokenHash {
  const last = hashes.get(connection);
  if (last?.cookie === cookie) {
    return last.hash;
  }
  const hash = hashToken(cookie);
  hashes.set(connection, { cookie, hash });
  return hash;
}

/** Whoever brings a token is taken at it; a cookie beside it counts for nothing. */
export async function callerOf(
  request: FastifyRequest,
  world: World,
  readBearer: ReadBearer
): Promise<Caller> {
  if (request.headers.authorization !== undefined) {
    const bearer = BEARER.exec(headerOf(request, 'authorization'))?.[1];
    const caller = bearer === undefined ? null : await readBearer(world, bearer);
    if (caller === null) {
      throw problemOf('ACCESS_TOKEN_INVALID');
    }
    return caller;
  }
  const cookie = sessionCookieIn(request);
  const session =
    cookie === undefined ? null : await world.house.stores.sessions.read(hashOn(request.raw.socket, cookie));
  return session === null ? NOBODY : { kind: 'screen', session };
}

type AppCaller = Extract<Caller, { kind: 'screen' }> & { readonly app: string };

/** A packaged app: it has tokens and knows of no cookies. */
export function isApp(caller: Caller | null): caller is AppCaller {
  return caller?.kind === 'screen' && caller.app !== undefined;
}

/** In which role somebody calls; null when nobody is signed in. */
export function roleOf(caller: Caller): Role | null {
  switch (caller.kind) {
    case 'nobody':
      return null;
    case 'screen':
      return caller.session.userId === null ? null : caller.session.role;
    case 'client':
      return caller.role;
  }
}

/** Who is signed in where the call comes from. */
export function userIdOf(caller: Caller): string | null {
  switch (caller.kind) {
    case 'nobody':
      return null;
    case 'screen':
      return caller.session.userId;
    case 'client':
      return caller.userId;
  }
}

/** Whether the admin PIN was given on this screen a while ago. A script has no PIN pad, and proved itself with its token. */
function isUnlocked(caller: Caller, now: number): boolean {
  return caller.kind !== 'screen' || Number(caller.session.notes[ADMIN_NOTE] ?? 0) > now;
}

function admitAdmin(caller: Caller, now: number): void {
  if (roleOf(caller) !== 'admin') {
    throw problemOf('ADMIN_ONLY');
  }
  if (!isUnlocked(caller, now)) {
    throw problemOf('ADMIN_PIN_NEEDED');
  }
}

/** Throws the refusal that fits. */
export function admit(who: Who, caller: Caller, now: number): void {
  if (who === 'anyone') {
    return;
  }
  if (caller.kind === 'nobody') {
    throw problemOf('NO_SESSION');
  }
  if (who === 'screen') {
    return;
  }
  if (roleOf(caller) === null) {
    throw problemOf('SIGN_IN_NEEDED');
  }
  if (who === 'admin') {
    admitAdmin(caller, now);
  }
}

/** A browser shows that its page is ours by the secret that only our page was told. A token is sent by nobody but who has it. */
export function checkCsrf(request: FastifyRequest, caller: Caller): void {
  if (
    caller.kind === 'screen' &&
    !isApp(caller) &&
    !sameSecret(headerOf(request, CSRF_HEADER), caller.session.csrf)
  ) {
    throw problemOf('CSRF_REFUSED');
  }
}
