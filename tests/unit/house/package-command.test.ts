// promises: C5
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { built } from '../../support/built';

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, '../../..');
const OUT = join(ROOT, 'build/packages');
const scratch = mkdtempSync(join(tmpdir(), 'couchkey-command-'));

function pack(target: string, folder: string, ...more: readonly string[]): ReturnType<typeof spawnSync> {
  const args = ['scripts/package.ts', '--target', target, '--folder', folder, ...more];
  return spawnSync(join(ROOT, 'node_modules/.bin/tsx'), args, { cwd: ROOT, encoding: 'utf8' });
}

/** Names and times: a package that was written again shows as well. */
function kept(): readonly string[] {
  const names = existsSync(OUT) ? readdirSync(OUT).sort() : [];
  return names.map((name) => `${name} ${statSync(join(OUT, name)).mtimeMs}`);
}

async function copyOf(target: 'webos' | 'tizen', name: string): Promise<string> {
  const copy = join(scratch, name);
  cpSync(await built(target, './tests/fixtures/nothing.ts'), copy, { recursive: true });
  return copy;
}

function replaceIn(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

type Fault = readonly [
  what: string,
  target: 'webos' | 'tizen',
  spoil: (folder: string) => readonly string[],
  says: RegExp
];

const FAULTS: readonly Fault[] = [
  [
    'a certificate that is none',
    'tizen',
    (folder) => {
      const torn = join(scratch, 'torn.p12');
      writeFileSync(torn, `no certificate of ${folder}`);
      return ['--author', torn];
    },
    /no \.p12, or the password/
  ],
  ['a certificate that is not there', 'tizen', () => ['--author', 'gone.p12'], /there is no certificate/],
  ['no icon', 'tizen', (folder) => (rmSync(join(folder, 'icon-117.png')), []), /icon-117\.png" is missing/],
  [
    'another id',
    'webos',
    (folder) => (replaceIn(join(folder, 'appinfo.json'), 'tv.couchkey.app', 'com.lge.app'), []),
    /the id "com\.lge\.app"/
  ],
  [
    'more than the budget',
    'webos',
    (folder) => (writeFileSync(join(folder, 'film.bin'), Buffer.alloc(3_000_001)), []),
    /are more than the 3000000 of the budget/
  ],
  ['no app', 'webos', (folder) => (rmSync(join(folder, 'index.html')), []), /there is no app in/]
];

describe('the command that packs', () => {
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it.each(FAULTS)(
    'given %s says so in one line, ends with 2 and writes nothing',
    async (what, target, spoil, says) => {
      const folder = await copyOf(target, what.replace(/ /g, '-'));
      const more = spoil(folder);
      const before = kept();
      const { status, stderr } = pack(target, folder, ...more);
      expect(String(stderr)).toMatch(/^couchkey: [^\n]*\n$/);
      expect(String(stderr)).toMatch(says);
      expect([status, kept()]).toEqual([2, before]);
    }
  );
});
