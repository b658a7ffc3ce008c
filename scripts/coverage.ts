import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
export const COVERAGE_PAGE = join(ROOT, 'docs', 'coverage.md');

/** `state` and `why` are written only where tests alone cannot say it: partly done, or declined. */
export type Promised = {
  readonly id: string;
  readonly promise: string;
  readonly where: string;
  readonly state?: 'partly' | 'declined';
  readonly why?: string;
};
type Annotations = ReadonlyMap<string, readonly string[]>;

/** The promises as docs/promises.json lists them. */
export function promises(): readonly Promised[] {
  return JSON.parse(readFileSync(join(ROOT, 'docs', 'promises.json'), 'utf8')) as Promised[];
}

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? testFiles(path) : path.endsWith('.test.ts') ? [path] : [];
  });
}

/** Which tests say that they hold which promise: a line `// promises: R1 R5` in the test file. */
export function annotations(): Annotations {
  const found = new Map<string, string[]>();
  for (const path of testFiles(join(ROOT, 'tests'))) {
    for (const line of readFileSync(path, 'utf8').matchAll(/^\/\/ promises: (.+)$/gmu)) {
      for (const id of (line[1] ?? '').trim().split(/[\s,]+/u)) {
        found.set(id, [...(found.get(id) ?? []), relative(ROOT, path)]);
      }
    }
  }
  return found;
}

function stateOf(promised: Promised, tests: readonly string[]): string {
  if (promised.state === 'declined') {
    return 'declined';
  }
  return tests.length === 0 ? 'not yet' : (promised.state ?? 'works');
}

function row(promised: Promised, tests: readonly string[]): string {
  const links = tests.map((path) => `[${path.replace(/^tests\//u, '')}](../${path})`).join('<br>');
  const state = stateOf(promised, tests) + (promised.why === undefined ? '' : `: ${promised.why}`);
  return `| ${promised.id} | ${promised.promise} | ${promised.where} | ${links} | ${state} |`;
}

/** The whole page: promise, where it is kept, the tests that would fail, and the state that follows. */
export function coveragePage(): string {
  const held = annotations();
  const rows = promises().map((promised) => row(promised, [...(held.get(promised.id) ?? [])].sort()));
  return [
    '# Coverage of the promises',
    '',
    '<!-- Made by `npm run docs` from docs/promises.json and the `// promises:` lines of the tests. -->',
    '',
    'A promise without a test that says it holds it is "not yet", whatever anybody wishes.',
    '',
    '| id | promise | where | tests that would fail | state |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ''
  ].join('\n');
}
