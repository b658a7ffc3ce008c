import { generateKeyPairFromSeed, sign } from '@stablelib/ed25519';
import type { ISigner } from '../core/ports';

const SEED_BYTES = 32;

function ascii(text: string): Uint8Array {
  return new Uint8Array(text.split('').map((char) => char.charCodeAt(0)));
}

function plain(bytes: Uint8Array): readonly number[] {
  return Array.prototype.slice.call(bytes) as number[];
}

/** Ed25519 in plain JavaScript, for engines whose WebCrypto does not have it: all televisions up to today's. */
export function stableSigner(): ISigner {
  return {
    newKey: () => {
      const seed = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
      const { publicKey } = generateKeyPairFromSeed(seed);
      return Promise.resolve({ publicKey: plain(publicKey), privateKey: plain(seed) });
    },
    // What is signed is base64url and dots, so ASCII is enough.
    sign: (privateKey, message) => {
      const { secretKey } = generateKeyPairFromSeed(new Uint8Array(privateKey as number[]));
      return Promise.resolve(plain(sign(secretKey, ascii(message))));
    }
  };
}
