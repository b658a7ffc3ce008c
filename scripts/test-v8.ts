/** Runs the core in the V8s of Chrome 38, 46 and 51: signs in, restarts and signs out against the simulator. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../tests/simulator/start';
import { buildCore, CORE_FOLDER } from './core-bundle';
import { readOptions, refuse } from './options';
import { ROOT, run } from './processes';

const ENGINES = [
  { name: 'V8 3.28 (Chrome 38, webOS 3)', folder: 'v8-3.28' },
  { name: 'V8 4.6 (Chrome 46, Tizen 3)', folder: 'v8-4.6' },
  { name: 'V8 5.1 (Chrome 51, webOS 4)', folder: 'v8-5.1' }
];
const APP = join(ROOT, 'build/browser/couchkey.js');
const PARSE = 'new (require("vm").Script)(require("fs").readFileSync(process.argv[1], "utf8"))';
const SCRIPT = join(ROOT, 'tests/engines/v8/sign-in.js');

type Result = { readonly name: string; readonly ok: boolean; readonly reason?: string };

function programOf(folder: string): string {
  const program = join(ROOT, 'build/engines/v8/node_modules', folder, 'bin/node');
  return existsSync(program) ? program : refuse('the old V8s are not here yet: run npm run engines -- --v8');
}

function isResult(line: string): boolean {
  return line.startsWith('{"name"');
}

async function tryEngine(sim: Simulator, folder: string): Promise<readonly Result[]> {
  const { output } = await run(programOf(folder), [SCRIPT, CORE_FOLDER, sim.urls.plex], { quiet: true });
  const results = output
    .split('\n')
    .filter(isResult)
    .map((line) => JSON.parse(line) as Result);
  return results.length > 0 ? results : [{ name: 'starts', ok: false, reason: output.trim() }];
}

/** The whole shipped script, Lightning and all: what does not parse there is a black screen. */
async function parseApp(folder: string): Promise<readonly Result[]> {
  if (!existsSync(APP)) {
    return [{ name: 'the app parses', ok: false, reason: 'run npm run build first' }];
  }
  const { status, output } = await run(programOf(folder), ['-e', PARSE, APP], { quiet: true });
  return [{ name: 'the app parses', ok: status === 0, ...(status === 0 ? {} : { reason: output.trim() }) }];
}

function print(engine: string, results: readonly Result[]): void {
  process.stdout.write(`${engine}\n`);
  results.forEach(({ name, ok, reason }) => {
    process.stdout.write(`  ${ok ? 'ok  ' : 'FAIL'} ${name}${reason === undefined ? '' : `: ${reason}`}\n`);
  });
}

async function main(): Promise<void> {
  readOptions(process.argv.slice(2), {});
  ENGINES.forEach(({ folder }) => programOf(folder));
  await buildCore({ television: './tests/engines/v8/television.ts' });
  const sim = await startSimulator();
  const all: Result[] = [];
  for (const { name, folder } of ENGINES) {
    const results = [...(await parseApp(folder)), ...(await tryEngine(sim, folder))];
    print(name, results);
    all.push(...results);
  }
  await sim.stop();
  const failed = all.filter(({ ok }) => !ok).length;
  process.stdout.write(`${all.length - failed} passed, ${failed} failed\n`);
  process.exit(failed === 0 ? 0 : 1);
}

void main();
