/** All that CI runs, in turn, with the minutes of each stage beside what was planned for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from './options';
import { ROOT, run } from './processes';

type Stage = { readonly name: string; readonly args: readonly string[] };
type Done = {
  readonly name: string;
  readonly minutes: number;
  readonly status: number;
  readonly output: string;
};
type Budget = { readonly [stage: string]: number };

const STAGES: readonly Stage[] = [
  { name: 'lint', args: ['run', 'lint'] },
  { name: 'typecheck', args: ['run', 'typecheck'] },
  { name: 'dead-code', args: ['run', 'dead-code'] },
  { name: 'spelling', args: ['run', 'spelling'] },
  { name: 'licences', args: ['run', 'licences'] },
  { name: 'house', args: ['run', 'house'] },
  { name: 'build', args: ['run', 'build'] },
  { name: 'size', args: ['run', 'size'] },
  { name: 'size:core', args: ['run', 'size:core'] },
  { name: 'lng', args: ['run', 'lng:build'] }
];

/** Engines are fetched here and nowhere else: what everybody runs needs no network. */
const ENGINES: readonly Stage[] = [
  { name: 'engines', args: ['run', 'engines'] },
  { name: 'v8', args: ['run', 'test:v8'] },
  { name: 'matrix', args: ['run', 'test:engines'] }
];

const TEST: Stage = { name: 'test', args: ['test'] };

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

async function runStage({ name, args }: Stage): Promise<Done> {
  process.stdout.write(`\n== ${name}\n`);
  const began = performance.now();
  const { status, output } = await run(NPM, ['--silent', ...args]);
  return { name, minutes: (performance.now() - began) / 60000, status, output };
}

/** Every stage runs even when one before it failed: one look tells all that is wrong. */
async function runAll(stages: readonly Stage[]): Promise<Done[]> {
  const done: Done[] = [];
  for (const stage of stages) {
    done.push(await runStage(stage));
  }
  return done;
}

function line({ name, minutes, status }: Done, budget: Budget): string {
  const planned = budget[name];
  const isOver = planned !== undefined && minutes > planned;
  const verdict = [status === 0 ? 'ok' : 'FAILED', ...(isOver ? ['over its budget'] : [])].join(', ');
  return `${name.padEnd(12)}${minutes.toFixed(2).padStart(6)} min of ${String(planned ?? '?').padEnd(6)}${verdict}`;
}

function report(done: readonly Done[]): void {
  const budget = JSON.parse(readFileSync(join(ROOT, '.ci/budget.json'), 'utf8')) as Budget;
  const minutes = done.reduce((sum, stage) => sum + stage.minutes, 0);
  const failed = done.filter(({ status }) => status !== 0);
  const total = { name: 'total', minutes, status: failed.length, output: '' };
  process.stdout.write(`\n${[...done, total].map((stage) => line(stage, budget)).join('\n')}\n`);
}

/** The last line of the tests, again at the very end; a broken stage before them counts as one failure more. */
function lastLine(done: readonly Done[]): string {
  const counts = /(\d+) passed, (\d+) failed\s*$/.exec(done[done.length - 1]?.output ?? '');
  const broken = done.filter(({ name, status }) => name !== 'test' && status !== 0).length;
  return `${counts?.[1] ?? 0} passed, ${Number(counts?.[2] ?? 1) + broken} failed`;
}

async function check(installSeconds: number, withEngines: boolean): Promise<number> {
  const install = { name: 'install', minutes: installSeconds / 60, status: 0, output: '' };
  const stages = await runAll([...STAGES, ...(withEngines ? ENGINES : []), TEST]);
  const done = installSeconds > 0 ? [install, ...stages] : stages;
  report(done);
  process.stdout.write(`${lastLine(done)}\n`);
  return done.every(({ status }) => status === 0) ? 0 : 1;
}

const options = readOptions(process.argv.slice(2), {
  'installed-in': { kind: 'number', fallback: 0, min: 0, about: 'seconds that npm ci took, for the table' },
  engines: { kind: 'flag', about: 'also fetch the old engines and run the core on them' }
});
void check(options['installed-in'], options.engines).then((status) => process.exit(status));
