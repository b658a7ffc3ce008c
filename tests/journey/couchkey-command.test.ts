// promises: B1 B10
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import facts from '../../package.json';
import { runCommand } from '../../src/gateway/command/run-command';
import { storeSettingsIn } from '../../src/gateway/house/environment';
import { openHouse } from '../../src/gateway/house/open-house';
import type { House } from '../../src/gateway/house/open-house';
import { BONDS } from '../../src/gateway/secrets/bonds';
import { keyIdOf, seal, unseal } from '../../src/gateway/secrets/envelope';
import { writeKeyFile } from '../../src/gateway/secrets/key-file';
import { newKey, ringOf } from '../../src/gateway/secrets/key-ring';
import { rotateAll } from '../../src/gateway/secrets/rotate-key';
import { hashToken, newToken } from '../../src/gateway/secrets/tokens';
import type { ImportedGrant } from '../../src/gateway/import/imported-grant';
import type { ISealedStore } from '../../src/gateway/stores/ports';
import type { Sealed } from '../../src/gateway/stores/rows';
import { startRedis } from '../support/redis-server';

const TOKEN = 'abcdefghij0123456789';
const ROOT = join(__dirname, '../..');

describe('couchkey', () => {
  let folder: string;
  let environment: { [name: string]: string };
  let out: string[];
  let errors: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couchkey-command-'));
    environment = { COUCHKEY_DATA: join(folder, 'data') };
    [out, errors] = [[], []];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const couchkey = (...argv: string[]): Promise<number> =>
    runCommand(argv, environment, {
      out: (line) => void out.push(line),
      error: (line) => void errors.push(line)
    });
  const house = (): Promise<House> => openHouse(storeSettingsIn(environment), () => undefined);
  const signIn = async ({ stores, keys }: House, cookie: string, owner: string): Promise<void> => {
    await stores.sessions.create({
      ...{ id: owner, hash: hashToken(cookie), userId: null, csrf: '', deviceId: null },
      ...{ address: '', agent: '', screenName: '' }
    });
    const sealed = seal(keys.ring(), BONDS.account(owner, 'plex.grant'), `token of ${owner}`);
    await stores.accounts.write({ owner, name: 'plex.grant', sealed, expect: null });
  };
  const tokenOf = async ({ stores, keys }: House, owner: string): Promise<string> => {
    const record = await stores.accounts.read(owner, 'plex.grant');
    return unseal(keys.ring(), BONDS.account(owner, 'plex.grant'), record?.sealed as Sealed);
  };

  it('lists its commands, and says in one line what it does not know', async () => {
    expect(await couchkey('--help')).toBe(0);
    expect(out.join('\n')).toMatch(/rotate-key[^]*backup[^]*restore/);
    expect(await couchkey('restore', '--help')).toBe(0);
    expect(out[1]).toMatch(/restore <file>(?![^]*backup <file> {2})/);
    expect(await couchkey('--version')).toBe(0);
    expect(out[2]).toBe(facts.version);
    expect(await couchkey('toString')).toBe(2);
    expect(await couchkey('import', 'a', '--what')).toBe(2);
    expect(errors.map((line) => /\((\w+)\)$/.exec(line)?.[1])).toEqual(['noSuchCommand', 'badOption']);
  });

  it('changes the key under a running gateway, which goes on reading and writing', async () => {
    const running = await house();
    await signIn(running, 'cookie', 'ada');
    const before = running.keys.ring().active.id;
    const rotating = couchkey('rotate-key');
    for (let n = 0; n < 40; n += 1) {
      await signIn(running, newToken(), `u${n}`);
      expect(await tokenOf(running, 'ada')).toBe('token of ada');
    }
    expect(await rotating).toBe(0);
    expect(errors).toEqual([]);
    const ring = running.keys.ring();
    expect([...ring.keys.keys()]).toEqual([ring.active.id]);
    expect(ring.active.id).not.toBe(before);
    for (let n = 0; n < 40; n += 1) {
      expect(await tokenOf(running, `u${n}`)).toBe(`token of u${n}`);
    }
    expect(keyIdOf(String((await running.stores.accounts.read('ada', 'plex.grant'))?.sealed))).toBe(
      ring.active.id
    );
    await running.stores.close();
    await (await house()).stores.close();
  });

  it('goes on with a change of key that was interrupted, with the key it had begun with', async () => {
    const running = await house();
    for (let n = 0; n < 9; n += 1) {
      await signIn(running, newToken(), `u${n}`);
    }
    const begun = ringOf(newKey(), [running.keys.ring().active]);
    writeKeyFile(join(folder, 'data/couchkey.key'), begun);
    let left = 4;
    const dying = {
      ...running.stores.sealed,
      replace: async (...row: Parameters<ISealedStore['replace']>): Promise<boolean> => {
        if ((left -= 1) < 0) {
          throw new Error('the plug was pulled');
        }
        return running.stores.sealed.replace(...row);
      }
    };
    await expect(rotateAll(dying, () => begun)).rejects.toThrow('the plug was pulled');
    expect(await tokenOf(running, 'u0')).toBe('token of u0');
    expect(await couchkey('rotate-key')).toBe(0);
    expect(out.join('\n')).toContain('going on with');
    expect([...running.keys.ring().keys.keys()]).toEqual([begun.active.id]);
    for (let n = 0; n < 9; n += 1) {
      expect(await tokenOf(running, `u${n}`)).toBe(`token of u${n}`);
    }
    await running.stores.close();
  });

  it('keeps the old keys when something does not open, and says so', async () => {
    const running = await house();
    await signIn(running, 'cookie', 'ada');
    const misplaced = seal(running.keys.ring(), BONDS.account('bob', 'plex.grant'), 'x');
    await running.stores.accounts.write({ owner: 'eve', name: 'plex.grant', sealed: misplaced, expect: 0 });
    expect(await couchkey('rotate-key')).toBe(2);
    expect(errors.join()).toContain('envelopesUnreadable');
    expect(running.keys.ring().keys.size).toBe(2);
    expect(await tokenOf(running, 'ada')).toBe('token of ada');
    await running.stores.close();
  });

  it('asks for the new key first where the keys come from the environment', async () => {
    const [old, next] = [newToken(), newToken()];
    environment['COUCHKEY_KEY'] = old;
    const running = await house();
    await signIn(running, 'cookie', 'ada');
    await running.stores.close();
    expect(await couchkey('rotate-key')).toBe(2);
    expect(errors.join()).toContain('needsNewKey');
    environment['COUCHKEY_KEY'] = `${next},${old}`;
    expect(await couchkey('rotate-key')).toBe(0);
    environment['COUCHKEY_KEY'] = next;
    const again = await house();
    expect(await tokenOf(again, 'ada')).toBe('token of ada');
    await again.stores.close();
  });

  it('refuses a store that was filled with another key', async () => {
    await (await house()).stores.close();
    environment['COUCHKEY_KEY'] = newToken();
    await expect(house()).rejects.toMatchObject({ code: 'keyMissing' });
    delete environment['COUCHKEY_KEY'];
    rmSync(join(folder, 'data/couchkey.key'));
    await expect(house()).rejects.toMatchObject({ code: 'keyMissing' });
  });

  it('copies the store while it is used, and puts the copy back under a running gateway', async () => {
    const running = await house();
    await signIn(running, 'cookie', 'ada');
    const copy = join(folder, 'copy.db');
    expect(await couchkey('backup', copy)).toBe(0);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readFileSync(copy).includes('token of ada')).toBe(false);
    await signIn(running, 'later', 'bob');
    await running.stores.sessions.revoke('ada');
    expect(await couchkey('restore', copy)).toBe(0);
    expect((await running.stores.sessions.read(hashToken('cookie')))?.id).toBe('ada');
    expect(await running.stores.sessions.read(hashToken('later'))).toBeNull();
    expect(await tokenOf(running, 'ada')).toBe('token of ada');
    const before = readdirSync(join(folder, 'data')).find((name) => name.includes('before'));
    expect(await couchkey('restore', join(folder, 'data', String(before)))).toBe(0);
    expect((await running.stores.sessions.read(hashToken('later')))?.id).toBe('bob');
    expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('restore-'))).toEqual([]);
    await running.stores.close();
    expect(errors).toEqual([]);
  });

  it('refuses to copy over a file, and to restore what is no copy of its own', async () => {
    expect(await couchkey('backup', join(folder, 'none.db'))).toBe(2);
    const running = await house();
    await signIn(running, 'cookie', 'ada');
    writeFileSync(join(folder, 'junk'), 'junk'.repeat(5000));
    expect(await couchkey('backup', join(folder, 'junk'))).toBe(2);
    expect(await couchkey('restore', join(folder, 'junk'))).toBe(2);
    expect(await couchkey('restore', join(folder, 'nowhere'))).toBe(2);
    expect(await couchkey('restore', folder)).toBe(2);
    expect(await couchkey('backup', join(folder, 'no/such/folder.db'))).toBe(2);
    expect(await couchkey('backup')).toBe(2);
    expect(await couchkey('import', 'one', 'two')).toBe(2);
    expect(errors.map((line) => /\((\w+)/.exec(line)?.[1])).toEqual([
      'nothingToCopy',
      'fileExists',
      'notACopy',
      'noSuchFile',
      'fileUnreadable',
      'fileUnwritable',
      'badOption',
      'badOption'
    ]);
    expect((await running.stores.sessions.read(hashToken('cookie')))?.id).toBe('ada');
    await running.stores.close();
  });

  it('does not restore a copy whose tokens this key does not open', async () => {
    const copy = join(folder, 'copy.db');
    await (await house()).stores.close();
    await couchkey('backup', copy);
    environment = { COUCHKEY_DATA: join(folder, 'elsewhere') };
    await (await house()).stores.close();
    expect(await couchkey('restore', copy)).toBe(2);
    expect(errors.join()).toContain('keyMissing');
  });

  it('imports a stored token, seals it and leaves the file alone', async () => {
    const file = join(folder, 'config.yaml');
    const text = `plex:\n  token: ${TOKEN}\n  username: ada\n  user_id: 7\n`;
    writeFileSync(file, text);
    expect(await couchkey('import', file)).toBe(0);
    expect(out.join()).toContain('of ada');
    expect([...out, ...errors].join()).not.toContain(TOKEN);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readFileSync(join(folder, 'data/couchkey.db')).includes(TOKEN)).toBe(false);
    const { stores, keys } = await house();
    const [record] = await stores.accounts.claimDue(1, 1000);
    expect(record?.owner).toBe('instance');
    const grant = JSON.parse(
      unseal(keys.ring(), BONDS.account('instance', 'plex.grant'), record?.sealed as Sealed)
    ) as ImportedGrant;
    expect(grant).toMatchObject({ token: TOKEN, person: { id: '7', name: 'ada' }, server: null });
    await stores.close();
    expect(await couchkey('import', file)).toBe(2);
    expect(await couchkey('import', file, '--replace')).toBe(0);
    expect(await couchkey('import', join(folder, 'data/couchkey.key'))).toBe(2);
    expect(errors.filter((line) => line.includes('(')).map((line) => /\((\w+)\)$/.exec(line)?.[1])).toEqual([
      'importExists',
      'importNothingFound'
    ]);
  });

  it('says what is wrong with key and folder', async () => {
    await (await house()).stores.close();
    chmodSync(join(folder, 'data/couchkey.key'), 0o644);
    expect(await couchkey('rotate-key')).toBe(2);
    environment = { COUCHKEY_DATA: '/dev/null/data' };
    expect(await couchkey('import', __filename)).toBe(2);
    expect(await couchkey('rotate-key')).toBe(2);
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ plex: { token: TOKEN } }));
    expect(await couchkey('import', join(folder, 'config.json'))).toBe(2);
    expect(errors.map((line) => /\((\w+)/.exec(line)?.[1])).toEqual([
      'keyFileReadableByOthers',
      'importNothingFound',
      'keyFileBroken',
      'storeUnusable'
    ]);
  });

  it('wants to know of a shared key file before it changes the key of a Redis, and can do it there too', async () => {
    const redis = await startRedis();
    try {
      environment['REDIS_URL'] = redis.url;
      const running = await house();
      await signIn(running, 'cookie', 'ada');
      expect(await couchkey('rotate-key')).toBe(2);
      expect(await couchkey('backup', join(folder, 'x'))).toBe(2);
      expect(errors.map((line) => /\((\w+)\)$/.exec(line)?.[1])).toEqual([
        'keyFileNotShared',
        'redisKeepsItself'
      ]);
      expect(await couchkey('rotate-key', '--shared-file')).toBe(0);
      expect(await tokenOf(running, 'ada')).toBe('token of ada');
      await redis.kill();
      expect(await couchkey('rotate-key', '--shared-file')).toBe(2);
      expect(errors[2]).toContain('storeUnavailable');
      await running.stores.close();
    } finally {
      await redis.stop();
    }
  }, 60_000);

  it('runs as a program', () => {
    const program = ['--import', 'tsx', join(ROOT, 'src/main-gateway.ts')];
    const ran = spawnSync(process.execPath, [...program, 'import', join(folder, 'none')], {
      encoding: 'utf8',
      env: { ...process.env, ...environment }
    });
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^couchkey: .*\(importUnreadable\)\n$/);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});
