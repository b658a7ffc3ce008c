import { EventEmitter } from 'eventemitter3';
import { COUCHKEY } from './core/vault/keys';
import { createPlexJwt, DEFAULTS, PlexAuth } from './modules/plex/auth';
import { newUuid } from './modules/plex/auth/client-id';
import { PlexServerDiscovery } from './modules/plex/servers';
import { browserHttp } from './platform/browser-http';
import { createClock } from './platform/clock';
import { subtleSigner } from './platform/signer-subtle';
import { localStorageOf } from './platform/vault/local-store';
import { openVault } from './platform/vault/open-vault';
import type { Preset } from './core/vault/keys';
import type { IClock, IVault } from './core/ports';
import type { IPlexAuth, PlexAuthConfig, PlexAuthPorts } from './modules/plex/auth';
import type { PlexServersConfig } from './modules/plex/servers';

/** Nothing has to be said. Without `clientIdentifier` this browser is given one, once. */
export type Embedded<C extends PlexAuthConfig> = Omit<C, 'clientIdentifier'> & {
  readonly clientIdentifier?: string;
  /** Under which names records are kept. */
  readonly preset?: Preset;
};

const vaults: { [prefix: string]: IVault } = {};

/** Retune's `IPlexAuth` over what a browser has. Any port may be handed in instead. */
export function createPlexAuth(
  config: Embedded<PlexAuthConfig> = {},
  ports: Partial<PlexAuthPorts> = {}
): PlexAuth {
  return new PlexAuth({ ...browserPorts(config), ...ports }, named(config));
}

/** Retune's `IPlexServers` for whoever is signed in with `auth`. */
export function createPlexServers(
  auth: Pick<IPlexAuth, 'getCurrentUser' | 'on'>,
  config: Embedded<PlexServersConfig> = {},
  ports: Partial<PlexAuthPorts> = {}
): PlexServerDiscovery {
  const securePage = window.location.protocol === 'https:';
  return new PlexServerDiscovery(
    { ...browserPorts(config), ...ports },
    { securePage, ...named(config) },
    auth
  );
}

function browserPorts(config: Embedded<PlexAuthConfig>): PlexAuthPorts {
  const clock = createClock(window);
  const plexUrl = config.plexUrl === undefined ? DEFAULTS.plexUrl : config.plexUrl;
  return {
    ...(config.mode === 'jwt' ? { jwt: createPlexJwt(subtleSigner(window.crypto.subtle)) } : {}),
    clock,
    // When the embedder's program was built is not known here, so no clock is called wrong.
    http: browserHttp(clock, 0, plexUrl),
    vault: vaultOf(config.preset || COUCHKEY, clock),
    emitter: new EventEmitter()
  };
}

/** One for each prefix: two at once over the same records would each make a key, and one of them would be lost. */
function vaultOf(preset: Preset, clock: IClock): IVault {
  const known = vaults[preset.prefix];
  const vault =
    known === undefined
      ? openVault(window, { clock, mirror: window.location.protocol === 'file:', preset })
      : known;
  vaults[preset.prefix] = vault;
  return vault;
}

function named<C extends PlexAuthConfig>(config: Embedded<C>): Omit<C, 'clientIdentifier'> & PlexAuthConfig {
  const given = config.clientIdentifier;
  return { ...config, clientIdentifier: given === undefined ? installId(config.preset || COUCHKEY) : given };
}

/** Not in the vault, because Retune's contract has it at once. It guards nothing. */
function installId({ prefix }: Preset): string {
  const storage = localStorageOf(window);
  const name = prefix + 'install';
  try {
    const kept = storage === null ? null : storage.getItem(name);
    const id = kept === null ? newUuid(createClock(window)) : kept;
    if (storage !== null) {
      storage.setItem(name, id);
    }
    return id;
  } catch (_full) {
    return newUuid(createClock(window));
  }
}
