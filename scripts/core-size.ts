/** Builds the core as somebody embeds it and compares its weight with what was promised. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildCore, CORE_FOLDER } from './core-bundle';
import { readOptions } from './options';

/** Twelve thousand were promised before the way to a server had looks, libraries, quiet outages and better ways, PlexAuth renewed, a gateway had admins and heard of servers in the house, and a server its own token. */
const LIMITS = [
  { file: 'couchkey-core.js', what: 'PlexAuth, machines and session', limit: 13_400 },
  { file: 'plex-auth.js', what: 'PlexAuth alone', limit: 6_000 }
];

async function main(): Promise<void> {
  readOptions(process.argv.slice(2), {});
  await buildCore();
  for (const { file, what, limit } of LIMITS) {
    const text = readFileSync(join(CORE_FOLDER, file));
    const bytes = gzipSync(text, { level: 9 }).length;
    const verdict = bytes <= limit ? 'ok' : `over by ${bytes - limit}`;
    const packages = text.includes('require(') ? ', NOT free of packages' : '';
    process.stdout.write(`${what.padEnd(32)}${bytes} of ${limit} bytes gzip: ${verdict}${packages}\n`);
    process.exitCode = bytes > limit || packages !== '' ? 1 : process.exitCode;
  }
}

void main();
