import { asFailure, failureOf } from '../../../core/model/failure';
import { publicJwk, readDeviceKey } from './device-key';
import { deviceJwt } from './device-jwt';
import { claimsOf } from './json-web-token';
import { isRefusal } from './outage';
import { pinRequest, pollRequest } from './pins';
import { exchangeForJwt, renewEarly, renewExpired } from './renewal';
import { jwkRequest, readJwk } from './token-exchange';
import type { ISigner } from '../../../core/ports';
import type { Identity, IPlexJwt, PlexContext } from './interfaces';

/**
 * A proof that plex.tv did not believe, a wrong clock's for one, earns the older kind of token and no error. That
 * token registers the key after all; only where this fails too is it said.
 */
function upgrade(context: PlexContext, signer: ISigner, me: Identity, legacy: string): Promise<string> {
  return readDeviceKey(context.ports, signer)
    .then((key) => context.ports.http.send(jwkRequest(me, legacy, publicJwk(key))))
    .then(readJwk)
    .then(() => exchangeForJwt(context, signer, me))
    .then(undefined, (reason: unknown) => {
      const failure = asFailure(reason);
      throw isRefusal(failure) ? failureOf('jwtDowngraded', failure.status) : failure;
    });
}

/** JWT mode with this signer. */
export function createPlexJwt(signer: ISigner): IPlexJwt {
  return {
    newPin: (context, me) =>
      readDeviceKey(context.ports, signer).then((key) => pinRequest(me, publicJwk(key))),
    look: (context, me, pinId) =>
      deviceJwt(context, signer, me, {}).then((proof) => pollRequest(me, pinId, proof)),
    settle: (context, me, token) =>
      claimsOf(token) === null ? upgrade(context, signer, me, token) : Promise.resolve(token),
    early: (context, me, token) => renewEarly(context, signer, me, token),
    expired: (context, me, token) => renewExpired(context, signer, me, token)
  };
}
