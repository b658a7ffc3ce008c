import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of a package. `path` has slashes, whatever the machine. */
export type Entry = { readonly path: string; readonly bytes: Buffer };

/** All files below a folder, in the same order everywhere. Dot-files stay out: Samsung's signer skips them. */
export function filesBelow(folder: string, under = ''): readonly Entry[] {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry): readonly Entry[] => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      return entry.isDirectory()
        ? filesBelow(folder, path)
        : [{ path, bytes: readFileSync(join(folder, path)) }];
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The folders that hold these paths, outermost first. */
export function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((path) => {
    const names = path.split('/').slice(0, -1);
    return names.map((_name, at) => names.slice(0, at + 1).join('/'));
  });
  return [...new Set(folders)].sort();
}
