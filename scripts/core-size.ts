/** Builds the core as somebody embeds it, and its package, and compares their weight with what was promised. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildCore, buildPackage, CORE_FOLDER, PACKAGE_FOLDER } from './core-bundle';
import { readOptions } from './options';
import { compareWithBudget, gzipSize } from './size-budget';
import type { Sizes } from './size-rules';

/** Twelve thousand were promised before the way to a server had looks, libraries, quiet outages and better ways, PlexAuth renewed, a gateway had admins and heard of servers in the house, a server its own token, and a choice made before the settings were read was kept. */
const LIMITS = [
  { file: 'couchkey-core.js', what: 'PlexAuth, machines and session', limit: 13_450 },
  { file: 'plex-auth.js', what: 'PlexAuth alone', limit: 6_000 }
];

const PACKAGE = basename(PACKAGE_FOLDER);

const { write } = readOptions(process.argv.slice(2), {
  write: { kind: 'flag', about: 'agree to what the package weighs: write the numbers down' }
});

/** Says what a script weighs; whether it keeps to its limit. */
function isWithin({ file, what, limit }: (typeof LIMITS)[number]): boolean {
  const path = join(CORE_FOLDER, file);
  const bytes = gzipSize(path);
  const isFree = !readFileSync(path).includes('require(');
  const verdict = bytes <= limit ? 'ok' : `over by ${bytes - limit}`;
  process.stdout.write(
    `${what.padEnd(40)}${bytes} of ${limit} bytes gzip: ${verdict}${isFree ? '' : ', NOT free of packages'}\n`
  );
  return bytes <= limit && isFree;
}

function packageSizes(): Sizes {
  const scripts = readdirSync(PACKAGE_FOLDER).filter((name) => /\.[cm]?js$/.test(name));
  return Object.fromEntries(
    scripts.map((name) => [`${PACKAGE}/${name}`, gzipSize(join(PACKAGE_FOLDER, name))])
  );
}

async function main(): Promise<number> {
  await buildCore();
  await buildPackage();
  const kept = LIMITS.map(isWithin);
  const status = compareWithBudget(packageSizes(), (path) => path.startsWith(`${PACKAGE}/`), write);
  return kept.every(Boolean) ? status : 1;
}

void main().then((status) => process.exit(status));
