/** Compares what was built with size-budget.json. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readOptions, refuse } from './options';
import { ROOT } from './processes';
import { sizeFaults, type Sizes } from './size-rules';

const TARGETS = ['browser', 'tizen', 'webos'];
const BUDGET = join(ROOT, 'size-budget.json');

function gzipSize(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

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

function compare(actual: Sizes): number {
  const faults = sizeFaults(JSON.parse(readFileSync(BUDGET, 'utf8')) as Sizes, actual);
  faults.forEach((fault) => process.stderr.write(`${fault}\n`));
  return faults.length === 0 ? 0 : 1;
}

const { write } = readOptions(process.argv.slice(2), {
  write: { kind: 'flag', about: 'agree to what was built: write the numbers down' }
});
const actual = measure();
Object.entries(actual).forEach(([path, bytes]) =>
  process.stdout.write(`${path.padEnd(24)}${bytes} bytes gzip\n`)
);
if (write) {
  writeFileSync(BUDGET, `${JSON.stringify(actual, null, 2)}\n`);
}
process.exit(compare(actual));
