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
const locked = Object.keys((JSON.parse(read('package-lock.json')) as { packages: object }).packages);

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
    const commands = readdirSync(join(ROOT, 'scripts')).map((name) => read(`scripts/${name}`));
    const all = [...commands, ...Object.values(manifest.scripts), read('.ci/run')].join('\n');
    expect(all).not.toMatch(/ares-package.*--check/);
  });
});
