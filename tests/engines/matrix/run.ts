/** The whole evening on every engine there is: `npm run test:engines [-- --all] [-- --only 64] [-- --write]`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, refuse } from '../../../scripts/options';
import { spend, STEPS, type Row, type Visit } from './evening';
import { unpackedIpk, unpackedWgt } from './packages';
import { tvSets } from './sets';
import { lineOf, markdownOf, withTable } from './table';
import type { TvSet } from './television';

const OLDEST = 'Chromium 64';
const PAGE = join(__dirname, '../../../docs/devices.md');

const options = readOptions(process.argv.slice(2), {
  all: { kind: 'flag', about: 'also the engines between them' },
  only: { kind: 'text', fallback: '', about: 'only engines whose name holds this' },
  write: { kind: 'flag', about: 'write the table into docs/devices.md' }
});

/** Ada's phone, but Noor watches: down to the profiles, to the last, OK. */
const BY_KEYS: Omit<Visit, 'what' | 'folder'> = {
  person: 'ada',
  keys: [40, 39, 39, 39, 13],
  steps: ['sign in', 'power cut']
};
const PACKAGES: readonly Visit[] = [
  { ...BY_KEYS, what: ', the .wgt unpacked', folder: unpackedWgt },
  { ...BY_KEYS, what: ', the .ipk unpacked', folder: unpackedIpk }
];

type Turn = readonly [tvSet: TvSet, visit?: Visit];

/** Every engine its evening, and the oldest real Chromium what is in the packages. */
function turns(): readonly Turn[] {
  const all = tvSets(options.all);
  const oldest = all.find(({ name }) => name === OLDEST) ?? refuse(`${OLDEST} is not in the matrix`);
  const packages = PACKAGES.map((visit): Turn => [oldest, visit]);
  return [...all.map((tvSet): Turn => [tvSet]), ...packages].filter(([{ name }, visit]) =>
    `${name}${visit?.what ?? ''}`.includes(options.only)
  );
}

async function spendAll(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const turn of turns()) {
    const row = await spend(...turn);
    rows.push(row);
    process.stdout.write(`${lineOf(row)}\n`);
  }
  return rows;
}

async function main(): Promise<number> {
  if (options.write && (!options.all || options.only !== '')) {
    refuse('only the whole table is written: --all --write');
  }
  const rows = await spendAll();
  const passed = rows.filter(({ failed }) => failed === null).length;
  process.stdout.write(
    `${passed} of ${rows.length} evenings went well (${STEPS.join(', ')}; of a package the first two)\n`
  );
  if (options.write) {
    writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), markdownOf(rows)));
  }
  return passed === rows.length ? 0 : 1;
}

void main().then((status) => process.exit(status));
