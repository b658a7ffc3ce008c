import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

jest.setTimeout(60000);

const ROOT = resolve(__dirname, '../../..');

type Ended = { readonly status: number | null; readonly lastLine: string | undefined };

/** Runs our test command in a house of its own that holds one test file. */
function testCommand(code: string, ...more: string[]): Ended {
  const rootDir = mkdtempSync(join(tmpdir(), 'couchkey-command-'));
  writeFileSync(join(rootDir, 'one.test.js'), code);
  const config = JSON.stringify({ rootDir, transform: {} });
  const args = ['scripts/test.ts', '--config', config, '--testPathPattern=one', ...more];
  const run = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), args, { cwd: ROOT, encoding: 'utf8' });
  rmSync(rootDir, { recursive: true });
  return { status: run.status, lastLine: run.stdout.trimEnd().split('\n').pop() };
}

describe('npm test', () => {
  it('ends with a plain count', () => {
    expect(testCommand("it('a', () => {}); it('b', () => {});")).toEqual({
      status: 0,
      lastLine: '2 passed, 0 failed'
    });
  });

  it('counts what failed, and says so with its status', () => {
    expect(testCommand("it('a', () => {}); it('b', () => { throw 1; });")).toEqual({
      status: 1,
      lastLine: '1 passed, 1 failed'
    });
  });

  it('counts a file that cannot even be read as a failure', () => {
    expect(testCommand('it(')).toEqual({ status: 1, lastLine: '0 passed, 1 failed' });
  });

  it('is not content when the pattern finds nothing', () => {
    const { status, lastLine } = testCommand('', '--testPathIgnorePatterns=one');
    expect([status, lastLine]).toEqual([1, '0 passed, 1 failed']);
  });
});
