import type { SimReply, SimRequest } from '../kernel/types';
import { ERRORS, refuse } from './answer';
import { clientIdentifierOf, tokenOf } from './plex-values';
import type { TokenRecord } from './tokens';
import type { SimUser } from './users';
import type { PlexWorld } from './world';

export type SignedIn = { readonly user: SimUser; readonly token: TokenRecord };

/** Goes on only with a living token: 401/1001 without one, 498 when a JWT has run out. */
export function authenticated(
  world: PlexWorld,
  request: SimRequest,
  goOn: (signedIn: SignedIn) => SimReply
): SimReply {
  const found = world.tokens.check(tokenOf(request));
  if (found.kind === 'expired') return refuse(request, ERRORS.tokenExpired);
  const user = found.kind === 'valid' ? world.users.byId(found.record.userId) : null;
  if (found.kind !== 'valid' || user === null) return refuse(request, ERRORS.userNotAuthenticated);
  return goOn({ user, token: found.record });
}

/** The same, and a client identifier must be there: 400/1000 without one, whatever the token. */
export function identified(
  world: PlexWorld,
  request: SimRequest,
  goOn: (signedIn: SignedIn, clientIdentifier: string) => SimReply
): SimReply {
  const clientIdentifier = clientIdentifierOf(request);
  if (clientIdentifier === null) return refuse(request, ERRORS.clientIdentifierMissing);
  world.devices.seen(request, clientIdentifier);
  return authenticated(world, request, (signedIn) => goOn(signedIn, clientIdentifier));
}
