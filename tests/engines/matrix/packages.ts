import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeThrowAway, readSigner, type Signer } from '../../../scripts/packages/certificates';
import { ipkOf, type AppInfo } from '../../../scripts/packages/ipk';
import { filesBelow } from '../../../scripts/packages/tree';
import { wgtOf } from '../../../scripts/packages/wgt';
import { built } from '../../support/built';
import { ensureSystem } from '../../support/system';

const AT = 1_760_000_000;

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'couchkey-package-'));
}

function throwAway(folder: string): Signer {
  const path = join(folder, 'signer.p12');
  makeThrowAway(path, '', new Date());
  return readSigner(path, '', new Date());
}

/** The signed .wgt, made by our own writer and opened by somebody else's. */
export async function unpackedWgt(): Promise<string> {
  const folder = scratch();
  const signer = throwAway(folder);
  const path = join(folder, 'couchkey.wgt');
  writeFileSync(path, await wgtOf(filesBelow(await built('tizen')), signer, signer));
  execFileSync(ensureSystem('unzip'), ['-q', path, '-d', join(folder, 'app')]);
  return join(folder, 'app');
}

/** The .ipk, the same way; webOS keeps its apps where the package says. */
export async function unpackedIpk(): Promise<string> {
  const folder = scratch();
  const from = await built('webos');
  const app = JSON.parse(readFileSync(join(from, 'appinfo.json'), 'utf8')) as AppInfo;
  const path = join(folder, 'couchkey.ipk');
  writeFileSync(path, await ipkOf(filesBelow(from), app, AT));
  execFileSync(ensureSystem('dpkg-deb'), ['-x', path, join(folder, 'root')]);
  return join(folder, 'root/usr/palm/applications', app.id);
}
