import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { keyFromText, newKey, ringOf } from './key-ring';
import type { IKeyRingSource, Key, KeyRing } from './key-ring';
import { isSecretFailure, secretFailureOf } from './secret-failure';

type Kept = { readonly couchkey: 1; readonly keys: readonly string[] };

const textOf = ({ active, keys }: KeyRing): string => {
  const others = [...keys.values()].filter(({ id }) => id !== active.id);
  const kept: Kept = {
    couchkey: 1,
    keys: [active, ...others].map(({ bytes }) => bytes.toString('base64url'))
  };
  return `${JSON.stringify(kept, null, 2)}\n`;
};

function isKept(read: unknown): read is Kept {
  const { couchkey, keys } = (read ?? {}) as Partial<Kept>;
  return (
    couchkey === 1 && Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === 'string')
  );
}

function ringIn(text: string, path: string): KeyRing {
  try {
    const read: unknown = JSON.parse(text);
    const [active, ...others] = isKept(read) ? read.keys.map(keyFromText) : [];
    if (active !== undefined) {
      return ringOf(active, others);
    }
  } catch (thrown) {
    if (!isSecretFailure(thrown) && !(thrown instanceof SyntaxError)) {
      throw thrown;
    }
  }
  throw secretFailureOf('keyFileBroken', path);
}

/** The ring in a file; null when there is no file. Throws when others may read it. */
export function readKeyFile(path: string): KeyRing | null {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw secretFailureOf('keyFileReadableByOthers', path);
    }
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (isSecretFailure(thrown)) {
      throw thrown;
    }
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw secretFailureOf('keyFileBroken', path);
  }
  return ringIn(text, path);
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Writes a finished file beside `path` and then puts it there in one step, so that nobody ever reads half of it. */
function place(path: string, ring: KeyRing, put: (temporary: string) => void): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    writeSync(file, textOf(ring));
    fsyncSync(file);
    closeSync(file);
    put(temporary);
    syncFolder(path);
  } catch (thrown) {
    throw isExisting(thrown) ? thrown : secretFailureOf('keyFileUnwritable', path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

const isExisting = (thrown: unknown): boolean => (thrown as NodeJS.ErrnoException).code === 'EEXIST';

/** Replaces the ring in the file. */
export function writeKeyFile(path: string, ring: KeyRing): void {
  place(path, ring, (temporary) => renameSync(temporary, path));
}

/** A file with one new key; when another process was quicker, its file stands. */
export function makeKeyFile(path: string, key: Key = newKey()): void {
  try {
    place(path, ringOf(key), (temporary) => linkSync(temporary, path));
  } catch (thrown) {
    if (!isExisting(thrown)) {
      throw thrown;
    }
  }
}

/** Reads the file again whenever it has changed. */
export function keyFileSource(path: string): IKeyRingSource {
  let seen = '';
  let ring: KeyRing | null = null;
  return {
    ring: () => {
      const stamp = stampOf(path);
      if (ring === null || stamp !== seen) {
        ring = readKeyFile(path) ?? ring;
        seen = stamp;
      }
      if (ring === null) {
        throw secretFailureOf('keyMissing', path);
      }
      return ring;
    }
  };
}

function stampOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino}.${found.mtimeNs}.${found.size}`;
}
