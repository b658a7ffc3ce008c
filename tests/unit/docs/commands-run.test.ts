/** Every command that the docs name is one that somebody runs: this test, another one, a stage of CI, or, with a reason, a person. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, ROOT } from '../../../scripts/processes';
import { NPM_COMMANDS, OTHER_COMMANDS, type Runner } from './doc-commands';

jest.setTimeout(300_000);

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: { readonly [name: string]: string };
};
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'tests/simulator/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
];
/** npm's own words, and what is a command without `run`. */
const SHORT = ['start', 'test', 'ci'];

/** The lines of every block that is for a shell. A line that ends in \ goes on. */
function shellLines(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```(\w*)\n([^]*?)^ *```/gm)];
  return blocks
    .filter(([, language = '']) => language === '' || language === 'sh')
    .flatMap(([, , body = '']) => body.replace(/\\\n/g, ' ').split('\n'))
    .flatMap((line) => line.replace(/\s#.*$/, '').split('&&'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Also `npm run engines`, `test:kills`, where a row names several and says `npm run` once. */
function npmNames(text: string): string[] {
  const said = [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][\w:-]*)/g)];
  return said.flatMap(([whole, name = '']) =>
    whole.startsWith('npm run') || SHORT.includes(name) ? [name] : []
  );
}

const npmOf = (line: string): boolean => /^(\w+=\S+ +)*npm /.test(line);
const named = [...new Set(PAGES.flatMap((page) => npmNames(read(page))))].sort();
const others = [...new Set(PAGES.flatMap((page) => shellLines(read(page))))].filter((line) => !npmOf(line));

function claims(
  all: { readonly [name: string]: Runner },
  kind: 'stage' | 'test'
): [string, string, string][] {
  return Object.entries(all).flatMap(([name, runner]): [string, string, string][] =>
    runner.kind === kind ? [[name, runner.file, runner.says]] : []
  );
}

describe('the commands in the docs', () => {
  it('are commands of this house', () => {
    expect(named.filter((name) => scripts[name] === undefined && name !== 'ci')).toEqual([]);
  });

  it('have each somebody who runs them', () => {
    expect(named.filter((name) => NPM_COMMANDS[name] === undefined)).toEqual([]);
    const begins = Object.keys(OTHER_COMMANDS);
    expect(others.filter((line) => !begins.some((begin) => line.startsWith(begin)))).toEqual([]);
  });

  it('are all that the list knows, and every script of package.json is in the docs', () => {
    expect(Object.keys(NPM_COMMANDS).filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual(
      []
    );
    const readme = read('README.md') + read('CONTRIBUTING.md');
    expect(Object.keys(scripts).filter((name) => !readme.includes(name))).toEqual([]);
  });

  it.each([
    ...claims(NPM_COMMANDS, 'stage'),
    ...claims(NPM_COMMANDS, 'test'),
    ...claims(OTHER_COMMANDS, 'test')
  ])('%s is run by %s', (_name, file, says) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(read(file)).toContain(says);
  });

  it('that only a person runs have a reason, and know their options', () => {
    const byHand = Object.entries(NPM_COMMANDS).filter(([, { kind }]) => kind === 'byHand');
    byHand.forEach(([name, runner]) => {
      expect([name, runner.kind === 'byHand' ? runner.why.length > 20 : false]).toEqual([name, true]);
      expect([name, runScript(name, ['--no-such-thing']).status]).toEqual([name, 2]);
    });
  });

  it.each(
    Object.entries(NPM_COMMANDS).flatMap(([name, runner]) =>
      runner.kind === 'here' ? [[name, runner.args] as const] : []
    )
  )('%s %s ends well', (name, args) => {
    const { status, stderr } = runScript(name, args);
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  });
});

/** As npm would, without npm. */
function runScript(name: string, args: readonly string[]): { status: number | null; stderr: string } {
  const [program = '', ...given] = (scripts[name] ?? '').split(' ');
  const path = program === 'node' ? process.execPath : binOf(program);
  return spawnSync(path, [...given, ...args], { cwd: ROOT, encoding: 'utf8' });
}
