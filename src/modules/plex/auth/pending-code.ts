import { fieldsOf, idOf, parseJson, textOf } from '../../../core/wire';
import { RECORDS, SHORT_LIFE_MS, STRONG_LIFE_MS } from './constants';
import type { Code } from '../../../core/model/session-state';
import type { Ports } from '../../../core/ports';
import type { PlexMode } from './interfaces';

/** Keeps the code across a restart: what it is, never when it ends, because that clock starts anew with the program. */
export function keepPending(ports: Ports, code: Code): Promise<Code> {
  const kept = { version: 1, provider: 'plex', id: code.id, text: code.text, link: code.link };
  return ports.vault.write(RECORDS.pending, JSON.stringify(kept)).then(() => code);
}

/** The kept code, with a whole life before it: the first poll says how much of that is left. */
export function readPending(ports: Ports, mode: PlexMode): Promise<Code | null> {
  return ports.vault.read(RECORDS.pending).then((kept) => {
    const fields = fieldsOf(parseJson(kept || '')) || {};
    const id = idOf(fields['id']);
    const text = textOf(fields['text']);
    const link = textOf(fields['link']);
    if (fields['provider'] !== 'plex' || id === null || text === null || link === null) {
      return null;
    }
    const life = mode === 'strong' ? STRONG_LIFE_MS : SHORT_LIFE_MS;
    return { id, text, link, expiresAt: ports.clock.now() + life };
  });
}

/** Drops the kept code if it is this one; a newer one stays. */
export function dropPending(ports: Ports, codeId: string): Promise<void> {
  return ports.vault.read(RECORDS.pending).then((kept): void | Promise<void> => {
    const fields = fieldsOf(parseJson(kept || '')) || {};
    return idOf(fields['id']) === codeId ? ports.vault.remove(RECORDS.pending) : undefined;
  });
}
