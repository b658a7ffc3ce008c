import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a test may need from the system: the programs that will do, and the Debian package that brings one. */
const NEEDS = {
  chromium: { programs: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  zbarimg: { programs: ['zbarimg'], debian: 'zbar-tools' },
  xmlsec1: { programs: ['xmlsec1'], debian: 'xmlsec1' },
  unzip: { programs: ['unzip'], debian: 'unzip' },
  'dpkg-deb': { programs: ['dpkg-deb'], debian: 'dpkg' },
  'redis-server': { programs: ['redis-server'], debian: 'redis-server' }
} as const;

export type Need = keyof typeof NEEDS;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find(programs: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = programs.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  return found ?? null;
}

function isRootOnDebian(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return (
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit']
    }).status === 0
  );
}

function install(debian: string): void {
  process.stderr.write(`couchkey: installing ${debian}, which the tests need\n`);
  if (!apt('install', '-y', '--no-install-recommends', debian)) {
    apt('update');
    apt('install', '-y', '--no-install-recommends', debian);
  }
}

/** The path of a program the tests need; installs it when it can, else throws one clear line. */
export function ensureSystem(need: Need): string {
  const { programs, debian } = NEEDS[need];
  const present = find(programs);
  if (present !== null) {
    return present;
  }
  if (isRootOnDebian()) {
    install(debian);
  }
  const path = find(programs);
  if (path === null) {
    throw new Error(
      `the tests need ${programs[0]}: install it (Debian: apt-get install ${debian}) and run them again`
    );
  }
  return path;
}
