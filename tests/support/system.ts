import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a test may need from the system: the programs that will do, and the Debian packages that bring one. */
const NEEDS = {
  chromium: { programs: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  zbarimg: { programs: ['zbarimg'], debian: 'zbar-tools' },
  xmlsec1: { programs: ['xmlsec1'], debian: 'xmlsec1' },
  unzip: { programs: ['unzip'], debian: 'unzip' },
  'dpkg-deb': { programs: ['dpkg-deb'], debian: 'dpkg' },
  wrk: { programs: ['wrk'], debian: 'wrk' },
  'redis-server': { programs: ['redis-server'], debian: 'redis-server' },
  cog: {
    programs: ['cog'],
    debian: 'cog libatk-bridge2.0-0 libegl1 libgles2 libgl1-mesa-dri fonts-dejavu-core'
  },
  'xvfb-run': { programs: ['xvfb-run'], debian: 'xvfb xauth' }
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
  const packages = debian.split(' ');
  if (!apt('install', '-y', '--no-install-recommends', ...packages)) {
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...packages);
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

/** Letters beyond Latin come from the set's own fonts. These stand for them in the tests. */
const FONTS = [
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', debian: 'fonts-dejavu-core' },
  { file: '/usr/share/fonts/truetype/noto/NotoSansArabicUI-Regular.ttf', debian: 'fonts-noto-ui-core' },
  { file: '/usr/share/fonts/truetype/vlgothic/VL-Gothic-Regular.ttf', debian: 'fonts-vlgothic' }
];

/** A file that a Debian package brings; installs it when it can, else throws one clear line. */
export function ensureFile(file: string, debian: string): void {
  if (!existsSync(file) && isRootOnDebian()) {
    install(debian);
  }
  if (!existsSync(file)) {
    throw new Error(
      `the tests need ${file}: install it (Debian: apt-get install ${debian}) and run them again`
    );
  }
}

/** The fonts that the screens are measured with. */
export function ensureFonts(): void {
  FONTS.forEach(({ file, debian }) => ensureFile(file, debian));
}

const LIBRARIES = { libosmesa6: 'libOSMesa.so.8' } as const;
const LIBRARY_FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];

/** The path of a shared library that an old engine needs, from the Debian package of that name. */
export function libraryOf(debian: keyof typeof LIBRARIES): string {
  const look = (): string | undefined =>
    LIBRARY_FOLDERS.map((folder) => join(folder, LIBRARIES[debian])).find((path) => existsSync(path));
  if (look() === undefined && isRootOnDebian()) {
    install(debian);
  }
  const path = look();
  if (path === undefined) {
    throw new Error(`an old engine needs ${LIBRARIES[debian]}: install ${debian} and run it again`);
  }
  return path;
}
