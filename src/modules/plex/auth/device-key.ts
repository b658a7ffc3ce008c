import { failureOf } from '../../../core/model/failure';
import { fieldsOf, parseJson, textOf } from '../../../core/wire';
import { fromBase64url, toBase64url } from '../../../core/model/base64url';
import { newUuid } from './client-id';
import { RECORDS } from './constants';
import type { ISigner, Ports } from '../../../core/ports';

/** The key that this set proves itself with; `kid` is what plex.tv calls it. */
export type DeviceKey = {
  readonly kid: string;
  readonly publicKey: readonly number[];
  readonly privateKey: readonly number[];
};

/** The public half as plex.tv registers it. */
export function publicJwk(key: DeviceKey): object {
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    x: toBase64url(key.publicKey),
    use: 'sig',
    alg: 'EdDSA',
    kid: key.kid
  };
}

function readKey(text: string): DeviceKey {
  const fields = fieldsOf(parseJson(text)) || {};
  const kid = textOf(fields['kid']);
  const publicKey = fromBase64url(textOf(fields['publicKey']) || '');
  const privateKey = fromBase64url(textOf(fields['privateKey']) || '');
  if (kid === null || publicKey === null || publicKey.length !== 32 || privateKey === null) {
    throw failureOf('storage');
  }
  return { kid, publicKey, privateKey };
}

function makeKey(ports: Ports, signer: ISigner): Promise<DeviceKey> {
  return signer.newKey().then((pair) => {
    const key = { kid: newUuid(ports.clock), publicKey: pair.publicKey, privateKey: pair.privateKey };
    const kept = {
      version: 1,
      kid: key.kid,
      publicKey: toBase64url(key.publicKey),
      privateKey: toBase64url(key.privateKey)
    };
    return ports.vault.write(RECORDS.jwtKey, JSON.stringify(kept)).then(() => key);
  });
}

/** The device key: made once. A read that fails makes none, or a fault of the store would cost the registration. */
export function readDeviceKey(ports: Ports, signer: ISigner): Promise<DeviceKey> {
  return ports.vault
    .read(RECORDS.jwtKey)
    .then((text): DeviceKey | Promise<DeviceKey> => (text === null ? makeKey(ports, signer) : readKey(text)));
}
