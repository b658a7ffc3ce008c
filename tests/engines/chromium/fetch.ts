/** Fetches the old Chromiums that the package.json beside this file pins, with `--all` those of chromium-more as well. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { libraryOf } from '../../support/system';
import { ENGINES_FOLDER } from './engines';

const CI = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];

function opened(path: string): Buffer {
  return brotliDecompressSync(readFileSync(path));
}

function untar(archive: string, into: string): void {
  mkdirSync(into, { recursive: true });
  execFileSync('tar', ['xf', '-', '-C', into, '--no-same-owner'], { input: opened(archive) });
}

/** Before 70 it is Mesa's, from the system; up to 99 in a folder of its own; later beside the program. */
function unpackGl(from: string, folder: string, major: number): void {
  const archive = join(from, 'swiftshader.tar.br');
  const loose = join(from, 'swiftshader');
  if (major < 70) {
    symlinkSync(libraryOf('libosmesa6'), join(folder, 'libosmesa.so'));
  } else if (existsSync(archive)) {
    untar(archive, major < 100 ? join(folder, 'swiftshader') : folder);
  } else if (existsSync(loose)) {
    mkdirSync(join(folder, 'swiftshader'));
    readdirSync(loose).forEach((file) =>
      writeFileSync(join(folder, 'swiftshader', file.replace(/\.br$/, '')), opened(join(loose, file)))
    );
  }
}

function unpack(from: string, name: string): void {
  const folder = join(ENGINES_FOLDER, name);
  const program = readdirSync(from).find((file) => /^chromium.*\.br$/.test(file));
  if (program === undefined) {
    throw new Error(`${name} brings no program`);
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  unpackGl(from, folder, Number(name.replace('chromium-', '')));
  writeFileSync(join(folder, 'chrome'), opened(join(from, program)), { mode: 0o755 });
  process.stdout.write(`${name} is in ${folder}\n`);
}

function fetchAll(list: string): void {
  const source = join(__dirname, '..', list);
  const packages = join(ENGINES_FOLDER, 'npm', list);
  const lock = join(packages, 'package-lock.json');
  const isCurrent =
    existsSync(join(packages, 'node_modules')) &&
    readFileSync(lock, 'utf8') === readFileSync(join(source, 'package-lock.json'), 'utf8');
  if (!isCurrent) {
    mkdirSync(packages, { recursive: true });
    ['package.json', 'package-lock.json', '.npmrc'].forEach((file) =>
      cpSync(join(source, file), join(packages, file))
    );
    execFileSync('npm', CI, { cwd: packages, stdio: 'inherit' });
  }
  const { dependencies } = JSON.parse(readFileSync(join(packages, 'package.json'), 'utf8')) as {
    dependencies: { [name: string]: string };
  };
  Object.keys(dependencies)
    .filter((name) => name.startsWith('chromium-'))
    .filter((name) => !isCurrent || !existsSync(join(ENGINES_FOLDER, name, 'chrome')))
    .forEach((name) => unpack(join(packages, 'node_modules', name, 'bin'), name));
}

fetchAll('chromium');
fetchAll('downgrade');
if (process.argv.includes('--all')) {
  fetchAll('chromium-more');
}
