/** Runs every benchmark beside its peers and makes docs/benchmarks.md of what they hand over. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Report } from '../tests/bench/support/report';
import { readOptions, refuse } from './options';
import { ROOT, run } from './processes';
import { BENCH_FIGURES, benchmarksPage, type Benchmarks, type Measured } from './proof/benchmarks-page';
import { circumstances } from './proof/circumstances';
import { plot } from './proof/plot';

type Bench = { readonly name: string; readonly args: readonly string[]; readonly quick: readonly string[] };

/** In the order of the page. The quick form is for looking whether they run, not for its figures. */
const BENCHES: readonly Bench[] = [
  { name: 'core', args: [], quick: ['--runs', '3', '--records', '100'] },
  { name: 'connect', args: [], quick: ['--runs', '2', '--outages', '20'] },
  { name: 'ui', args: [], quick: ['--rounds', '1'] },
  {
    name: 'gateway',
    args: ['--growth', '250,500,1000,2000'],
    quick: ['--rounds', '1', '--seconds', '1', '--screens', '200', '--kills', '100', '--growth', '50,100']
  },
  { name: 'sizes', args: [], quick: [] },
  { name: 'growth', args: [], quick: ['--days', '20'] }
];

const options = readOptions(process.argv.slice(2), {
  quick: { kind: 'flag', about: 'few rounds, written to build/bench, to see whether all of it runs' },
  only: { kind: 'text', fallback: '', about: `some of ${BENCHES.map(({ name }) => name).join(',')}` }
});

function wanted(): readonly Bench[] {
  const names = options.only.split(',').filter((name) => name !== '');
  const stranger = names.find((name) => !BENCHES.some((each) => each.name === name));
  if (stranger !== undefined) {
    return refuse(`there is no benchmark ${stranger}`);
  }
  return BENCHES.filter(({ name }) => names.length === 0 || names.includes(name));
}

const BUILDS: { readonly [bench: string]: readonly (readonly string[])[] } = {
  gateway: [['build', '--', '--target', 'gateway']],
  sizes: [['build'], ['package'], ['package:core']]
};

/** A gateway and packages are measured as they are built. */
async function build(names: readonly string[]): Promise<void> {
  for (const args of names.flatMap((name) => BUILDS[name] ?? [])) {
    const { status } = await run('npm', ['run', '--silent', ...args], { quiet: true });
    if (status !== 0) {
      refuse(`npm run ${args.join(' ')} failed: run it to see why`);
    }
  }
}

async function measure({ name, args, quick }: Bench, folder: string): Promise<Measured | null> {
  const json = join(folder, `${name}.json`);
  const given = options.quick ? quick : args;
  process.stdout.write(`\n== ${name}\n`);
  const command = `npm run bench -- --only ${name}${options.quick ? ' --quick' : ''}`;
  const about = circumstances(command, options.quick);
  const file = `tests/bench/${name}.ts`;
  await run(process.execPath, ['--expose-gc', '--import', 'tsx', file, ...given, '--json', json]);
  if (!existsSync(json)) {
    process.stderr.write(`couchkey: the benchmark ${name} came to no figures\n`);
    return null;
  }
  return { circumstances: about, report: JSON.parse(readFileSync(json, 'utf8')) as Report };
}

/** What was not measured this time stays as it was. */
function former(path: string): Benchmarks {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Benchmarks) : {};
}

function write(all: Benchmarks): void {
  const out = options.quick ? join(ROOT, 'build/bench') : join(ROOT, 'docs');
  mkdirSync(join(out, 'figures'), { recursive: true });
  mkdirSync(join(out, 'pictures'), { recursive: true });
  writeFileSync(join(out, 'figures/benchmarks.json'), `${JSON.stringify(all, null, 1)}\n`);
  writeFileSync(join(out, 'benchmarks.md'), benchmarksPage(all));
  Object.entries(all)
    .filter(([, { report }]) => report.panels.length > 0)
    .forEach(([name, { report }]) =>
      writeFileSync(join(out, `pictures/bench-${name}.svg`), plot(report.panels))
    );
  process.stdout.write(`written to ${relative(ROOT, join(out, 'benchmarks.md'))}\n`);
}

const inOrder = (all: Benchmarks): Benchmarks =>
  Object.fromEntries(
    BENCHES.flatMap(({ name }): [string, Measured][] => (all[name] === undefined ? [] : [[name, all[name]]]))
  );

async function bench(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-bench-'));
  const before = former(options.quick ? join(ROOT, 'build/bench/figures/benchmarks.json') : BENCH_FIGURES);
  const found: { [name: string]: Measured } = {};
  try {
    await build(wanted().map(({ name }) => name));
    for (const each of wanted()) {
      const measured = await measure(each, folder);
      if (measured !== null) {
        found[each.name] = measured;
        write(inOrder({ ...before, ...found }));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const isWhole = wanted().every(({ name }) => found[name] !== undefined);
  return isWhole && Object.values(found).every(({ report }) => report.faults.length === 0) ? 0 : 1;
}

void bench().then((status) => process.exit(status));
