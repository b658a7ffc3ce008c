import { randomUUID } from 'node:crypto';
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
