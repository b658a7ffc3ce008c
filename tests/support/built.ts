import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../..');
const KEPT = join(ROOT, 'build/test');
/** Any moment, always the same: a commit between two builds must not make them differ. */
const BUILT_AT = '1760000000';

const INPUTS = [
  'src',
  'static',
  'tizen',
  'webos',
  'webpack',
  'webpack.config.js',
  'settings.json',
  'package-lock.json',
  'tests/fixtures',
  'tests/device',
  'tests/screens/gallery-page.ts',
  'tests/journey/tv-asked.ts',
  'tests/journey/tv-entry.ts',
  'tests/bench/ui/app-page.ts',
  'tests/soak/app/app-page.ts',
  'tests/soak/app/hasty-clock.ts',
  'tests/screens/states.ts',
  'tests/screens/sign-in-states.ts',
  'tests/screens/signed-in-states.ts',
  'tests/screens/pseudo.ts',
  'tests/support/built.ts'
];

export type Target = 'browser' | 'tizen' | 'webos';

function filesIn(path: string): string[] {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(join(path, name)))
    : [path];
}

function hashOfInputs(): string {
  const hash = createHash('sha256');
  INPUTS.flatMap((path) => filesIn(join(ROOT, path))).forEach((path) =>
    hash.update(path).update(readFileSync(path))
  );
  return hash.digest('hex').slice(0, 16);
}

/** Builds into a folder of one's own. */
export async function build(target: Target, entry: string, out: string): Promise<void> {
  const env = ['--env', `target=${target}`, '--env', `entry=${entry}`, '--env', `out=${out}`];
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/webpack'), env, {
    cwd: ROOT,
    env: { ...process.env, SOURCE_DATE_EPOCH: BUILT_AT }
  });
}

/** Two workers may build the same at once; whoever is first keeps his, and the other's is thrown away. */
function keep(made: string, kept: string): void {
  try {
    renameSync(made, kept);
  } catch {
    rmSync(made, { recursive: true, force: true });
  }
}

/** A folder with the present sources built through our own webpack.config.js; built once and kept while nothing changes. */
export async function built(target: Target, entry = './src/main-tv.ts'): Promise<string> {
  const name = `${target}-${entry.replace(/\W+/g, '-')}-${hashOfInputs()}`;
  const kept = join(KEPT, name);
  if (!existsSync(kept)) {
    mkdirSync(KEPT, { recursive: true });
    const made = join(KEPT, `making-${name}-${process.pid}`);
    await build(target, entry, made);
    keep(made, kept);
  }
  return kept;
}
