import { EventEmitter } from 'eventemitter3';
import { PlexAuth } from '../../src/modules/plex/auth/PlexAuth';
import { memoryVault } from './memory-vault';
import { plexStub } from './plex-stub';
import { VirtualClock } from './virtual-clock';
import type { PlexAuthConfig, PlexPinRequest } from '../../src/modules/plex/auth/interfaces';

export type Settled = { readonly pin?: PlexPinRequest; readonly failure?: unknown };

/** What became of a promise so far. */
export function watchPin(promise: Promise<PlexPinRequest>): { now: Settled | null } {
  const seen: { now: Settled | null } = { now: null };
  promise.then(
    (pin) => (seen.now = { pin }),
    (failure: unknown) => (seen.now = { failure })
  );
  return seen;
}

/** PlexAuth as an embedder has it, with a clock and a plex.tv that the test holds in its hands. */
export function plexAuthSetup(config: Partial<PlexAuthConfig> = {}) {
  const plex = plexStub();
  const vault = memoryVault();
  const clock = new VirtualClock({ wall: Date.UTC(2026, 10, 20, 12) });
  const emitter = new EventEmitter();
  const ports = { http: plex.http, vault, clock, emitter };
  const make = (): PlexAuth => new PlexAuth(ports, { clientIdentifier: 'test-client', ...config });
  const auth = make();
  const heard: boolean[] = [];
  auth.on('authChange', (is) => heard.push(is));
  return { plex, vault, clock, emitter, auth, make, heard };
}
