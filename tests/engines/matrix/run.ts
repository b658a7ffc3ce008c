/** The whole evening on every engine there is: `npm run test:engines [-- --all] [-- --only 64]`. */
import { readOptions, refuse } from '../../../scripts/options';
import { fetchedChromium, systemChromium, YEARS, type Engine } from '../chromium/engines';
import { downgradeTo } from '../downgrade/downgrade';
import { spend, STEPS, type Row } from './evening';

const MUST = [64, 79];
const MORE = [68, 69, 76, 85, 87, 108];
const OLDER = [38, 47, 53, 56];

type Try = { readonly engine: Engine; readonly years: string; readonly before: string };

const options = readOptions(process.argv.slice(2), {
  all: { kind: 'flag', about: 'also the engines between them' },
  only: { kind: 'text', fallback: '', about: 'only engines whose name holds this' }
});

function fetched(major: number): Engine {
  return fetchedChromium(major) ?? refuse(`Chromium ${major} is not here: npm run engines -- --all`);
}

/** An emulation, not an engine: everything that the older one lacked is taken away before the app starts. */
function older(version: number): Try {
  const engine = fetched(64);
  const name = `${engine.name} without what Chrome ${version} lacked`;
  return { engine: { ...engine, name }, years: 'stands for the DOM', before: downgradeTo(version) };
}

function tries(): readonly Try[] {
  const majors = options.all ? [...MUST, ...MORE].sort((one, other) => one - other) : MUST;
  const versions = options.all ? OLDER : [];
  const plain = majors.map((major) => ({ engine: fetched(major), years: YEARS[major] ?? '', before: '' }));
  const all = [
    ...versions.map(older),
    ...plain,
    { engine: systemChromium(), years: 'kiosk, today', before: '' }
  ];
  return all.filter(({ engine }) => engine.name.includes(options.only));
}

function lineOf(row: Row, years: string): string {
  const verdict = row.failed === null ? 'passed' : `FAILED at ${row.failed.step}: ${row.failed.why}`;
  const code = row.firstCodeMs === null ? '-' : `${row.firstCodeMs} ms`;
  const heap = row.heapMb === null ? '-' : `${row.heapMb} MB`;
  const steps = `${row.passed.length}/${STEPS.length}`;
  return [
    row.engine.padEnd(46),
    years.padEnd(26),
    steps,
    row.draws.padEnd(8),
    code.padStart(8),
    heap.padStart(8),
    verdict
  ].join('  ');
}

async function main(): Promise<number> {
  const rows: Row[] = [];
  for (const { engine, years, before } of tries()) {
    const row = await spend(engine, before);
    rows.push(row);
    process.stdout.write(`${lineOf(row, years)}\n`);
  }
  const passed = rows.filter(({ failed }) => failed === null).length;
  process.stdout.write(`${passed} of ${rows.length} engines spent the whole evening (${STEPS.join(', ')})\n`);
  return passed === rows.length ? 0 : 1;
}

void main().then((status) => process.exit(status));
