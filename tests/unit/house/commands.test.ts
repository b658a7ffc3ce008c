import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: { readonly [name: string]: string };
};

const PROMISED = [
  'start',
  'demo',
  'simulator',
  'build',
  'package',
  'test',
  'lint',
  'typecheck',
  'size',
  'lng:build',
  'check'
];

describe('the commands of the house', () => {
  it('are there by the names that were promised', () => {
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(PROMISED));
  });

  it.each(PROMISED)('%s refuses what it does not know with one clear line and status 2', (name) => {
    const [runner, file] = (scripts[name] as string).split(' ') as [string, string];
    expect(runner).toBe('tsx');
    expect(existsSync(join(ROOT, file))).toBe(true);
    const run = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), [file, '--no-such-thing=1'], {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 20000
    });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^couchkey: .*no-such-thing.*\n$/);
  });
});
