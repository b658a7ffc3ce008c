import { parseFields, textOf } from './json';
import type { ProviderId } from '../model/config';
import type { Code } from '../model/session-state';

/** A code across a restart: what it is, never when it ends, because that clock starts anew with the program. */
export type PendingCode = Omit<Code, 'expiresAt'>;

/** The one name under which any provider's code is kept. */
export const PENDING_RECORD = 'pendingCode';

/** The code as text. */
export function writePendingCode(provider: ProviderId, code: PendingCode): string {
  return JSON.stringify({ version: 1, provider, id: code.id, text: code.text, link: code.link });
}

/** The code from text, if it is this provider's; a torn one is no loss, a new one is a request away. */
export function readPendingCode(provider: ProviderId, text: string | null): PendingCode | null {
  const fields = text === null ? null : parseFields(text);
  if (fields === null || fields.provider !== provider) {
    return null;
  }
  const id = textOf(fields.id);
  const link = textOf(fields.link);
  return id === null || link === null ? null : { id, text: textOf(fields.text) || '', link };
}
