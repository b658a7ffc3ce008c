import { textOf } from '../../../core/wire';
import { RECORDS } from './constants';
import type { IClock, IVault } from '../../../core/ports';
import type { PlexMode } from './interfaces';

function hexDigit(mark: string, clock: IClock): string {
  const digit = Math.floor(clock.random() * 16) % 16;
  return (mark === 'y' ? (digit % 4) + 8 : digit).toString(16);
}

/** A version 4 UUID. It names a set and guards nothing, so the clock's chance is enough. */
export function newUuid(clock: IClock): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (mark) => hexDigit(mark, clock));
}

/**
 * This install's identifier: minted once, kept for good. A read that fails mints nothing, or every fault of the
 * store would add a device to the account. JWT mode has its own, because it kills the other's token.
 */
export function readClientId(vault: IVault, clock: IClock, mode: PlexMode): Promise<string> {
  return vault.read(nameIn(mode)).then((text): string | Promise<string> => {
    const kept = textOf(text);
    return kept !== null ? kept : mintClientId(vault, clock, mode);
  });
}

/** A new identifier, under which this set is another device to plex.tv. */
export function mintClientId(vault: IVault, clock: IClock, mode: PlexMode): Promise<string> {
  const fresh = newUuid(clock);
  return vault.write(nameIn(mode), fresh).then(() => fresh);
}

function nameIn(mode: PlexMode): string {
  return mode === 'jwt' ? RECORDS.jwtClientId : RECORDS.clientId;
}
