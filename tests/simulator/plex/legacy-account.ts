import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { wantsJson, type PlexError } from './answer';
import type { SignedIn } from './guard';
import { xmlReply } from './legacy-pins';
import { clientIdentifierOf, tokenOf } from './plex-values';
import { credentialsIn, knock, passwordLimit } from './sign-in';
import { userBody } from './user-body';
import { elementXml, jsonDocument, type XmlFields } from './xml';
import type { PlexWorld } from './world';

const INVALID_TOKEN = 'Invalid token';
const INVALID_CREDENTIALS = 'Invalid email, username, or password.';

/** The old site says no in one sentence, without a code. */
function sayNo(request: SimRequest, status: number, message: string): SimReply {
  if (!wantsJson(request)) return xmlReply(status, `<errors><error>${message}</error></errors>`);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: message })
  };
}

function oldUserFields(world: PlexWorld, { user, token }: SignedIn): XmlFields {
  const view = { user, users: world.users, authToken: token.token, linkBase: world.linkBase() };
  const fields = userBody(view, world.clock.now());
  return { ...fields, authenticationToken: token.token, authentication_token: token.token };
}

function sayUser(world: PlexWorld, request: SimRequest, status: number, signedIn: SignedIn): SimReply {
  const fields = oldUserFields(world, signedIn);
  if (!wantsJson(request)) return xmlReply(status, elementXml('user', fields));
  return { status, headers: { 'content-type': 'application/json' }, body: jsonDocument({ user: fields }) };
}

/** Whoever the token belongs to, in the words of the old site. */
export function oldAuthenticated(
  world: PlexWorld,
  request: SimRequest,
  status: number,
  goOn: (signedIn: SignedIn) => SimReply
): SimReply {
  const found = world.tokens.check(tokenOf(request));
  const user = found.kind === 'valid' ? world.users.byId(found.record.userId) : null;
  if (found.kind !== 'valid' || user === null) return sayNo(request, status, INVALID_TOKEN);
  return goOn({ user, token: found.record });
}

function account(world: PlexWorld, request: SimRequest): SimReply {
  return oldAuthenticated(world, request, 422, (signedIn) => sayUser(world, request, 200, signedIn));
}

function refusal(request: SimRequest, error: PlexError): SimReply {
  return sayNo(request, 401, error.code === 1029 ? error.message : INVALID_CREDENTIALS);
}

function signIn(world: PlexWorld, request: SimRequest): SimReply {
  const result = knock(world, credentialsIn(request), clientIdentifierOf(request) ?? '');
  if (result.kind === 'refused') return refusal(request, result.error);
  return sayUser(world, request, 201, result.signedIn);
}

/** `/users/account` and `/users/sign_in`, each as `.xml` and `.json`. */
export function legacyAccountRoutes(world: PlexWorld): readonly SimRoute[] {
  const take = passwordLimit(world);
  const limited = (request: SimRequest): SimReply => {
    const wait = take(credentialsIn(request).login, world.habits.passwordsPerMinute);
    return wait > 0 ? sayNo(request, 429, 'too_many_requests') : signIn(world, request);
  };
  const accounts = ['/users/account', '/users/account.xml', '/users/account.json'].map((path): SimRoute => ({
    method: 'GET',
    path,
    name: 'legacy.account',
    handle: (request) => account(world, request)
  }));
  const signIns = ['/users/sign_in.xml', '/users/sign_in.json'].map((path): SimRoute => ({
    method: 'POST',
    path,
    name: 'legacy.signin',
    handle: limited
  }));
  return [...accounts, ...signIns];
}
