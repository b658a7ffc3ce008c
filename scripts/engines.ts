/** Fetches the old engines that tests/engines pins into build/engines, once. No test fetches anything by itself. */
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from './options';
import { binOf, ROOT, run } from './processes';

const V8 = join(ROOT, 'tests/engines/v8');
const INTO = join(ROOT, 'build/engines/v8');
const CI = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];

function isCurrent(): boolean {
  const lock = 'package-lock.json';
  const installed = join(INTO, 'node_modules/.package-lock.json');
  return (
    existsSync(installed) && readFileSync(join(INTO, lock), 'utf8') === readFileSync(join(V8, lock), 'utf8')
  );
}

async function fetchV8(): Promise<number> {
  if (isCurrent()) {
    process.stdout.write(`the V8s are in ${INTO} already\n`);
    return 0;
  }
  mkdirSync(INTO, { recursive: true });
  ['package.json', 'package-lock.json', '.npmrc'].forEach((file) => cpSync(join(V8, file), join(INTO, file)));
  return (await run('npm', CI, { cwd: INTO })).status;
}

function chromiumBy(every: boolean): () => Promise<number> {
  const args = [join(ROOT, 'tests/engines/chromium/fetch.ts'), ...(every ? ['--all'] : [])];
  return async () => (await run(binOf('tsx'), args)).status;
}

async function main(): Promise<void> {
  const { v8, chromium, all } = readOptions(process.argv.slice(2), {
    v8: { kind: 'flag', about: 'only the V8s of Chrome 38, 46 and 51 (24 MB)' },
    chromium: { kind: 'flag', about: 'only the old Chromiums' },
    all: { kind: 'flag', about: 'also the Chromiums between those that every push is tried on' }
  });
  const wanted = [...(chromium && !v8 ? [] : [fetchV8]), ...(v8 && !chromium ? [] : [chromiumBy(all)])];
  for (const fetch of wanted) {
    process.exitCode = (await fetch()) || process.exitCode;
  }
}

void main();
