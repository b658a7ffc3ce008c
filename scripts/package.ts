/** Builds the television packages: a signed .wgt for Tizen, an .ipk for webOS. What is wrong ends with 2, and nothing is written. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readOptions, refuse } from './options';
import { BadCertificate, makeThrowAway, readSigner, type Signer } from './packages/certificates';
import { ipkOf, type AppInfo } from './packages/ipk';
import { filesBelow, type Entry } from './packages/tree';
import { wgtOf } from './packages/wgt';
import { tizenFaults, webosFaults } from './package-faults';
import { ROOT, run } from './processes';

const OUT = join(ROOT, 'build/packages');
const THROW_AWAY = join(ROOT, '.certificates/development.p12');
/** A budget, not a store's limit: whatever makes the package this big was not meant to be in it. */
const MOST_BYTES = 3_000_000;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- webpack reads this file too, as CommonJS
const { builtAt, version } = require('../webpack/platforms.js') as { builtAt: () => number; version: string };

const options = readOptions(process.argv.slice(2), {
  target: { kind: 'text', fallback: 'all', oneOf: ['all', 'tizen', 'webos'], about: 'which package' },
  folder: { kind: 'text', fallback: '', about: 'pack this folder instead of building one (with --target)' },
  author: { kind: 'text', fallback: '', about: "the author's .p12 (password: COUCHKEY_AUTHOR_PASSWORD)" },
  distributor: {
    kind: 'text',
    fallback: '',
    about: "the distributor's .p12 (password: COUCHKEY_DISTRIBUTOR_PASSWORD)"
  }
});

/** The author's certificate must stay the same for ever: a set takes an update by another author for another app. */
function signerFor(role: 'author' | 'distributor'): Signer {
  const given = options[role];
  if (given === '' && !existsSync(THROW_AWAY)) {
    makeThrowAway(THROW_AWAY, '', new Date());
    process.stdout.write(`made a certificate for trying things out: ${relative(ROOT, THROW_AWAY)}\n`);
  }
  const password = given === '' ? '' : (process.env[`COUCHKEY_${role.toUpperCase()}_PASSWORD`] ?? '');
  return readSigner(given === '' ? THROW_AWAY : given, password, new Date());
}

async function built(target: 'tizen' | 'webos'): Promise<string> {
  if (options.folder !== '') {
    return options.folder;
  }
  const { status } = await run('npm', ['run', '--silent', 'build', '--', '--target', target]);
  return status === 0 ? join(ROOT, 'build', target) : process.exit(1);
}

function lookedThrough(folder: string, faultsIn: (folder: string) => string[]): readonly Entry[] {
  if (!existsSync(join(folder, 'index.html'))) {
    refuse(`there is no app in ${folder}`);
  }
  const files = filesBelow(folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const tooMuch = bytes > MOST_BYTES ? [`${bytes} bytes are more than the ${MOST_BYTES} of the budget`] : [];
  const faults = [...faultsIn(folder), ...tooMuch];
  return faults.length === 0 ? files : refuse(`${folder}: ${faults.join('; ')}`);
}

/** Whole or not at all. */
function keep(name: string, bytes: Buffer): void {
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, `${name}.part`), bytes);
  renameSync(join(OUT, `${name}.part`), join(OUT, name));
  process.stdout.write(`build/packages/${name}  ${bytes.length} bytes\n`);
}

async function packTizen(): Promise<void> {
  const [author, distributor] = [signerFor('author'), signerFor('distributor')];
  const files = lookedThrough(await built('tizen'), tizenFaults);
  keep(`couchkey-${version}.wgt`, await wgtOf(files, author, distributor));
}

async function packWebos(): Promise<void> {
  const folder = await built('webos');
  const files = lookedThrough(folder, webosFaults);
  const app = JSON.parse(readFileSync(join(folder, 'appinfo.json'), 'utf8')) as AppInfo;
  keep(`${app.id}_${app.version}_all.ipk`, await ipkOf(files, app, builtAt()));
}

async function main(): Promise<void> {
  try {
    await (options.target === 'webos' ? undefined : packTizen());
    await (options.target === 'tizen' ? undefined : packWebos());
  } catch (thrown) {
    if (thrown instanceof BadCertificate) {
      refuse(thrown.message);
    }
    throw thrown;
  }
}

void main();
