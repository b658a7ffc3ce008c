import { PlexServers, newServersMemory, DEFAULT_OPTIONS } from '../../src/modules/plex/servers';
import { DEFAULTS } from '../../src/modules/plex/auth/constants';
import { newPlexMemory } from '../../src/modules/plex/auth/account-token';
import { PlexProvider } from '../../src/modules/plex/auth/plex-provider';
import { memoryVault, type MemoryVault } from './memory-vault';
import { nodeHttp } from './node-http';
import { realClock } from './real-clock';
import type { Failure } from '../../src/core/model/failure';
import type { IHttp } from '../../src/core/ports';
import type { PlexContext } from '../../src/modules/plex/auth';
import type { ServersMemory, ServersOptions } from '../../src/modules/plex/servers';
import type { Simulator } from '../simulator/start';

/** A television in a simulated house, with somebody signed in. */
export type ServersWorld = {
  readonly vault: MemoryVault;
  readonly provider: () => PlexProvider;
  /** As an effect gets it: new each time. */
  readonly servers: (options?: Partial<ServersOptions>) => PlexServers;
  /** The power is cut: what was not written is gone. */
  readonly restart: () => void;
  readonly accountToken: () => string;
};

export type Hands = { readonly http?: IHttp; readonly vault?: MemoryVault };

export async function signedInWorld(
  sim: Simulator,
  person = 'ada',
  hands: Hands = {}
): Promise<ServersWorld> {
  const { http = nodeHttp(), vault = memoryVault() } = hands;
  const ports = { http, vault, clock: realClock() };
  const config = { ...DEFAULTS, plexUrl: sim.urls.plex, linkBase: sim.urls.plex };
  let plex: PlexContext = { ports, config, memory: newPlexMemory() };
  let memory: ServersMemory = newServersMemory();
  const provider = () => new PlexProvider(plex.ports, plex.config, plex.memory);
  const code = await provider().requestCode();
  const said = sim.phone.twoFactor(code.text, person);
  if (!said.ok) throw new Error(said.reason);
  await provider().checkCode(code.id);
  await provider().loadAccount();
  return {
    vault,
    provider,
    servers: (options = {}) => new PlexServers(plex, { ...DEFAULT_OPTIONS, ...options }, memory),
    restart: () => {
      plex = { ...plex, memory: newPlexMemory() };
      memory = newServersMemory();
    },
    accountToken: () => JSON.parse(vault.disk.get('plex.signIn') ?? '{}').accountToken
  };
}

/** The failure a promise ends with; one that succeeds is a fault of the test. */
export function failureIn(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (failure: Failure) => failure
  );
}
