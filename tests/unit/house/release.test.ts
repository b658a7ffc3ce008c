import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, ROOT } from '../../../scripts/processes';
import {
  changelogFault,
  changelogWith,
  changesOf,
  nextVersion,
  stepFor
} from '../../../scripts/release/changes';

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

describe('a version', () => {
  it('is entered once, and below what is not released yet', () => {
    expect(changelogFault('# Changelog\n\n## Unreleased\n\n## 0.2.10 - then\n', '0.2.1')).toBeNull();
    expect(changelogFault('# Changelog\n\n## Unreleased\n\n## 0.2.1 - then\n', '0.2.1')).toMatch(/already/);
    expect(changelogFault('# Changelog\n', '0.2.1')).toMatch(/has no "## Unreleased"/);
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

  const traces = (): readonly string[] =>
    [['rev-parse', 'HEAD'], ['tag'], ['status', '--porcelain']].map((args) => at('git', ...args).stdout);

  it.each([
    ['a tag that is there', ['tag', 'v0.9.0'], ['tag', '-d', 'v0.9.0'], /tag v0\.9\.0 already/],
    ['a version of other parts', [], [], /is "0\.8\.x", not three numbers/],
    ['a changelog without a place for it', [], [], /has no "## Unreleased"/]
  ])('refuses %s before it writes anything', (what, before, after, words) => {
    const spoilt = what.includes('version') ? '0.8.x' : '0.8.0';
    at('npm', 'version', '0.8.0', '--no-git-tag-version');
    const path = join(clone, 'package.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"0.8.0"', `"${spoilt}"`));
    if (what.includes('changelog')) writeFileSync(join(clone, 'CHANGELOG.md'), '# Changelog\n');
    at('git', 'commit', '--quiet', '-am', 'chore: spoil');
    at('git', ...before);
    const found = traces();
    const { status, stderr } = release('--do', '--bare', '--as', 'minor');
    expect([status, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(traces()).toEqual(found);
    at('git', ...after);
    at('git', 'reset', '--quiet', '--hard', 'HEAD~1');
  });

  it('puts everything back when a step fails', () => {
    const found = traces();
    const unsigned = release('--do', '--author', 'nowhere.p12');
    expect([unsigned.status, unsigned.stderr]).toEqual([2, expect.stringContaining('nothing is released')]);
    expect(traces()).toEqual(found);
    const hook = join(clone, '.git/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(release('--do', '--bare').status).toBe(2);
    rmSync(hook);
    expect(traces()).toEqual(found);
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
