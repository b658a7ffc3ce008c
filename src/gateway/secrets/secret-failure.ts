/** What can go wrong with keys and envelopes, by stable name; the command line prints the name and exits with 2. */
export type SecretFailureCode =
  /** The envelope names a key that is not on the ring: it was rotated away, or the wrong file is mounted. */
  | 'keyMissing'
  /** Changed, torn, or sealed for another owner or purpose: which of them is not said. */
  | 'envelopeBroken'
  | 'keyFileReadableByOthers'
  | 'keyFileBroken'
  | 'keyFileUnwritable'
  /** COUCHKEY_KEY is not 32 bytes. */
  | 'keyBadShape';

export type SecretFailure = {
  readonly kind: 'secretFailure';
  readonly code: SecretFailureCode;
  /** A path or an id of a key: never a value. */
  readonly what: string;
};

/** A failure from its parts. */
export function secretFailureOf(code: SecretFailureCode, what: string): SecretFailure {
  return { kind: 'secretFailure', code, what };
}

/** Whether something thrown is trouble with keys or envelopes. */
export function isSecretFailure(thrown: unknown): thrown is SecretFailure {
  return typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === 'secretFailure';
}
