/** What grows with the work: servers on the list, days of uptime, languages in the package. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readOptions } from '../../scripts/options';
import { LANGUAGES } from '../../src/ui/texts/languages';
import { build } from '../support/built';
import { soakServers } from '../support/server-soak';
import { heapAfterGc } from '../soak/heap';
import { listingMs } from './growth/listing';
import { handOver, JSON_OPTION, type Panel, type Point, type Table } from './support/report';
import { shown } from './support/shown';

const SERVERS = [1, 5, 10, 25, 50, 100, 200] as const;
const WARM_UP_DAYS = 30;
const SEED = 1;

const options = readOptions(process.argv.slice(2), {
  days: { kind: 'number', fallback: 120, min: 10, about: 'days of uptime, in virtual time' },
  ...JSON_OPTION
});

async function servers(): Promise<Panel> {
  const points: Point[] = [];
  await listingMs(SERVERS[SERVERS.length - 1] ?? 1);
  for (const count of SERVERS) {
    points.push([count, await listingMs(count)]);
  }
  return {
    ...{ title: 'Reading the list of servers', x: 'servers, three addresses each', unit: 'ms of JavaScript' },
    series: [{ name: 'measured', points }]
  };
}

async function days(): Promise<Panel> {
  const points: Point[] = [];
  await soakServers(SEED + 1, WARM_UP_DAYS);
  const every = Math.max(1, Math.floor(options.days / 12));
  await soakServers(SEED, options.days, (day) => {
    if (day % every === 0) points.push([day, heapAfterGc() / 1e6]);
  });
  return {
    ...{ title: 'Days of outages, moves and naps', x: 'days', unit: 'MB of heap, whole process' },
    series: [{ name: 'measured', points }]
  };
}

/** The texts of the first so many languages, built as the app is. */
async function bytesOf(codes: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-languages-'));
  const entry = join(folder, 'entry.js');
  const texts = join(__dirname, '../../src/ui/texts');
  const from = (code: string): string => join(texts, code === 'en' ? 'texts' : code);
  writeFileSync(
    entry,
    codes.map((code, at) => `import * as l${at} from ${JSON.stringify(from(code))};`).join('\n') +
      `\nwindow.all = [${codes.map((_, at) => `l${at}`).join(', ')}];\n`
  );
  try {
    await build('browser', entry, join(folder, 'out'));
    return gzipSync(readFileSync(join(folder, 'out/couchkey.js')), { level: 9 }).length;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function languages(): Promise<Panel> {
  const codes = LANGUAGES.map(({ code }) => code);
  const points: Point[] = [];
  for (const [at] of codes.entries()) {
    points.push([at + 1, (await bytesOf(codes.slice(0, at + 1))) / 1000]);
  }
  return {
    ...{ title: `Languages (${codes.join(', ')})`, x: 'languages', unit: 'kB gzip, their texts alone' },
    series: [{ name: 'measured', points }]
  };
}

const tableOf = ({ title, x, unit, series: [first] }: Panel): Table => ({
  title,
  isRatio: false,
  columns: [{ name: unit, unit: '' }],
  rows: (first?.points ?? []).map(([at, value]) => ({ what: `${at} ${x}`, figures: [value] }))
});

async function main(): Promise<void> {
  const panels = [await servers(), await days(), await languages()];
  const tables = panels.map(tableOf);
  process.stdout.write(tables.map(shown).join('\n'));
  const how = [
    "Waiting screens are the gateway's, above.",
    `Servers: medians of JavaScript alone, the list in the machine already. Days: seed ${SEED}, virtual time, after ${WARM_UP_DAYS} days of warm-up; the heap holds the test too.`
  ];
  handOver({ title: 'What grows with the work', how, tables, panels, faults: [] }, options.json);
}

void main();
