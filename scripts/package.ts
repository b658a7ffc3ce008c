/** The folders that become packages, built and looked through. The .wgt and .ipk themselves are still to come. */
import { join } from 'node:path';
import { readOptions } from './options';
import { tizenFaults, webosFaults } from './package-faults';
import { ROOT, run } from './processes';

const LINTS = { tizen: tizenFaults, webos: webosFaults };

async function buildAndLook(target: keyof typeof LINTS): Promise<boolean> {
  const built = await run('npm', ['run', '--silent', 'build', '--', '--target', target]);
  if (built.status !== 0) {
    return false;
  }
  const faults = LINTS[target](join(ROOT, 'build', target));
  faults.forEach((fault) => process.stderr.write(`build/${target}: ${fault}\n`));
  return faults.length === 0;
}

async function makePackages(): Promise<number> {
  const isTizenFine = await buildAndLook('tizen');
  const isWebosFine = await buildAndLook('webos');
  if (!isTizenFine || !isWebosFine) {
    return 1;
  }
  process.stdout.write('build/tizen and build/webos are ready to be packed. No .wgt or .ipk is made yet.\n');
  return 0;
}

readOptions(process.argv.slice(2), {});
void makePackages().then((status) => process.exit(status));
