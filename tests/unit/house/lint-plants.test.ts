// promises: R7
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CLEAN, LINT_PLANTS, type Plant } from '../../support/lint-plants';

type Refusal = { readonly rule: string; readonly message: string };
type Answer = {
  readonly rules: readonly string[];
  readonly refused: { readonly [path: string]: readonly Refusal[] };
};

const ROOT = resolve(__dirname, '../../..');
const OURS = [
  'eslint',
  'eslint.config.mjs',
  'tsconfig.base.json',
  'tsconfig.json',
  'src/tsconfig.json',
  'src/core/tsconfig.json',
  'src/modules/tsconfig.json',
  'src/runner/tsconfig.json'
];

function plant(folder: string, { path, code }: Plant): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), code);
}

/** A copy of the house's rules with nothing in it but the plants. */
function makeHouse(plants: readonly Plant[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-plants-'));
  OURS.forEach((path) => cpSync(join(ROOT, path), join(folder, path), { recursive: true }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  plants.forEach((each) => plant(folder, each));
  writeFileSync(join(folder, 'plants.json'), JSON.stringify(plants.map(({ path }) => path)));
  return folder;
}

function lint(plants: readonly Plant[]): Answer {
  const folder = makeHouse(plants);
  try {
    const script = join(ROOT, 'tests/support/lint-folder.mjs');
    return JSON.parse(execFileSync(process.execPath, [script, folder], { encoding: 'utf8' })) as Answer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a planted violation of a lint rule', () => {
  let answer: Answer;

  beforeAll(() => {
    answer = lint([...Object.values(LINT_PLANTS), ...CLEAN]);
  }, 60000);

  it('exists for every rule that is ours', () => {
    expect(Object.keys(LINT_PLANTS).sort()).toEqual([...answer.rules].sort());
  });

  it.each(Object.keys(LINT_PLANTS))('%s is refused with its reason', (rule) => {
    const { path } = LINT_PLANTS[rule] as Plant;
    const found = (answer.refused[path] as readonly Refusal[]).filter(
      (each) => each.rule === `couchkey/${rule}`
    );
    expect(found.length).toBeGreaterThan(0);
    // A reason is a sentence of its own: what is wrong, a colon or a full stop, why or what instead.
    expect((found[0] as Refusal).message).toMatch(/\w{3,}.*[:.;,] .{12,}/);
  });

  it('is not seen where there is none', () => {
    CLEAN.forEach(({ path }) => expect([path, answer.refused[path]]).toEqual([path, []]));
  });
});
