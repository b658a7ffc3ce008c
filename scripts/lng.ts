/** Lightning's own tool on the same tree, for developers: nothing of what it makes is shipped (ADR 12). */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from './options';
import { binOf, ROOT, run } from './processes';

const SDK = join(ROOT, 'node_modules/@lightningjs/sdk');
const MADE = [
  'build/lng/startApp.js',
  'build/lng/static/icon.png',
  'build/lng/settings.json',
  'build/lng/metadata.json'
];

/** We install without scripts; lng needs the one that copies Lightning beside the SDK. */
async function prepareSdk(): Promise<void> {
  if (!existsSync(join(SDK, 'support/lib/lightning.min.js'))) {
    const env = { npm_package_name: '@lightningjs/sdk' };
    await run(process.execPath, ['scripts/postinstall.js'], { cwd: SDK, env, quiet: true });
  }
}

async function build(): Promise<number> {
  await prepareSdk();
  rmSync(join(ROOT, 'build/lng'), { recursive: true, force: true });
  const { status, output } = await run(binOf('lng'), ['build'], { quiet: true });
  const missing = MADE.filter((path) => !existsSync(join(ROOT, path)));
  if (status !== 0 || missing.length > 0) {
    process.stderr.write(
      `${output}\nlng build ended with ${status}; missing: ${missing.join(', ') || 'nothing'}\n`
    );
    return 1;
  }
  process.stdout.write('lng built build/lng\n');
  return 0;
}

readOptions(process.argv.slice(2), {});
void build().then((status) => process.exit(status));
