/** Packs the core as a library: build/couchkey-core, and its tarball in build/packages. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { buildPackage, PACKAGE_FOLDER as FOLDER } from './core-bundle';
import { coreTypes } from './core-types';
import { readOptions } from './options';
import { binOf, ROOT, run } from './processes';

const BUNDLED = ['eventemitter3', 'idb-keyval', '@swc/helpers'];
const NAME = basename(FOLDER);

function manifest(): string {
  const { version, license, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const side = (ending: string): object => ({
    types: `./${NAME}.d.${ending}ts`,
    default: `./${NAME}.${ending}js`
  });
  const description =
    'Plex sign-in and the way to a media server, for pages on televisions and elsewhere. No dependencies.';
  const entry = {
    exports: { '.': { import: side('m'), require: side('c') }, './package.json': './package.json' }
  };
  const older = { main: `./${NAME}.cjs`, module: `./${NAME}.mjs`, types: `./${NAME}.d.cts` };
  const all = {
    name: NAME,
    version,
    description,
    license,
    type: 'commonjs',
    engines,
    sideEffects: false,
    ...older,
    ...entry
  };
  return `${JSON.stringify({ ...all, unpkg: `./${NAME}.global.js` }, null, 2)}\n`;
}

function licenceOf(name: string): string {
  const folder = join(ROOT, 'node_modules', name);
  const file = ['LICENSE', 'LICENCE'].map((each) => join(folder, each)).find(isThere);
  return `${name}\n\n${readFileSync(file ?? join(folder, 'package.json'), 'utf8').trim()}\n`;
}

function isThere(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

function write(): void {
  const types = coreTypes();
  ['m', 'c'].forEach((ending) => writeFileSync(join(FOLDER, `${NAME}.d.${ending}ts`), types));
  writeFileSync(join(FOLDER, 'package.json'), manifest());
  copyFileSync(join(ROOT, 'LICENSE'), join(FOLDER, 'LICENSE'));
  copyFileSync(join(ROOT, 'docs/api/package-readme.md'), join(FOLDER, 'README.md'));
  const notice = readFileSync(join(ROOT, 'NOTICE'), 'utf8').split('\nWhat ships')[0] ?? '';
  writeFileSync(join(FOLDER, 'NOTICE'), [notice, ...BUNDLED.map(licenceOf)].join('\n----\n\n'));
}

async function pack(out: string): Promise<number> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await buildPackage();
  write();
  const { status, output } = await run('npm', ['pack', '--json', '--pack-destination', out], {
    cwd: FOLDER,
    quiet: true
  });
  process.stdout.write(status === 0 ? `packed ${join(out, tarballIn(output))}\n` : output);
  const es5 = await run(binOf('es-check'), ['es5', join(FOLDER, `${NAME}.global.js`)], { quiet: true });
  return Math.max(status, es5.status);
}

function tarballIn(output: string): string {
  return (JSON.parse(output.slice(output.indexOf('['))) as { filename: string }[])[0]?.filename ?? '';
}

const { out } = readOptions(process.argv.slice(2), {
  out: { kind: 'text', fallback: join('build', 'packages'), about: 'folder for the tarball' }
});
void pack(resolve(ROOT, out)).then((status) => process.exit(status));
