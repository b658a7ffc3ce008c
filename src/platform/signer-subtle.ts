import { fromBase64url } from '../core/model/base64url';
import type { ISigner } from '../core/ports';

const ALGORITHM = { name: 'Ed25519' };
/** The fixed head of a PKCS #8 envelope around a raw Ed25519 key (RFC 8410). */
const PKCS8_HEAD = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

function bytesOf(part: string | undefined): readonly number[] {
  return (part === undefined ? null : fromBase64url(part)) || [];
}

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(text.split('').map((char) => char.charCodeAt(0)));
}

/** Ed25519 by the engine itself. */
export function subtleSigner(subtle: SubtleCrypto): ISigner {
  return {
    newKey: () =>
      (subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>)
        .then((pair) => subtle.exportKey('jwk', pair.privateKey))
        .then((jwk) => ({ publicKey: bytesOf(jwk.x), privateKey: bytesOf(jwk.d) })),
    sign: (privateKey, message) =>
      subtle
        .importKey('pkcs8', new Uint8Array(PKCS8_HEAD.concat(privateKey)), ALGORITHM, false, ['sign'])
        .then((key) => subtle.sign(ALGORITHM, key, ascii(message)))
        .then((signature) => Array.prototype.slice.call(new Uint8Array(signature)) as number[])
  };
}
