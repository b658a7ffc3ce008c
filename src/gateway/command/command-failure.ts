import { isSecretFailure } from '../secrets/secret-failure';
import { isStoreFailure } from '../stores/store-failure';

/** A command that cannot do what it was asked: one line and a code that may be looked up. Ends the program with 2. */
export type CommandFailure = {
  readonly kind: 'commandFailure';
  readonly code: string;
  readonly words: string;
};

/** A failure from its parts. */
export function commandFailureOf(code: string, words: string): CommandFailure {
  return { kind: 'commandFailure', code, words };
}

const WORDS: { readonly [code: string]: string } = {
  storeUnavailable: 'the store does not answer; it is locked by another process, or Redis is down',
  storeFull: 'the store has no room left or may not be written',
  rowUnreadable: 'a row in the store is not what we wrote',
  storeUnusable: 'the store cannot be used: it is damaged, out of reach, or a newer Couchkey wrote it',
  storeBug: 'the store refused what we asked: this is a mistake of ours, please report it',
  keyMissing:
    'the key that opens the stored sign-ins is not here: put the right key file or COUCHKEY_KEY in place',
  envelopeBroken: 'a sealed record does not open with its key',
  keyFileReadableByOthers: 'the key file may be read by others: chmod 600',
  keyFileBroken: 'the key file is damaged: put your copy in its place',
  keyFileUnwritable: 'the key file cannot be written',
  keyBadShape: 'a key has 32 bytes, as base64 or hex (openssl rand -base64 32 makes one)'
};

function isCommandFailure(thrown: unknown): thrown is CommandFailure {
  return (
    typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === 'commandFailure'
  );
}

function isBadOption(thrown: unknown): thrown is { readonly message: string } {
  return String((thrown as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');
}

/** The line for whatever was thrown; null when it is none of ours and its stack is worth more. */
export function failureLine(thrown: unknown): string | null {
  if (isStoreFailure(thrown) || isSecretFailure(thrown)) {
    return `${WORDS[thrown.code] ?? thrown.code} (${thrown.code}: ${thrown.what})`;
  }
  if (isCommandFailure(thrown)) {
    return `${thrown.words} (${thrown.code})`;
  }
  return isBadOption(thrown) ? `${thrown.message} (badOption)` : null;
}
