import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

type Manifest = {
  readonly scripts: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
};

const manifest = JSON.parse(read('package.json')) as Manifest;
type Locked = {
  readonly version?: string;
  readonly optionalDependencies?: { readonly [name: string]: string };
};

const lock = (JSON.parse(read('package-lock.json')) as { packages: { readonly [path: string]: Locked } })
  .packages;
const locked = Object.keys(lock);

/** Optional packages by the path the lock would have them at: beside or above whoever asks for them. */
function isLocked(owner: string, name: string): boolean {
  const folders = owner
    .split('/node_modules/')
    .map((_part, n, all) => all.slice(0, n + 1).join('/node_modules/'));
  return ['', ...folders].some(
    (folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}` in lock
  );
}

describe('what is installed', () => {
  it('has a TypeScript with a JS API: version 7 has none, and lng dies of it', () => {
    expect(Number(manifest.devDependencies['typescript']?.split('.')[0])).toBeLessThan(7);
    expect(ts.ScriptTarget.ES2015).toBeDefined();
  });

  it('has no wits, which is another package that clones a repository when it is installed', () => {
    expect(locked.filter((path) => /node_modules\/wits$/.test(path))).toEqual([]);
  });

  it("has none of Samsung's signing tools, which fetch certificates from the internet", () => {
    expect(locked.filter((path) => /node_modules\/@tizentv\//.test(path))).toEqual([]);
  });

  it('is locked for every platform, also those whose packages were not at hand: npm ci refuses the lock otherwise', () => {
    const missing = Object.entries(lock).flatMap(([owner, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(owner, name))
    );
    expect(missing).toEqual([]);
  });

  it('runs no install scripts', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });

  it('never lets lng update itself or write outside build', () => {
    const env = read('.env');
    expect(env).toMatch(/^LNG_AUTO_UPDATE=false$/m);
    expect(env).toMatch(/^LNG_BUILD_FOLDER=build\/lng$/m);
    expect(env).toMatch(/^LNG_DIST_FOLDER=build\/lng-dist$/m);
  });

  it('never trusts ares-package --check, which accepts a junk type and a missing icon', () => {
    const commands = readdirSync(join(ROOT, 'scripts'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`scripts/${name}`));
    const all = [...commands, ...Object.values(manifest.scripts), read('.ci/run')].join('\n');
    expect(all).not.toMatch(/ares-package.*--check/);
  });
});
