/** Compares what was built with size-budget.json. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, refuse } from './options';
import { ROOT } from './processes';
import { compareWithBudget, gzipSize } from './size-budget';
import type { Sizes } from './size-rules';

const TARGETS = ['browser', 'tizen', 'webos'];

function folderSize(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .reduce((sum, path) => sum + gzipSize(path), 0);
}

function measure(): Sizes {
  const entries = TARGETS.flatMap((target): [string, number][] => {
    const folder = join(ROOT, 'build', target);
    if (!existsSync(join(folder, 'couchkey.js'))) {
      return refuse(`there is no build/${target}: run npm run build first`);
    }
    return [
      [`${target}/couchkey.js`, gzipSize(join(folder, 'couchkey.js'))],
      [`${target}/`, folderSize(folder)]
    ];
  });
  return Object.fromEntries(entries);
}

const { write } = readOptions(process.argv.slice(2), {
  write: { kind: 'flag', about: 'agree to what was built: write the numbers down' }
});
const isOurs = (path: string): boolean => TARGETS.some((target) => path.startsWith(`${target}/`));
process.exit(compareWithBudget(measure(), isOurs, write));
