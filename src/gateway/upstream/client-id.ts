import { createHash, randomUUID } from 'node:crypto';
import { newId } from '../secrets/tokens';
import type { IStores } from '../stores/ports';

const NAME = 'plex.clientId';
const known = new WeakMap<object, string>();

/** What plex.tv knows this group of gateways by: made once, by whichever of them was first, and never changed. */
export async function clientIdOf(stores: Pick<IStores, 'settings'>): Promise<string> {
  const id =
    known.get(stores) ??
    (await stores.settings.read(NAME)) ??
    (await stores.settings.writeIfAbsent(NAME, randomUUID()));
  known.set(stores, id);
  return id;
}

/** A screen's sessions and what remembers it follow one another; the first part of their ids stays. */
const screenIn = (id: string): string => id.split('.')[0] ?? id;

/** An id of its own for what comes after `id` on the same screen. */
export const nextIdOf = (id: string): string => `${screenIn(id)}.${newId()}`;

function uuidOf(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * What plex.tv knows a screen by. plex.tv keeps one token for a person and an identifier, so each screen has its own;
 * it follows from the screen's id, and whatever else is lost on the way, it is the same again.
 */
export async function clientIdOfScreen(
  stores: Pick<IStores, 'settings'>,
  sessionId: string
): Promise<string> {
  const group = await clientIdOf(stores);
  return uuidOf(
    createHash('sha256')
      .update(`${group} ${screenIn(sessionId)}`)
      .digest()
  );
}
