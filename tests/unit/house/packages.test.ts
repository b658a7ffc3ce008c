// promises: C5
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  BadCertificate,
  makeThrowAway,
  readSigner,
  type Signer
} from '../../../scripts/packages/certificates';
import { ipkOf, type AppInfo } from '../../../scripts/packages/ipk';
import { filesBelow, type Entry } from '../../../scripts/packages/tree';
import { wgtOf } from '../../../scripts/packages/wgt';
import { built } from '../../support/built';
import { ensureSystem } from '../../support/system';

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, '../../..');
const NOW = new Date('2026-11-20T12:00:00Z');
const AT = 1_760_000_000;
const OBJECT = 'http://www.w3.org/2000/09/xmldsig#:Object';

let folder: string;
let files: readonly Entry[];
let author: Signer;
let distributor: Signer;
const scratch = mkdtempSync(join(tmpdir(), 'couchkey-packages-'));

const pemOf = (der: string): string =>
  `-----BEGIN CERTIFICATE-----\n${der.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;

function signerNamed(name: string): Signer {
  const path = join(scratch, `${name}.p12`);
  makeThrowAway(path, 'sesame', NOW);
  return readSigner(path, 'sesame', NOW);
}

function unzipped(wgt: Buffer, name: string): string {
  const at = join(scratch, name);
  mkdirSync(at);
  writeFileSync(`${at}.wgt`, wgt);
  execFileSync(ensureSystem('unzip'), ['-q', `${at}.wgt`, '-d', at]);
  return at;
}

/** xmlsec's own word: nobody of us reads the signature. */
function isVerified(at: string, signature: string, root: Signer): boolean {
  const trusted = join(scratch, 'root.pem');
  writeFileSync(trusted, pemOf(root.chain[root.chain.length - 1] as string));
  const args = ['--verify', '--id-attr:Id', OBJECT, '--trusted-pem', trusted, signature];
  return spawnSync(ensureSystem('xmlsec1'), args, { cwd: at }).status === 0;
}

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the package for Tizen', () => {
  beforeAll(async () => {
    folder = await built('tizen', './tests/fixtures/nothing.ts');
    files = filesBelow(folder);
    author = signerNamed('author');
    distributor = signerNamed('distributor');
  });

  it('is the same bytes each time it is made', async () => {
    expect(
      (await wgtOf(files, author, distributor)).equals(await wgtOf(filesBelow(folder), author, distributor))
    ).toBe(true);
  });

  it('holds every file as it was built, and both signatures', async () => {
    const at = unzipped(await wgtOf(files, author, distributor), 'whole');
    const names = filesBelow(at).map(({ path }) => path);
    expect(names).toEqual(
      [...files.map(({ path }) => path), 'author-signature.xml', 'signature1.xml'].sort()
    );
    files.forEach(({ path, bytes }) => expect(readFileSync(join(at, path)).equals(bytes)).toBe(true));
  });

  it('carries signatures that xmlsec verifies against their own roots, and against nobody else’s', async () => {
    const at = unzipped(await wgtOf(files, author, distributor), 'signed');
    expect(isVerified(at, 'author-signature.xml', author)).toBe(true);
    expect(isVerified(at, 'signature1.xml', distributor)).toBe(true);
    expect(isVerified(at, 'author-signature.xml', distributor)).toBe(false);
  });

  it.each(['config.xml', 'couchkey.js', 'static/fonts/atkinson-400.woff2', 'author-signature.xml'])(
    'is no longer verified once a byte of %s was changed',
    async (path) => {
      const at = unzipped(await wgtOf(files, author, distributor), `changed-${path.replace(/\W/g, '-')}`);
      writeFileSync(join(at, path), Buffer.concat([readFileSync(join(at, path)), Buffer.from(' ')]));
      expect(isVerified(at, 'signature1.xml', distributor)).toBe(false);
    }
  );

  it('keeps its id for ever: a set takes another id for another app, and forgets who was signed in', () => {
    expect(readFileSync(join(folder, 'config.xml'), 'utf8')).toContain(
      'id="CouchKeyTV.Couchkey" package="CouchKeyTV"'
    );
  });
});

describe('a certificate', () => {
  const refusal = (make: () => unknown): string => {
    try {
      make();
      return '';
    } catch (thrown) {
      return thrown instanceof BadCertificate ? thrown.message : `not our words: ${String(thrown)}`;
    }
  };

  it('that is not there, is none, or has another password is refused in words', () => {
    const torn = join(scratch, 'torn.p12');
    writeFileSync(torn, 'no certificate');
    makeThrowAway(join(scratch, 'locked.p12'), 'sesame', NOW);
    expect(refusal(() => readSigner(join(scratch, 'gone.p12'), '', NOW))).toMatch(/there is no certificate/);
    expect(refusal(() => readSigner(torn, '', NOW))).toMatch(/no \.p12, or the password/);
    expect(refusal(() => readSigner(join(scratch, 'locked.p12'), 'other', NOW))).toMatch(/the password/);
  });

  it('that has ended is refused here, not by a television', () => {
    const path = join(scratch, 'old.p12');
    makeThrowAway(path, '', new Date('1990-01-01'));
    expect(refusal(() => readSigner(path, '', NOW))).toMatch(/holds from 1989.* to 20/);
  });
});

describe('the package for webOS', () => {
  let app: AppInfo;
  let ipk: string;

  beforeAll(async () => {
    folder = await built('webos', './tests/fixtures/nothing.ts');
    files = filesBelow(folder);
    app = JSON.parse(readFileSync(join(folder, 'appinfo.json'), 'utf8')) as AppInfo;
    ipk = join(scratch, 'couchkey.ipk');
    writeFileSync(ipk, await ipkOf(files, app, AT));
  });

  it('is the same bytes each time it is made', async () => {
    expect((await ipkOf(filesBelow(folder), app, AT)).equals(readFileSync(ipk))).toBe(true);
  });

  it('is a Debian package to dpkg, of this app and version', () => {
    const said = execFileSync(ensureSystem('dpkg-deb'), ['-f', ipk], { encoding: 'utf8' });
    expect(said).toContain(`Package: ${app.id}\nVersion: ${app.version}\n`);
  });

  it('unpacks by dpkg to every file as it was built, where webOS looks for an app', () => {
    const at = join(scratch, 'unpacked');
    execFileSync(ensureSystem('dpkg-deb'), ['-x', ipk, at]);
    const home = join(at, 'usr/palm/applications', app.id);
    files.forEach(({ path, bytes }) => expect(readFileSync(join(home, path)).equals(bytes)).toBe(true));
    expect(readdirSync(join(at, 'usr/palm/packages', app.id))).toEqual(['packageinfo.json']);
  });

  it('keeps its id for ever', () => {
    expect(app.id).toBe('tv.couchkey.app');
  });
});

describe('npm run package', () => {
  const pack = (...args: string[]): { status: number | null; stderr: string } =>
    spawnSync('npx', ['--no-install', 'tsx', 'scripts/package.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

  it.each([
    [
      'a certificate that is not there',
      ['--target', 'tizen', '--author', '/nowhere.p12'],
      /no certificate at \/nowhere/
    ],
    ['a folder without an app', ['--target', 'webos', '--folder', scratch], /there is no app/]
  ])('refuses %s with one line and status 2', (_what, args, words) => {
    const { status, stderr } = pack(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(words);
  });

  it('refuses a folder with a missing icon, another id, or far too much in it, and writes nothing', () => {
    const out = join(ROOT, 'build/packages');
    const before = spawnSync('ls', ['-l', out], { encoding: 'utf8' }).stdout;
    const copy = join(scratch, 'copy');
    cpSync(folder, copy, { recursive: true });
    rmSync(join(copy, 'icon-80.png'));
    expect(pack('--target', 'webos', '--folder', copy)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/icon-80/)
    });
    cpSync(folder, copy, { recursive: true });
    writeFileSync(join(copy, 'much.bin'), Buffer.alloc(4_000_000));
    expect(pack('--target', 'webos', '--folder', copy)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/of the budget/)
    });
    expect(spawnSync('ls', ['-l', out], { encoding: 'utf8' }).stdout).toBe(before);
  });
});
