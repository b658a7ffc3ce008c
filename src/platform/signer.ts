import { subtleSigner } from './signer-subtle';
import type { ISigner } from '../core/ports';

function subtleOf(): SubtleCrypto | null {
  // Absent outside https, localhost and packages, and on engines before Chrome 37.
  return typeof crypto === 'object' && typeof crypto.subtle === 'object' ? crypto.subtle : null;
}

/** The engine's own signer if it has Ed25519, which only trying tells. */
function tryEngine(): Promise<ISigner> {
  const subtle = subtleOf();
  if (subtle === null) {
    return Promise.reject(new Error('no WebCrypto'));
  }
  const signer = subtleSigner(subtle);
  return Promise.resolve()
    .then(() => signer.newKey())
    .then((key) => signer.sign(key.privateKey, ''))
    .then(() => signer);
}

/** Loaded only when JWT mode asks for it: it is a quarter of the whole program. */
function loadPlain(): Promise<ISigner> {
  return import(/* webpackChunkName: "signer" */ './signer-stable').then((module) => module.stableSigner());
}

/** A signer that finds out at its first use who does the work. */
export function openSigner(): ISigner {
  let found: Promise<ISigner> | null = null;
  const signer = (): Promise<ISigner> => {
    found = found === null ? tryEngine().then(undefined, loadPlain) : found;
    return found;
  };
  return {
    newKey: () => signer().then((it) => it.newKey()),
    sign: (privateKey, message) => signer().then((it) => it.sign(privateKey, message))
  };
}
