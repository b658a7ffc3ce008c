import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, ROOT } from '../../../scripts/processes';
import { changelogWith, changesOf, nextVersion, stepFor } from '../../../scripts/release/changes';

jest.setTimeout(120_000);

const commit = (subject: string, body = '') => ({ subject, body });

describe('the next version', () => {
  it.each([
    [['docs: a word'], null],
    [['docs: a word', 'fix: a fault'], 'patch'],
    [['fix: a fault', 'feat(app): a screen'], 'minor'],
    [['feat(core)!: another record', 'fix: a fault'], 'major']
  ])('follows from the commits (%s)', (subjects, step) => {
    expect(stepFor(subjects.map((subject) => commit(subject)))).toBe(step);
  });

  it('takes what a commit says it breaks from its body too', () => {
    expect(stepFor([commit('fix: a fault', 'BREAKING CHANGE: other names')])).toBe('major');
  });

  it.each([
    ['0.1.0', 'major', '0.2.0'],
    ['0.1.0', 'patch', '0.1.1'],
    ['1.4.2', 'minor', '1.5.0'],
    ['1.4.2', 'major', '2.0.0']
  ] as const)('after %s, as %s, is %s', (from, step, to) => {
    expect(nextVersion(from, step)).toBe(to);
  });
});

describe('the changelog', () => {
  const commits = [commit('fix(vault): newer'), commit('chore: dust'), commit('feat!: older')];

  it('tells what users notice, the oldest first, and what breaks', () => {
    expect(changesOf(commits)).toBe('### New\n\n- **breaks** older\n\n### Mended\n\n- vault: newer\n');
  });

  it('puts what was written by hand ahead of it, and what is older behind', () => {
    const before = '# Changelog\n\n## Unreleased\n\n- by hand\n\n## 0.1.0 - then\n\n- old\n';
    expect(changelogWith(before, '0.2.0', 'now', '### New\n\n- it\n')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 - now\n\n- by hand\n\n### New\n\n- it\n\n## 0.1.0 - then\n\n- old\n'
    );
  });
});

const whereThereIsHistory = existsSync(join(ROOT, '.git')) ? describe : describe.skip;

whereThereIsHistory('npm run release, in a clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-release-'));
  const clone = join(folder, 'clone');
  const at = (program: string, ...args: readonly string[]) =>
    spawnSync(program, [...args], { cwd: clone, encoding: 'utf8' });
  const release = (...args: readonly string[]) => at(binOf('tsx'), 'scripts/release.ts', ...args);
  const version = (): string =>
    JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')).version as string;

  beforeAll(() => {
    spawnSync('git', ['clone', '--quiet', ROOT, clone]);
    symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
    at('git', 'config', 'user.name', 'somebody');
    at('git', 'config', 'user.email', 'somebody@example.test');
    writeFileSync(join(clone, '.git/info/exclude'), 'node_modules\n');
    at('git', 'commit', '--quiet', '--allow-empty', '-m', 'feat(app): one thing more');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says what it would do, and does nothing', () => {
    const [before, head] = [version(), at('git', 'rev-parse', 'HEAD').stdout];
    const { status, stdout } = release();
    expect([status, stdout]).toEqual([0, expect.stringContaining('- app: one thing more')]);
    expect([version(), at('git', 'rev-parse', 'HEAD').stdout]).toEqual([before, head]);
    expect(at('git', 'status', '--porcelain').stdout).toBe('');
  });

  it('refuses a tree that is not clean', () => {
    writeFileSync(join(clone, 'litter'), '');
    const { status, stderr } = release('--do', '--bare');
    rmSync(join(clone, 'litter'));
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^couchkey: the tree is not clean.*\n$/)]);
  });

  it('writes version and changelog, commits and tags when told to', () => {
    const next = nextVersion(version(), 'minor');
    expect(release('--do', '--bare', '--as', 'minor')).toMatchObject({ status: 0 });
    expect(version()).toBe(next);
    expect(JSON.parse(readFileSync(join(clone, 'package-lock.json'), 'utf8')).version).toBe(next);
    expect(readFileSync(join(clone, 'CHANGELOG.md'), 'utf8')).toContain(`## ${next} - `);
    expect(at('git', 'log', '-1', '--format=%s %D').stdout).toMatch(`chore(release): ${next} HEAD -> `);
    expect(at('git', 'tag').stdout).toContain(`v${next}`);
    expect(at('git', 'status', '--porcelain').stdout).toBe('');
  });

  it('finds nothing to release right after that', () => {
    expect(release()).toMatchObject({ status: 2, stderr: expect.stringContaining('nothing since v') });
  });
});
