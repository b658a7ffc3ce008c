// promises: P6 T4
/** What a signed-in screen keeps, over the real store: tokens with the user, the open profile with the screen. */
import { openHouseFor } from '../support/gateway-house';
import type { TestHouse } from '../support/gateway-house';
import { BONDS } from '../../src/gateway/secrets/bonds';
import { hashToken, newToken } from '../../src/gateway/secrets/tokens';
import { notesInMemory, notesOfSession } from '../../src/gateway/upstream/notes';
import { closeText } from '../../src/gateway/upstream/sealed-text';
import { sessionVault } from '../../src/gateway/upstream/session-vault';
import { keyOf, ringOf } from '../../src/gateway/secrets/key-ring';
import { readPlexRecord, writePlexRecord } from '../../src/core/vault/plex-record';
import type { PlexRecord } from '../../src/core/vault/plex-record';
import type { IVault } from '../../src/core/ports';
import type { Session } from '../../src/gateway/stores/rows';

let at: TestHouse;
const ANN = { id: 'ann', title: 'Ann', thumb: null, guarded: false };
const KID = { id: 'kid', title: 'Kid', thumb: null, guarded: false };

const record = (profile = ANN, profileToken: string | null = null, accountToken = 'T'): PlexRecord => ({
  version: 1,
  accountToken,
  issuedAt: 1,
  signIn: {
    key: `plex/ann/${profile.id}`,
    provider: 'plex',
    account: ANN,
    profile,
    hasServers: true,
    hasProfiles: true
  },
  profileToken
});

async function screen(id: string): Promise<() => Promise<IVault>> {
  const token = hashToken(newToken());
  const session = {
    id,
    hash: token,
    userId: null,
    csrf: 'c',
    deviceId: null,
    address: '192.0.2.7',
    agent: 'Kiosk/1',
    screenName: 'Lobby'
  };
  await at.house.stores.sessions.create(session);
  return async () => {
    const found = await at.house.stores.sessions.read(token);
    if (found === null) throw new Error('no session');
    return sessionVault(at.house, 'u1', notesOfSession(at.house, found));
  };
}

beforeEach(async () => {
  at = await openHouseFor();
  await at.house.stores.accounts.write({
    owner: 'u1',
    name: 'plex.grant',
    sealed: closeText(at.house.keys, BONDS.account('u1', 'plex.grant'), writePlexRecord(record())),
    expect: 0
  });
});
afterEach(() => at.stop());

describe('two screens of one user', () => {
  it('have one account, and each a profile of its own', async () => {
    const [lobby, den] = [await screen('s1'), await screen('s2')];
    await (await lobby()).write('plex.signIn', writePlexRecord(record(KID, 'KIDTOKEN')));
    const [seen, other] = [
      await (await lobby()).read('plex.signIn'),
      await (await den()).read('plex.signIn')
    ];
    expect(readPlexRecord(seen ?? '')).toEqual(record(KID, 'KIDTOKEN'));
    expect(readPlexRecord(other ?? '')).toEqual(record());
    await (await lobby()).write('plex.signIn', writePlexRecord(record()));
    expect(readPlexRecord((await (await lobby()).read('plex.signIn')) ?? '')).toEqual(record());
  });

  it('remember servers and consents apart', async () => {
    const [lobby, den] = [await screen('s1'), await screen('s2')];
    await (await lobby()).write('server', '{"id":"one"}');
    expect(await (await lobby()).read('server')).toBe('{"id":"one"}');
    expect(await (await den()).read('server')).toBeNull();
  });

  it('are known upstream by one client identifier', async () => {
    const [lobby, den] = [await screen('s1'), await screen('s2')];
    const [one, other] = await Promise.all([lobby(), den()]);
    expect(await one.read('clientId')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await other.read('clientId')).toBe(await one.read('clientId'));
    expect(await at.house.stores.settings.read('plex.clientId')).toBe(await one.read('clientId'));
  });
});

describe('what is written', () => {
  it('lies on the disk sealed, token and server alike', async () => {
    const lobby = await (await screen('s1'))();
    await lobby.write('plex.signIn', writePlexRecord(record(KID, 'KID-TOKEN-PLAIN')));
    await lobby.write('server', '{"accessToken":"SERVER-TOKEN-PLAIN"}');
    expect(at.bytes().includes('TOKEN-PLAIN')).toBe(false);
    expect(await lobby.read('server')).toContain('SERVER-TOKEN-PLAIN');
  });

  it('leaves a newer sign-in alone: an answer to the older one came late', async () => {
    const lobby = await (await screen('s1'))();
    await lobby.write('plex.signIn', writePlexRecord(record(ANN, null, 'OLDER')));
    expect(readPlexRecord((await lobby.read('plex.signIn')) ?? '').accountToken).toBe('T');
  });

  it('signs nobody in again who was signed out meanwhile', async () => {
    const lobby = await (await screen('s1'))();
    await at.house.stores.accounts.remove('u1', 'plex.grant');
    await lobby.write('plex.signIn', writePlexRecord(record()));
    expect(await lobby.read('plex.signIn')).toBeNull();
  });

  it('under a key that is lost never reads as missing, nor as the account behind the profile', async () => {
    const lobby = await screen('s1');
    await (await lobby()).write('plex.signIn', writePlexRecord(record(KID, 'KIDTOKEN')));
    const strange = { ...at.house, keys: { ring: () => ringOf(keyOf(Buffer.alloc(32, 9))) } };
    const lost = sessionVault(strange, 'u1', notesInMemory(new Map()));
    await expect(lost.read('plex.signIn')).rejects.toEqual({ code: 'vaultKeyLost' });
    await at.house.stores.accounts.write({
      owner: 'u1',
      name: 'plex.grant',
      sealed: closeText(strange.keys, BONDS.account('u1', 'plex.grant'), writePlexRecord(record())),
      expect: null
    });
    const session = await at.house.stores.sessions.revoke('s1');
    const torn = sessionVault(strange, 'u1', notesOfSession(strange, session as Session));
    await expect(torn.read('plex.signIn')).rejects.toEqual({ code: 'vaultKeyLost' });
  });
});

describe('a caller without a session', () => {
  it('has notes as long as the process runs', async () => {
    const notes = new Map<string, string>();
    const vault = (): IVault => sessionVault(at.house, 'u1', notesInMemory(notes));
    await vault().write('plex.signIn', writePlexRecord(record(KID, 'KIDTOKEN')));
    expect(readPlexRecord((await vault().read('plex.signIn')) ?? '')).toEqual(record(KID, 'KIDTOKEN'));
    await vault().wipe('account');
    expect(notes.size).toBe(0);
    expect(await vault().read('plex.signIn')).toBeNull();
  });
});
