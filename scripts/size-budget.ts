import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './processes';
import { sizeFaults, type Sizes } from './size-rules';

const BUDGET = join(ROOT, 'size-budget.json');

export function gzipSize(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

/** Holds what was built against its part of size-budget.json, or writes that part anew. Resolves with the exit status. */
export function compareWithBudget(actual: Sizes, isOurs: (path: string) => boolean, write: boolean): number {
  const all = JSON.parse(readFileSync(BUDGET, 'utf8')) as Sizes;
  const part = (ours: boolean): Sizes =>
    Object.fromEntries(Object.entries(all).filter(([path]) => isOurs(path) === ours));
  Object.entries(actual).forEach(([path, bytes]) =>
    process.stdout.write(`${path.padEnd(40)}${bytes} bytes gzip\n`)
  );
  if (write) {
    writeFileSync(BUDGET, `${JSON.stringify({ ...part(false), ...actual }, null, 2)}\n`);
    return 0;
  }
  const faults = sizeFaults(part(true), actual);
  faults.forEach((fault) => process.stderr.write(`${fault}\n`));
  return faults.length === 0 ? 0 : 1;
}
