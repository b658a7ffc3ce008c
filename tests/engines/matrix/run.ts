/** The whole evening on every engine there is: `npm run test:engines [-- --all] [-- --only 64] [-- --write]`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, refuse } from '../../../scripts/options';
import { spend, STEPS, type Row } from './evening';
import { tvSets } from './sets';
import { lineOf, markdownOf, withTable } from './table';

const PAGE = join(__dirname, '../../../docs/devices.md');

const options = readOptions(process.argv.slice(2), {
  all: { kind: 'flag', about: 'also the engines between them' },
  only: { kind: 'text', fallback: '', about: 'only engines whose name holds this' },
  write: { kind: 'flag', about: 'write the table into docs/devices.md' }
});

async function spendAll(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const tvSet of tvSets(options.all).filter(({ name }) => name.includes(options.only))) {
    const row = await spend(tvSet);
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
  process.stdout.write(`${passed} of ${rows.length} engines spent the whole evening (${STEPS.join(', ')})\n`);
  if (options.write) {
    writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), markdownOf(rows)));
  }
  return passed === rows.length ? 0 : 1;
}

void main().then((status) => process.exit(status));
