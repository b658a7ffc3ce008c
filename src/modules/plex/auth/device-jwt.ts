import { toBase64url } from '../../../core/model/base64url';
import { readDeviceKey } from './device-key';
import { signingInput } from './json-web-token';
import type { ISigner } from '../../../core/ports';
import type { Identity, PlexContext } from './interfaces';

const LIFE_S = 300;

/** plex.tv's time as last told, carried on by the monotonic clock; the set's own where nothing was told yet. */
export function serverNow(context: PlexContext): number {
  const { clock } = context.ports;
  const offset = context.memory.serverOffsetMs;
  return offset === null ? clock.wall() : clock.now() + offset;
}

/** A proof of possession for plex.tv, good for five minutes. */
export function deviceJwt(
  context: PlexContext,
  signer: ISigner,
  me: Identity,
  extra: object
): Promise<string> {
  const iat = Math.floor(serverNow(context) / 1000);
  return readDeviceKey(context.ports, signer).then((key) => {
    const header = { alg: 'EdDSA', typ: 'JWT', kid: key.kid };
    const claims = { aud: 'plex.tv', iss: me.clientId, iat, exp: iat + LIFE_S, ...extra };
    const input = signingInput(header, claims);
    return signer.sign(key.privateKey, input).then((signature) => input + '.' + toBase64url(signature));
  });
}
