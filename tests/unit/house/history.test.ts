import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const CONVENTIONAL =
  /^(feat|fix|docs|test|bench|build|ci|perf|refactor|style|chore|revert)(\([\w/-]+\))?!?: \S.*$/;

function subjects(): string[] {
  const root = resolve(__dirname, '../../..');
  const log = spawnSync('git', ['log', '-50', '--no-merges', '--format=%s'], { cwd: root, encoding: 'utf8' });
  return log.status === 0 ? log.stdout.trim().split('\n') : [];
}

const found = subjects();
const whenThereIsHistory = found.length > 0 ? it : it.skip;

describe('the history', () => {
  whenThereIsHistory('is written in Conventional Commits', () => {
    expect(found.filter((subject) => !CONVENTIONAL.test(subject))).toEqual([]);
  });
});
