import { browserSet } from './browser-set';
import { tizenSet, type TizenWorld } from './tizen-set';
import { webosSet, type WebosWorld } from './webos-set';
import type { ITvSet } from './tv-set';

/** Which maker's set this is, by what it offers and never by what it calls itself. */
export function setHere(world: Window): ITvSet {
  const offers = world as unknown as Partial<TizenWorld> & WebosWorld;
  if (offers.tizen !== undefined && offers.tizen.application !== undefined) {
    return tizenSet(offers as TizenWorld);
  }
  return offers.PalmServiceBridge !== undefined ? webosSet(offers) : browserSet(world);
}
