import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { userReply } from './account';
import { ERRORS, refuse, type PlexError } from './answer';
import type { SignedIn } from './guard';
import { bodyFields, clientIdentifierOf } from './plex-values';
import { createRateLimit, type RateLimit } from './rate-limit';
import type { SimUser } from './users';
import type { PlexWorld } from './world';

export type Credentials = {
  readonly login: string;
  readonly password: string;
  readonly verificationCode: string | null;
};

export type Knock =
  | { readonly kind: 'in'; readonly signedIn: SignedIn }
  | { readonly kind: 'refused'; readonly error: PlexError };

function refused(error: PlexError): Knock {
  return { kind: 'refused', error };
}

function problemOf(user: SimUser | null, { password, verificationCode }: Credentials): PlexError | null {
  if (user === null || user.password === null || user.password !== password)
    return ERRORS.userNotAuthenticated;
  const verified = user.twoFactorCode === null || user.twoFactorCode === verificationCode;
  return verified ? null : ERRORS.verificationCodeRequired;
}

/** A user name and a password, as old clients still send them. */
export function knock(world: PlexWorld, credentials: Credentials, clientIdentifier: string): Knock {
  const user = world.users.byLogin(credentials.login);
  const problem = problemOf(user, credentials);
  if (problem !== null || user === null) return refused(problem ?? ERRORS.userNotAuthenticated);
  const found = world.tokens.check(world.tokens.mintLegacy(user.id, clientIdentifier, 'password'));
  if (found.kind !== 'valid') return refused(ERRORS.userNotAuthenticated);
  return { kind: 'in', signedIn: { user, token: found.record } };
}

/** A basic Authorization header, or the fields of a form. */
export function credentialsIn(request: SimRequest): Credentials {
  const basic = /^Basic (.+)$/i.exec(request.headers['authorization'] ?? '');
  const [login = '', ...rest] = Buffer.from(basic?.[1] ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const fields = bodyFields(request);
  const field = (...names: string[]): string | null => {
    const name = names.find((one) => fields[one] !== undefined);
    return name === undefined ? null : String(fields[name]);
  };
  return {
    login: field('login', 'user[login]') ?? login,
    password: field('password', 'user[password]') ?? rest.join(':'),
    verificationCode: field('verificationCode')
  };
}

/** Password sign-ins are limited hard. */
export function passwordLimit(world: PlexWorld): RateLimit['take'] {
  return createRateLimit(world.clock).take;
}

function signIn(world: PlexWorld, request: SimRequest): SimReply {
  const clientIdentifier = clientIdentifierOf(request);
  if (clientIdentifier === null) return refuse(request, ERRORS.clientIdentifierMissing);
  const result = knock(world, credentialsIn(request), clientIdentifier);
  return result.kind === 'refused'
    ? refuse(request, result.error)
    : userReply(world, request, 201, result.signedIn);
}

/** `POST /api/v2/users/signin`. */
export function signInRoutes(world: PlexWorld): readonly SimRoute[] {
  const take = passwordLimit(world);
  return [
    {
      method: 'POST',
      path: '/api/v2/users/signin',
      name: 'signin',
      handle: (request) => {
        const limited = take(credentialsIn(request).login, world.habits.passwordsPerMinute) > 0;
        return limited ? refuse(request, ERRORS.rateLimited) : signIn(world, request);
      }
    }
  ];
}
