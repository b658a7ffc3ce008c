import { keyFromText, ringOf } from './key-ring';
import type { IKeyRingSource } from './key-ring';
import { keyFileSource, makeKeyFile, readKeyFile } from './key-file';
import { secretFailureOf } from './secret-failure';

export type KeyRingOptions = {
  /** COUCHKEY_KEY: one key, or several with commas between; the first seals. */
  readonly fromEnvironment: string | undefined;
  readonly file: string;
  /** With envelopes in the store a missing key is a loss, and a new one would hide it. */
  readonly isFirstRun: boolean;
  readonly warn: (line: string) => void;
};

/** The key ring from the environment, from its file, or (on the first run) newly made. */
export function openKeyRing(options: KeyRingOptions): IKeyRingSource {
  const given = options.fromEnvironment?.trim();
  if (given) {
    return sourceOf(given);
  }
  if (readKeyFile(options.file) === null) {
    makeFirstKey(options);
  }
  return keyFileSource(options.file);
}

function sourceOf(given: string): IKeyRingSource {
  const [active, ...others] = given.split(',').map(keyFromText);
  if (active === undefined) {
    throw secretFailureOf('keyBadShape', 'COUCHKEY_KEY');
  }
  const ring = ringOf(active, others);
  return { ring: () => ring };
}

function makeFirstKey({ file, isFirstRun, warn }: KeyRingOptions): void {
  if (!isFirstRun) {
    throw secretFailureOf('keyMissing', file);
  }
  makeKeyFile(file);
  warn(`made a key in ${file}: keep a copy of this file somewhere else, without it every sign-in is lost`);
}
