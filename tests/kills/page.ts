import { createClock } from '../../src/platform/clock';
import { openVault } from '../../src/platform/vault/open-vault';
import type { IVault } from '../../src/core/ports';
import type { Preset } from '../../src/core/vault/keys';

/** Where a record was kept: in the vault of a kiosk, in that of a packaged app, in localStorage and nowhere else. */
export type Found = {
  readonly kiosk: string | null;
  readonly packaged: string | null;
  readonly local: string | null;
};

const LOCAL = 'localStorage alone';
const clock = createClock(window as never);
const presetOf = (prefix: string): Preset => ({ prefix, legacyPrefixes: [] });
const kiosk = openVault(window, { clock, mirror: false, preset: presetOf('kiosk_') });
const packaged = openVault(window, { clock, mirror: true, preset: presetOf('packaged_') });

function written(vault: IVault, text: string): Promise<boolean> {
  return vault.write('plex.signIn', text).then(({ durable }) => durable);
}

Object.assign(window, {
  /** Resolves when the vaults have promised; false when one of them said that it will not remember. */
  keepRecord: (text: string): Promise<boolean> => {
    window.localStorage.setItem(LOCAL, text);
    return Promise.all([written(kiosk, text), written(packaged, text)]).then((all) => all.every(Boolean));
  },
  lookForRecord: (): Promise<Found> =>
    Promise.all([kiosk.read('plex.signIn'), packaged.read('plex.signIn')]).then((found) => ({
      kiosk: found[0],
      packaged: found[1],
      local: window.localStorage.getItem(LOCAL)
    }))
});
