/** What is shipped and what is embedded, in bytes, beside other clients bundled by the same webpack. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webpack from 'webpack';
import { buildCore, CORE_FOLDER } from '../../scripts/core-bundle';
import { readOptions, refuse } from '../../scripts/options';
import { ROOT } from '../../scripts/processes';
import { gzipSize } from '../../scripts/size-budget';
import { handOver, JSON_OPTION, type Row, type Table } from './support/report';
import { shown } from './support/shown';

const PEERS = ['@ctrl/plex', 'plex-oauth', 'plex-api'] as const;
const PACKAGES = join(ROOT, 'build/packages');

/** One script with all that the package needs, for Node, minified. */
async function bundled(name: string, folder: string): Promise<string> {
  const entry = join(folder, 'entry.js');
  const filename = `${name.replace(/\W+/g, '-')}.js`;
  writeFileSync(entry, `export * from ${JSON.stringify(name)};\n`);
  const compiler = webpack({
    mode: 'production',
    target: 'node',
    context: ROOT,
    entry,
    resolve: { modules: [join(ROOT, 'node_modules')] },
    output: { path: folder, filename, library: { type: 'commonjs2' } },
    performance: false
  });
  await new Promise<void>((resolve, reject) => {
    compiler?.run((error, stats) =>
      error !== null || stats?.hasErrors() === true
        ? reject(error ?? new Error(stats?.toString()))
        : resolve()
    );
  });
  return join(folder, filename);
}

type Lock = { readonly packages: { readonly [path: string]: { readonly dependencies?: object } } };

/** How many packages come along, however deep. */
function companions(name: string): number {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  const seen = new Set<string>();
  const open = [`node_modules/${name}`];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    Object.keys(packages[path]?.dependencies ?? {}).forEach((each) => {
      const nested = `${path}/node_modules/${each}`;
      const found = packages[nested] === undefined ? `node_modules/${each}` : nested;
      if (!seen.has(found)) {
        seen.add(found);
        open.push(found);
      }
    });
  }
  return seen.size;
}

/** Both tables say of each row how much there is, and of how many. */
function bytesTable(title: string, names: readonly [string, string, string], rows: readonly Row[]): Table {
  const [first, second, count] = names;
  const columns = [
    { name: first, unit: 'bytes' },
    { name: second, unit: 'bytes' },
    { name: count, unit: '' }
  ];
  return { title, isRatio: false, columns, rows };
}

function embedded(what: string, path: string, others: number): Row {
  return { what, figures: [gzipSize(path), statSync(path).size, others] };
}

async function embeddedTable(): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-sizes-'));
  try {
    await buildCore();
    const theirs: Row[] = [];
    for (const name of PEERS) {
      theirs.push(embedded(`${name}, minified for Node`, await bundled(name, folder), companions(name)));
    }
    return bytesTable(
      'What an app takes in that embeds a client',
      ['gzip', 'plain', 'packages that come along'],
      [
        embedded('PlexAuth alone, ES5', join(CORE_FOLDER, 'plex-auth.js'), 0),
        embedded('PlexAuth, machines and session, ES5', join(CORE_FOLDER, 'couchkey-core.js'), 0),
        ...theirs
      ]
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function shippedTable(): Table {
  const folders = ['browser', 'tizen', 'webos', 'gateway'].map((target): Row => {
    const folder = join(ROOT, 'build', target);
    if (!existsSync(folder)) {
      return refuse(`there is no build/${target}: run npm run build first`);
    }
    const files = filesIn(folder);
    const script = join(folder, 'couchkey.js');
    const total = files.reduce((sum, path) => sum + gzipSize(path), 0);
    return {
      what: `build/${target}`,
      figures: [existsSync(script) ? gzipSize(script) : null, total, files.length]
    };
  });
  const packages = existsSync(PACKAGES) ? filesIn(PACKAGES) : [];
  const packed = packages
    .filter((path) => /\.(wgt|ipk|tgz)$/.test(path))
    .map((path) => ({
      what: path.slice(PACKAGES.length + 1),
      figures: [null, statSync(path).size, 1],
      note: 'as packed'
    }));
  return bytesTable('What is shipped', ['script, gzip', 'all of it, gzip', 'files'], [...folders, ...packed]);
}

const options = readOptions(process.argv.slice(2), JSON_OPTION);

async function main(): Promise<void> {
  const tables = [await embeddedTable(), shippedTable()];
  process.stdout.write(tables.map(shown).join('\n'));
  const how = [
    'Ours run on a television of 2016; the others are bundled for Node, where they belong, by the same webpack with its own settings.'
  ];
  handOver({ title: 'Bytes', how, tables, panels: [], faults: [] }, options.json);
}

void main();
