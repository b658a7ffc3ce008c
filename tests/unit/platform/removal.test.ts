// promises: P6
import { diskStore, fatedStore } from '../../support/stores';
import { vaultOver } from '../../support/vaults';
import type { Vault } from '../../../src/platform/vault/vault';
import type { Disk, Fate } from '../../support/stores';

/** A vault over one store, the only one there is. */
function vaultOn(disk: Disk, fate: () => Fate): Vault {
  return vaultOver([{ store: fatedStore(diskStore(disk), fate), cipher: null, keepsSecrets: true }]);
}

describe('a sign-out', () => {
  it('is not claimed when the store that has the record refuses to let go of it', async () => {
    const disk: Disk = new Map();
    let fate: Fate = 'ok';
    const vault = vaultOn(disk, () => fate);
    await vault.write('plex.signIn', 'T');
    fate = 'throw';
    await expect(vault.wipe('account')).rejects.toEqual({ code: 'storage' });
    fate = 'ok';
    await vault.wipe('account');
    expect([...disk.keys()]).toEqual([]);
  });

  it('is not held up by a store that never once answered', async () => {
    const vault = vaultOn(new Map(), () => 'throw');
    expect(await vault.write('plex.signIn', 'T')).toEqual({ durable: false });
    await vault.wipe('account');
    expect(await vault.read('plex.signIn')).toBeNull();
  });

  it('takes the other records along when one of them cannot be removed', async () => {
    const disk: Disk = new Map();
    let isStuck = false;
    const store = fatedStore(diskStore(disk), (what, key) =>
      isStuck && what !== 'read' && key.includes('plex.signIn') ? 'throw' : 'ok'
    );
    const vault = vaultOver([{ store, cipher: null, keepsSecrets: true }]);
    await vault.write('plex.signIn', 'T');
    await vault.write('server', 'S');
    isStuck = true;
    await expect(vault.wipe('account')).rejects.toEqual({ code: 'storage' });
    expect([...disk.keys()].filter((key) => key.includes('server'))).toEqual([]);
  });
});
