import { PENDING_RECORD, readPendingCode, writePendingCode } from '../../../core/vault/pending-code';
import { SHORT_LIFE_MS, STRONG_LIFE_MS } from './constants';
import type { Code } from '../../../core/model/session-state';
import type { Ports } from '../../../core/ports';
import type { PlexMode } from './interfaces';

/** Keeps the code across a restart. */
export function keepPending(ports: Ports, code: Code): Promise<Code> {
  return ports.vault.write(PENDING_RECORD, writePendingCode('plex', code)).then(() => code);
}

/** The kept code, with a whole life before it: the first poll says how much of that is left. */
export function readPending(ports: Ports, mode: PlexMode): Promise<Code | null> {
  return ports.vault.read(PENDING_RECORD).then((text) => {
    const code = readPendingCode('plex', text);
    const life = mode === 'strong' ? STRONG_LIFE_MS : SHORT_LIFE_MS;
    return code === null ? null : { ...code, expiresAt: ports.clock.now() + life };
  });
}

/** Drops the kept code if it is this one; a newer one stays. */
export function dropPending(ports: Ports, codeId: string): Promise<void> {
  return ports.vault.read(PENDING_RECORD).then((text): void | Promise<void> => {
    const code = readPendingCode('plex', text);
    return code !== null && code.id === codeId ? ports.vault.remove(PENDING_RECORD) : undefined;
  });
}
