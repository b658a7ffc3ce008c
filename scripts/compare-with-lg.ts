/** Packs build/webos with LG's own packer as well, and compares the two .ipk file by file. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './options';
import { filesBelow } from './packages/tree';
import { ROOT, run } from './processes';

const INTO = join(ROOT, 'build/engines/lg');
const PACKER = join(INTO, 'node_modules/@webos-tools/cli/bin/ares-package.js');
const OURS = join(ROOT, 'build/packages');

readOptions(process.argv.slice(2), {});

async function fetchPacker(): Promise<void> {
  if (!existsSync(PACKER)) {
    mkdirSync(INTO, { recursive: true });
    cpSync(join(ROOT, 'tests/engines/lg/package.json'), join(INTO, 'package.json'));
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: INTO });
  }
}

const ipkIn = (folder: string): string =>
  join(folder, readdirSync(folder).find((name) => name.endsWith('.ipk')) ?? 'none.ipk');

function unpacked(ipk: string, at: string): string {
  execFileSync('dpkg-deb', ['-x', ipk, at]);
  return at;
}

async function compare(): Promise<number> {
  await fetchPacker();
  if ((await run('npm', ['run', '--silent', 'package', '--', '--target', 'webos'])).status !== 0) {
    return 1;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'couchkey-lg-'));
  await run(process.execPath, [PACKER, '-n', '-o', join(scratch, 'out'), join(ROOT, 'build/webos')]);
  const theirs = filesBelow(unpacked(ipkIn(join(scratch, 'out')), join(scratch, 'theirs')));
  const ours = filesBelow(unpacked(ipkIn(OURS), join(scratch, 'ours')));
  const names = [...new Set([...theirs, ...ours].map(({ path }) => path))];
  const bytesOf = (all: typeof ours, path: string): string =>
    all
      .find((entry) => entry.path === path)
      ?.bytes.toString('latin1')
      .trimEnd() ?? 'missing';
  const differing = names.filter((path) => bytesOf(ours, path) !== bytesOf(theirs, path));
  differing.forEach((path) => process.stderr.write(`differs: ${path}\n`));
  process.stdout.write(`${names.length} files, ${differing.length} differ from what LG's packer makes\n`);
  return differing.length === 0 ? (await run(process.execPath, [PACKER, '-I', ipkIn(OURS)])).status : 1;
}

void compare().then((status) => process.exit(status));
