import { createPublicKey, verify } from 'node:crypto';
import { toBase64url } from '../../../src/core/model/base64url';
import { openSigner } from '../../../src/platform/signer';
import { stableSigner } from '../../../src/platform/signer-stable';
import { subtleSigner } from '../../../src/platform/signer-subtle';
import type { ISigner } from '../../../src/core/ports';

/** The example of RFC 8032, section 7.1, test 1: a key and the signature of nothing. */
const SEED = [...Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')];
const SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

const SIGNERS: Readonly<Record<string, () => ISigner>> = {
  'plain JavaScript': stableSigner,
  'the engine’s own': () => subtleSigner(globalThis.crypto.subtle),
  'whichever there is': openSigner
};

describe.each(Object.entries(SIGNERS))('%s', (_name, open) => {
  it('signs what others can verify', async () => {
    const signer = open();
    const { publicKey, privateKey } = await signer.newKey();
    expect([publicKey.length, privateKey.length]).toEqual([32, 32]);
    const message = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ0diJ9';
    const signature = Buffer.from([...(await signer.sign(privateKey, message))]);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey) },
      format: 'jwk'
    });
    expect(verify(null, Buffer.from(message), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(`${message}x`), key, signature)).toBe(false);
  });

  it('agrees with the standard’s own example', async () => {
    expect(Buffer.from([...(await open().sign(SEED, ''))]).toString('hex')).toBe(SIGNATURE);
  });

  it('makes a new key each time', async () => {
    const [one, two] = await Promise.all([open().newKey(), open().newKey()]);
    expect(one.privateKey).not.toEqual(two.privateKey);
  });
});

describe('an engine without Ed25519', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto') as PropertyDescriptor;

  afterEach(() => Object.defineProperty(globalThis, 'crypto', original));

  it.each([
    ['refuses it', { generateKey: () => Promise.reject(new Error('not supported')) }],
    [
      'throws at it',
      {
        generateKey: () => {
          throw new Error('unrecognised');
        }
      }
    ],
    ['has no WebCrypto', undefined]
  ])('that %s signs in plain JavaScript', async (_how, subtle) => {
    const { getRandomValues } = globalThis.crypto;
    const value = { getRandomValues: getRandomValues.bind(globalThis.crypto), subtle };
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value });
    const signature = await openSigner().sign(SEED, '');
    expect(Buffer.from([...signature]).toString('hex')).toBe(SIGNATURE);
  });
});
