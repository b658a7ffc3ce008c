import Database from 'libsql';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStores } from '../../src/gateway/stores/sqlite/open-sqlite-stores';
import type { IStores } from '../../src/gateway/stores/ports';
import { aSession, hash, sealed } from './gateway-stores/world';

const clock = { wall: () => Date.now() };
const UNUSABLE = { kind: 'storeFailure', code: 'storeUnusable', store: 'sqlite' };

describe('the file of the embedded store', () => {
  let folder: string;
  let path: string;
  const open = (): Promise<IStores> => openSqliteStores({ path, clock });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couchkey-file-'));
    path = join(folder, 'couchkey.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is nobody else’s to read, nor are the files beside it', async () => {
    const stores = await open();
    await stores.sessions.create(aSession('s'));
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes.length).toBeGreaterThan(1);
    expect(modes.every((mode) => mode === 0o600)).toBe(true);
    await stores.close();
  });

  it('is opened again with everything in it', async () => {
    const stores = await open();
    await stores.sessions.create(aSession('s'));
    await stores.close();
    const again = await open();
    expect((await again.sessions.read(hash('s')))?.id).toBe('s');
    await again.close();
  });

  it('is refused when a newer Couchkey wrote it, and left alone', async () => {
    await (await open()).close();
    const database = new Database(path);
    database.exec('PRAGMA user_version=99');
    database.close();
    await expect(open()).rejects.toMatchObject({ ...UNUSABLE, what: 'newer' });
  });

  it.each([
    ['is another file', () => writeFileSync(path, 'this is no database, whatever its name says'.repeat(99))],
    ['has a page torn out', () => tearPage(path)],
    ['lies in a folder that is gone', () => rmSync(folder, { recursive: true })]
  ])('is refused with a name for the trouble when it %s', async (_what, harm) => {
    const stores = await open();
    for (let n = 0; n < 100; n += 1) {
      await stores.sessions.create(aSession(`s${n}`));
    }
    await stores.close();
    harm();
    await expect(open()).rejects.toMatchObject(UNUSABLE);
  });

  it('waits for another process, and says so when that takes too long', async () => {
    const stores = await open();
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(stores.sessions.create(aSession('s'))).rejects.toMatchObject({ code: 'storeUnavailable' });
    other.exec('COMMIT');
    other.close();
    expect((await stores.sessions.create(aSession('s'))).id).toBe('s');
    await stores.close();
  });

  it('does not keep what was deleted', async () => {
    const stores = await open();
    const grant = sealed('a grant of somebody who left');
    await stores.accounts.write({ owner: 'ada', name: 'plex.grant', sealed: grant, expect: 0 });
    await stores.accounts.write({ owner: 'bob', name: 'plex.grant', sealed: sealed('stays'), expect: 0 });
    await stores.accounts.remove('ada', 'plex.grant');
    await stores.close();
    expect(readFileSync(path).includes(sealed('stays'))).toBe(true);
    expect(readFileSync(path).includes(grant)).toBe(false);
  });

  it('refuses politely after it was closed', async () => {
    const stores = await open();
    await stores.sessions.read(hash('asked before'));
    const last = stores.sessions.create(aSession('last'));
    await stores.close();
    expect((await last).id).toBe('last');
    await expect(stores.sessions.create(aSession('s'))).rejects.toMatchObject({ kind: 'storeFailure' });
    await expect(stores.sessions.read(hash('s'))).rejects.toMatchObject({ kind: 'storeFailure' });
  });

  it('undoes only the step that failed of those that were asked together', async () => {
    const stores = await open();
    const asked = ['a', 'b', 'a', 'c'].map((id, nth) =>
      stores.sessions.create({ ...aSession(id), hash: hash(`${id}${nth}`) })
    );
    const settled = await Promise.allSettled(asked);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await stores.sessions.read(hash('c3')))?.id).toBe('c');
    await stores.close();
  });
});

function tearPage(path: string): void {
  const bytes = readFileSync(path);
  for (let page = 2; page * 4096 < bytes.length; page += 2) {
    bytes.fill(0x5a, page * 4096, page * 4096 + 2048);
  }
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
}
