import { isForeignKey, migrationsFor } from '../../core/vault/migrations';
import type { Migration } from '../../core/vault/migrations';

/** Reads a key of an older program; null where there is none. */
export type ReadRaw = (key: string) => Promise<string | null>;

/** An older record turned into ours, and the key to remove once ours is safe; null when another record owns it. */
export type Found = { readonly text: string; readonly key: string | null };

/** The first older record that can become this one. */
export function findLegacy(
  readRaw: ReadRaw,
  prefixes: readonly string[],
  name: string
): Promise<Found | null> {
  return pathsFor(prefixes, name).reduce<Promise<Found | null>>(
    (search, path) => search.then((found) => (found === null ? tryPath(readRaw, path) : found)),
    Promise.resolve(null)
  );
}

/** The keys that would bring this record back if they stayed. */
export function legacyKeysOf(prefixes: readonly string[], name: string): readonly string[] {
  return pathsFor(prefixes, name)
    .filter((path): boolean => path.migration.owns)
    .map((path): string => path.key);
}

const AS_IT_IS: Migration = { suffix: '', owns: true, upgrade: (text): string => text };

type Path = { readonly key: string; readonly migration: Migration };

function pathsFor(prefixes: readonly string[], name: string): readonly Path[] {
  const paths: Path[] = isForeignKey(name) ? [{ key: name, migration: AS_IT_IS }] : [];
  prefixes.forEach((prefix): void => {
    migrationsFor(name).forEach((migration): void => {
      paths.push({ key: prefix + migration.suffix, migration });
    });
  });
  return paths;
}

function tryPath(readRaw: ReadRaw, path: Path): Promise<Found | null> {
  return readRaw(path.key).then((text): Found | null => {
    const upgraded = text === null ? null : path.migration.upgrade(text);
    return upgraded === null ? null : { text: upgraded, key: path.migration.owns ? path.key : null };
  });
}
