import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSystem } from '../../support/system';

const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;

/** A stand-in for apt-get: it writes down what it is asked, and knows packages only after an update. */
function fakeApt(folder: string, brings: string | null): void {
  const make = brings === null ? 'exit 100' : `: > ${folder}/${brings}; /bin/chmod +x ${folder}/${brings}`;
  const lines = [
    '#!/bin/sh',
    `echo "$*" >> ${folder}/log`,
    `case "$*" in *update*) : > ${folder}/lists; exit 0 ;; esac`,
    `[ -e ${folder}/lists ] || exit 100`,
    make
  ];
  writeFileSync(join(folder, 'apt-get'), lines.join('\n'), { mode: 0o755 });
}

describe('a program that the tests need from the system', () => {
  const path = process.env['PATH'];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couchkey-system-'));
    process.env['PATH'] = folder;
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    process.env['PATH'] = path;
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('is taken as it is when it is there', () => {
    writeFileSync(join(folder, 'chromium'), '', { mode: 0o755 });
    expect(ensureSystem('chromium')).toBe(join(folder, 'chromium'));
  });

  (canInstall ? it : it.skip)(
    'is installed by root on Debian, after one update where the lists are old',
    () => {
      fakeApt(folder, 'zbarimg');
      expect(ensureSystem('zbarimg')).toBe(join(folder, 'zbarimg'));
      const asked = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
      expect(asked.map((line) => /\b(update|install)\b/.exec(line)?.[0])).toEqual([
        'install',
        'update',
        'install'
      ]);
    }
  );

  it('is otherwise named in one clear line', () => {
    fakeApt(folder, null);
    expect(() => ensureSystem('zbarimg')).toThrow(
      /^the tests need zbarimg: install it \(Debian: .*zbar-tools\)[^\n]*$/
    );
  });
});
