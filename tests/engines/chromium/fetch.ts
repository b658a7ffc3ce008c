/** Fetches the old Chromiums that package.json beside this file pins, and unpacks them into build/engines. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { ENGINES_FOLDER } from './engines';

const packages = join(ENGINES_FOLDER, 'npm');
const CI = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];

function opened(path: string): Buffer {
  return brotliDecompressSync(readFileSync(path));
}

/** The software GL of these builds is looked for in a folder of its own beside the program. */
function unpackGl(archive: string, folder: string): void {
  const into = join(folder, 'swiftshader');
  mkdirSync(into, { recursive: true });
  execFileSync('tar', ['xf', '-', '-C', into, '--no-same-owner'], { input: opened(archive) });
}

function unpack(name: string): void {
  const from = join(packages, 'node_modules', name, 'bin');
  const folder = join(ENGINES_FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  readdirSync(from).forEach((file) => {
    if (file === 'chromium.br') {
      writeFileSync(join(folder, 'chrome'), opened(join(from, file)), { mode: 0o755 });
    }
    if (file === 'swiftshader.tar.br') {
      unpackGl(join(from, file), folder);
    }
  });
  process.stdout.write(`${name} is in ${folder}\n`);
}

mkdirSync(packages, { recursive: true });
['package.json', 'package-lock.json', '.npmrc'].forEach((file) =>
  cpSync(join(__dirname, file), join(packages, file))
);
execFileSync('npm', CI, { cwd: packages, stdio: 'inherit' });
const { dependencies } = JSON.parse(readFileSync(join(packages, 'package.json'), 'utf8')) as {
  dependencies: { [name: string]: string };
};
Object.keys(dependencies).forEach(unpack);
