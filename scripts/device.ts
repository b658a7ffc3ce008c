/** Builds the page that asks a set what it can do, and serves it; on this machine only unless told otherwise. */
import { join } from 'node:path';
import { build } from '../tests/support/built';
import { serve } from '../tests/support/serve';
import { houseAddress, listenFailure } from './listening';
import { readOptions, refuse } from './options';
import { ROOT } from './processes';

const { port, lan } = readOptions(process.argv.slice(2), {
  port: { kind: 'number', fallback: 8090, about: 'where it is served', min: 0, max: 65535 },
  lan: { kind: 'flag', about: 'let a television on your network open it' }
});

async function main(): Promise<void> {
  const folder = join(ROOT, 'build/device');
  process.stdout.write('building the page\n');
  await build('browser', './tests/device/page.ts', folder);
  const { url } = await serve(folder, undefined, { host: lan ? houseAddress() : '127.0.0.1', port });
  process.stdout.write(
    `open ${url} on the set; ?server=http://address:32400 also asks whether it may read that server\n`
  );
}

main().catch((thrown: Error) => refuse(listenFailure(thrown, '--port')));
