/** The licences of what ships: a table, and a refusal of any that is unknown or asks our users for more than a notice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from './options';
import { ROOT } from './processes';

type Locked = { readonly version?: string; readonly license?: string; readonly dev?: boolean };

const FINE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense'
]);

/** What a package does not say in a field, read in its own files by a person. */
const READ_BY_HAND: { readonly [name: string]: string } = { apache: 'Apache-2.0' };

/** Every production package of a lock file, by the licence that it names; "unknown" where it names none. */
export function licencesIn(lock: {
  readonly packages: { readonly [path: string]: Locked };
}): Map<string, string[]> {
  const found = new Map<string, string[]>();
  Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .forEach(([path, { license = licenceBeside(path) }]) => {
      const licence = READ_BY_HAND[license] ?? license;
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      found.set(licence, [...(found.get(licence) ?? []), name]);
    });
  return found;
}

/** Older manifests have a list where newer ones have a name. */
function licenceBeside(path: string): string {
  try {
    const { licenses } = JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8'));
    return licenses?.[0]?.type ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Whether nobody has to ask a lawyer: one licence of a choice is enough. */
export function isFine(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((each) => FINE.has(each));
}

function main(): void {
  readOptions(process.argv.slice(2), {});
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  [...licencesIn(lock)].sort().forEach(([licence, names]) => {
    const verdict = isFine(licence) ? '' : `  REFUSED: ${names.join(', ')}`;
    process.stdout.write(`${licence.padEnd(16)}${String(names.length).padStart(4)}${verdict}\n`);
    process.exitCode = verdict === '' ? process.exitCode : 1;
  });
}

if (require.main === module) {
  main();
}
