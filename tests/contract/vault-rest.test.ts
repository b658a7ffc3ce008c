// promises: P6 R2 B10 T3
import { get } from 'idb-keyval';
import { readSlot, writeEnvelope } from '../../src/core/vault/envelope';
import { RETUNE } from '../../src/core/vault/keys';
import { readPlexRecord } from '../../src/core/vault/plex-record';
import { createDatabase } from '../../src/platform/vault/database';
import { createIdbStore } from '../../src/platform/vault/idb-store';
import { openVault } from '../../src/platform/vault/open-vault';
import { freshBrowser } from '../support/vaults';
import { VirtualClock } from '../support/virtual-clock';
import type { Envelope } from '../../src/core/vault/envelope';
import type { Preset } from '../../src/core/vault/keys';
import type { Keepsakes } from '../../src/platform/vault/open-vault';
import type { IRotatingVault } from '../../src/platform/vault/vault';

type Browser = Required<Keepsakes>;
const TOKEN = 'secret-token-20chars';
const NAMES = [
  'plex.signIn',
  'plex.profiles',
  'server',
  'pendingCode',
  'plex.jwtKey',
  'clientId',
  'settings',
  'unlisted'
];

const vaultOf = (browser: Browser, mirror: boolean, preset?: Preset): IRotatingVault =>
  openVault(browser, { clock: new VirtualClock(), mirror, ...(preset === undefined ? {} : { preset }) });

const recordsOf = (browser: Browser, prefix = 'couchkey_'): ReturnType<typeof createIdbStore> =>
  createIdbStore(createDatabase(browser.indexedDB, `${prefix}vault`, ['records', 'keys']).store('records'));

const ringOf = (browser: Browser): Promise<{ kid: string; key: CryptoKey }[] | undefined> =>
  get('ring', createDatabase(browser.indexedDB, 'couchkey_vault', ['records', 'keys']).store('keys'));

/** Every key of every store, and every text in them. */
async function everything(browser: Browser): Promise<{ keys: string[]; texts: string }> {
  const records = recordsOf(browser);
  const inDatabase = await records.keys();
  const texts = await Promise.all(inDatabase.map((key) => records.read(key)));
  const local = Object.entries({ ...browser.localStorage });
  const ring = (await ringOf(browser)) ?? [];
  return {
    keys: [...inDatabase, ...local.map(([key]) => key), ...ring.map(({ kid }) => `key ${kid}`)],
    texts: JSON.stringify([texts, local])
  };
}

async function fill(vault: IRotatingVault): Promise<void> {
  for (const round of ['first', 'second', 'third']) {
    await Promise.all(NAMES.map((name) => vault.write(name, `${TOKEN} ${round}`)));
  }
}

describe.each([
  ['a packaged app', true],
  ['a kiosk', false]
])('on %s', (_name, mirror) => {
  it('leaves taste and name after a sign-out, and nothing else in any store', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, mirror));
    browser.localStorage.setItem('retune_plex_auth', TOKEN);
    browser.localStorage.setItem('somebody else', 'stays');
    await vaultOf(browser, mirror).wipe('account');
    const { keys } = await everything(browser);
    expect([...new Set(keys)].sort()).toEqual([
      'couchkey_clientId.a',
      'couchkey_clientId.b',
      'couchkey_settings.a',
      'couchkey_settings.b',
      'somebody else'
    ]);
  });

  it('leaves nothing of ours after a reset', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, mirror));
    browser.localStorage.setItem('retune_client_id', 'uuid');
    browser.localStorage.setItem('somebody else', 'stays');
    await vaultOf(browser, mirror).wipe('all');
    expect((await everything(browser)).keys).toEqual(['somebody else']);
  });

  it('can be signed into again after both', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, mirror));
    await vaultOf(browser, mirror).wipe('account');
    await vaultOf(browser, mirror).wipe('all');
    expect(await vaultOf(browser, mirror).write('plex.signIn', 'next')).toEqual({ durable: true });
    expect(await vaultOf(browser, mirror).read('plex.signIn')).toBe('next');
  });

  it('clears away the one torn copy it kept aside', async () => {
    const browser = freshBrowser();
    const vault = vaultOf(browser, mirror);
    await vault.write('plex.signIn', 'one');
    await recordsOf(browser).write('couchkey_plex.signIn.b', TOKEN);
    await vault.write('plex.signIn', 'two');
    expect(await recordsOf(browser).read('couchkey_plex.signIn.torn')).toBe(TOKEN);
    await vault.wipe('account');
    expect((await everything(browser)).texts).not.toContain(TOKEN);
  });
});

describe('at rest', () => {
  const SECRETS = NAMES.filter((name) => name !== 'clientId' && name !== 'settings');

  it('a kiosk writes no account record that can be read anywhere', async () => {
    const browser = freshBrowser();
    const vault = vaultOf(browser, false);
    await Promise.all(SECRETS.map((name) => vault.write(name, TOKEN)));
    expect((await everything(browser)).texts).not.toContain(TOKEN);
    expect((await everything(browser)).texts).toContain('AES-GCM');
  });

  it('a packaged app has its readable copy in localStorage only', async () => {
    const browser = freshBrowser();
    await vaultOf(browser, true).write('plex.signIn', TOKEN);
    const records = recordsOf(browser);
    const texts = await Promise.all((await records.keys()).map((key) => records.read(key)));
    expect(JSON.stringify(texts)).not.toContain(TOKEN);
    expect(JSON.stringify({ ...browser.localStorage })).toContain(TOKEN);
  });

  it('the key cannot be taken out of the engine', async () => {
    const browser = freshBrowser();
    await vaultOf(browser, false).write('plex.signIn', TOKEN);
    const key = (await ringOf(browser))?.[0]?.key as CryptoKey;
    expect(key.extractable).toBe(false);
    await expect(browser.crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('what was sealed as one record does not open as another', async () => {
    const browser = freshBrowser();
    await vaultOf(browser, false).write('plex.signIn', TOKEN);
    const slot = readSlot('plex.signIn', await recordsOf(browser).read('couchkey_plex.signIn.a'));
    expect(slot.kind).toBe('sealed');
    await recordsOf(browser).write('couchkey_server.a', writeEnvelope('server', slot as Envelope));
    await expect(vaultOf(browser, false).read('server')).rejects.toEqual({ code: 'vaultKeyLost' });
  });

  it('seals a record that was written before the engine could', async () => {
    const browser = freshBrowser();
    const { indexedDB, localStorage } = browser;
    await openVault({ indexedDB, localStorage }, { clock: new VirtualClock(), mirror: false }).write(
      'plex.signIn',
      TOKEN
    );
    const vault = vaultOf(browser, false);
    expect(await vault.read('plex.signIn')).toBe(TOKEN);
    await vault.read('settings');
    expect((await everything(browser)).texts).not.toContain(TOKEN);
    expect(await vaultOf(browser, false).read('plex.signIn')).toBe(TOKEN);
  });

  it('seals everything anew under a new key, and destroys the old one', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, false));
    const before = (await ringOf(browser))?.[0]?.kid as string;
    expect(await vaultOf(browser, false).rotateKey()).toBe(true);
    const after = await everything(browser);
    expect((await ringOf(browser))?.map(({ kid }) => kid)).not.toContain(before);
    expect(after.texts).not.toContain(before);
    expect(await vaultOf(browser, false).read('plex.signIn')).toBe(`${TOKEN} third`);
  });

  it('keeps the old key as long as something could not be sealed anew', async () => {
    const browser = freshBrowser();
    const vault = vaultOf(browser, false);
    await fill(vault);
    const before = (await ringOf(browser))?.[0]?.kid as string;
    await Promise.all(
      ['a', 'b'].map((slot) => recordsOf(browser).write(`couchkey_server.${slot}`, 'garbage'))
    );
    expect(await vault.rotateKey()).toBe(false);
    expect((await ringOf(browser))?.map(({ kid }) => kid)).toContain(before);
  });
});

describe('when the key is lost', () => {
  const loseKey = (browser: Browser): Promise<void> =>
    createIdbStore(
      createDatabase(browser.indexedDB, 'couchkey_vault', ['records', 'keys']).store('keys')
    ).remove('ring');

  it('a kiosk says so, and does not look signed out', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, false));
    await loseKey(browser);
    await expect(vaultOf(browser, false).read('plex.signIn')).rejects.toEqual({ code: 'vaultKeyLost' });
    expect(await vaultOf(browser, false).read('settings')).toBe(`${TOKEN} third`);
  });

  it('a packaged app opens its other copy, and seals it again', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, true));
    await loseKey(browser);
    const vault = vaultOf(browser, true);
    expect(await vault.read('plex.signIn')).toBe(`${TOKEN} third`);
    await vault.read('settings');
    browser.localStorage.clear();
    expect(await vaultOf(browser, true).read('plex.signIn')).toBe(`${TOKEN} third`);
  });

  it('a new sign-in starts over with a new key', async () => {
    const browser = freshBrowser();
    await fill(vaultOf(browser, false));
    await loseKey(browser);
    const vault = vaultOf(browser, false);
    expect(await vault.write('plex.signIn', 'next')).toEqual({ durable: true });
    expect(await vaultOf(browser, false).read('plex.signIn')).toBe('next');
  });
});

describe('a record of a program to come', () => {
  const newer = (n: number): string => JSON.stringify({ v: 2, n, anything: 'else' });

  it('is not read, not taken for a sign-out and not overwritten', async () => {
    const browser = freshBrowser();
    const vault = vaultOf(browser, false);
    await vault.write('plex.signIn', 'old');
    await recordsOf(browser).write('couchkey_plex.signIn.b', newer(7));
    await expect(vault.read('plex.signIn')).rejects.toEqual({ code: 'storage' });
    expect(await vault.write('plex.signIn', 'one')).toEqual({ durable: true });
    expect(await vault.write('plex.signIn', 'two')).toEqual({ durable: true });
    expect(await recordsOf(browser).read('couchkey_plex.signIn.b')).toBe(newer(7));
    expect(await vaultOf(browser, false).read('plex.signIn')).toBe('two');
  });

  it('is kept even where it fills both slots: the sign-in then lasts as long as the program, and says so', async () => {
    const browser = freshBrowser();
    const records = recordsOf(browser);
    await records.write('couchkey_plex.signIn.a', newer(6));
    await records.write('couchkey_plex.signIn.b', newer(7));
    const vault = vaultOf(browser, false);
    expect(await vault.write('plex.signIn', 'now')).toEqual({ durable: false });
    expect(await vault.read('plex.signIn')).toBe('now');
    expect([
      await records.read('couchkey_plex.signIn.a'),
      await records.read('couchkey_plex.signIn.b')
    ]).toEqual([newer(6), newer(7)]);
    await vault.wipe('account');
    expect(await records.keys()).toEqual([]);
  });
});

describe('what an older program left', () => {
  const retune = JSON.stringify({
    version: 1,
    data: {
      token: {
        token: TOKEN,
        userId: '7',
        username: 'anna',
        email: 'a@b',
        thumb: '',
        expiresAt: null,
        issuedAt: '2026-01-02T03:04:05.000Z'
      },
      selectedServerId: 'machine-1',
      selectedServerUri: 'https://10-0-0-2.x.plex.direct:32400'
    }
  });
  const left = (entries: { [key: string]: string }): Browser => {
    const browser = freshBrowser();
    Object.entries(entries).forEach(([key, text]) => browser.localStorage.setItem(key, text));
    return browser;
  };

  it('signs nobody out: token, name of the set and choice of server are taken over, and the plain copy goes', async () => {
    const browser = left({
      retune_plex_auth: retune,
      retune_client_id: 'uuid-1',
      retune_selected_server: 'machine-2'
    });
    const vault = vaultOf(browser, false);
    const record = readPlexRecord((await vault.read('plex.signIn')) ?? '');
    expect([record.accountToken, record.signIn, record.issuedAt]).toEqual([
      TOKEN,
      null,
      Date.UTC(2026, 0, 2, 3, 4, 5)
    ]);
    expect(await vault.read('clientId')).toBe('uuid-1');
    expect(JSON.parse((await vault.read('server')) ?? '{}')).toMatchObject({ id: 'machine-2' });
    expect(Object.keys({ ...browser.localStorage }).filter((key) => key.startsWith('retune'))).toEqual([]);
    expect((await everything(browser)).texts).not.toContain(TOKEN);
  });

  it('finds the server in the sign-in where it has no record of its own', async () => {
    const vault = vaultOf(left({ retune_plex_auth: retune }), false);
    expect(JSON.parse((await vault.read('server')) ?? '{}')).toMatchObject({ id: 'machine-1' });
    expect(readPlexRecord((await vault.read('plex.signIn')) ?? '').accountToken).toBe(TOKEN);
  });

  it.each([
    TOKEN,
    `"${TOKEN}"`,
    ` ${TOKEN}\n`,
    JSON.stringify({ token: TOKEN }),
    JSON.stringify({ authToken: TOKEN })
  ])('takes over a bare token written as %s', async (text) => {
    const vault = vaultOf(left({ retune_plex_auth: text }), false);
    expect(readPlexRecord((await vault.read('plex.signIn')) ?? '').accountToken).toBe(TOKEN);
  });

  it.each([
    '',
    'null',
    '"null"',
    'undefined',
    '{}',
    '[]',
    '<html></html>',
    '{"version":1,"data":null}',
    '{"version":1,"data":{"token":null}}'
  ])('makes no sign-in of %s, and leaves it', async (text) => {
    const browser = left({ retune_plex_auth: text });
    expect(await vaultOf(browser, false).read('plex.signIn')).toBeNull();
    expect(browser.localStorage.getItem('retune_plex_auth')).toBe(text);
  });

  it('leaves a version it does not know where it is', async () => {
    const text = JSON.stringify({ version: 2, data: { token: { token: TOKEN } } });
    const browser = left({ retune_plex_auth: text });
    expect(await vaultOf(browser, false).read('plex.signIn')).toBeNull();
    expect(browser.localStorage.getItem('retune_plex_auth')).toBe(text);
  });

  it('never outranks a record of ours, and never comes back after a removal', async () => {
    const browser = left({});
    await vaultOf(browser, false).write('plex.signIn', 'ours');
    browser.localStorage.setItem('retune_plex_auth', retune);
    const vault = vaultOf(browser, false);
    expect(await vault.read('plex.signIn')).toBe('ours');
    await vault.remove('plex.signIn');
    expect(await vaultOf(browser, false).read('plex.signIn')).toBeNull();
  });

  it('is found under the very key that an embedder names, and is sealed from then on', async () => {
    const browser = left({ retune_plex_auth: retune });
    const vault = vaultOf(browser, false, RETUNE);
    expect(await vault.read('retune_plex_auth')).toBe(retune);
    expect(browser.localStorage.getItem('retune_plex_auth')).toBeNull();
    expect(await vaultOf(browser, false, RETUNE).read('retune_plex_auth')).toBe(retune);
    await vault.wipe('account');
    expect(await recordsOf(browser, 'retune_').keys()).toEqual([]);
  });

  it('stays where it is as long as our copy would not survive a power cut', async () => {
    const { localStorage } = left({ retune_plex_auth: retune });
    const vault = openVault({ localStorage }, { clock: new VirtualClock(), mirror: true });
    expect(readPlexRecord((await vault.read('plex.signIn')) ?? '').accountToken).toBe(TOKEN);
    expect(localStorage.getItem('retune_plex_auth')).toBe(retune);
    await vault.wipe('account');
    expect(Object.keys({ ...localStorage })).toEqual([]);
  });
});

describe('hygiene', () => {
  it('leaves no timer behind, whatever it was asked', async () => {
    const clock = new VirtualClock();
    const vault = openVault(freshBrowser(), { clock, mirror: true });
    await fill(vault);
    await Promise.all(NAMES.map((name) => vault.read(name)));
    await vault.rotateKey();
    await vault.wipe('all');
    expect(clock.pending).toBe(0);
  });

  it('needs nothing that a sandbox forbids', async () => {
    const forbidden = {
      get indexedDB(): IDBFactory {
        throw new Error('SecurityError');
      },
      get localStorage(): Storage {
        throw new Error('SecurityError');
      }
    } as unknown as Keepsakes;
    const vault = openVault(forbidden, { clock: new VirtualClock(), mirror: true });
    expect(await vault.write('plex.signIn', TOKEN)).toEqual({ durable: false });
    expect(await vault.read('plex.signIn')).toBe(TOKEN);
  });
});
