/** Checks every room with its own tsconfig.json, then everything together with tests and scripts. */
import { readdirSync } from 'node:fs';
import { readOptions } from './options';
import { binOf, ROOT, run } from './processes';

function projects(): string[] {
  const rooms = readdirSync(ROOT + '/src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])tsconfig\.json$/.test(path))
    .map((path) => `src/${path}`);
  return [...rooms.sort(), 'tsconfig.json'];
}

async function typecheck(): Promise<number> {
  const results = await Promise.all(projects().map((project) => run(binOf('tsc'), ['-p', project])));
  return results.every(({ status }) => status === 0) ? 0 : 1;
}

readOptions(process.argv.slice(2), {});
void typecheck().then((status) => process.exit(status));
