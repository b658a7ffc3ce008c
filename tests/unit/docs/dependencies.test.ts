import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
};

const ROOT = join(__dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const installed = { ...manifest.dependencies, ...manifest.devDependencies };
const listed = readFileSync(join(ROOT, 'docs', 'dependencies.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| package') && !line.startsWith('| ---'))
  .flatMap((line) => (line.split('|')[1] ?? '').split(',').map((name) => name.trim()));

describe('docs/dependencies.md', () => {
  it('gives a reason for each package that is installed', () => {
    expect(Object.keys(installed).filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('lists nothing that is no longer installed', () => {
    expect(listed.filter((name) => installed[name] === undefined)).toEqual([]);
  });

  it('sees every version pinned exactly', () => {
    expect(Object.entries(installed).filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });
});
