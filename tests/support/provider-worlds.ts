import { DEFAULTS as PLEX } from '../../src/modules/plex/auth/constants';
import { newPlexMemory } from '../../src/modules/plex/auth/account-token';
import { createPlexJwt } from '../../src/modules/plex/auth/plex-jwt';
import { PlexProvider } from '../../src/modules/plex/auth/plex-provider';
import { DEFAULTS as TMDB } from '../../src/modules/tmdb/auth/constants';
import { TmdbProvider } from '../../src/modules/tmdb/auth/tmdb-provider';
import { stableSigner } from '../../src/platform/signer-stable';
import { memoryVault, type MemoryVault } from './memory-vault';
import { nodeHttp } from './node-http';
import { realClock } from './real-clock';
import type { Code } from '../../src/core/model/session-state';
import type { IClock, IHttp, IProvider } from '../../src/core/ports';
import type { PlexMemory, PlexMode } from '../../src/modules/plex/auth/interfaces';
import type { Simulator } from '../simulator/start';

/** One way of signing in, with the hands of the person at the other end. */
export type ProviderWorld = {
  readonly name: string;
  readonly vault: MemoryVault;
  readonly memory: PlexMemory;
  /** A provider as an effect gets it: new each time, knowing only what the vault knows. */
  provider(): IProvider;
  approve(code: Code): void;
  kill(code: Code): void;
  /** The person takes the access away on the service's website. */
  revoke(): void | Promise<void>;
  close?(): Promise<void>;
  readonly record: string;
  /** Routes of the simulator by what they do, for faults. */
  readonly routes: { readonly code: string; readonly check: string; readonly account: string };
};

export type Hands = { readonly http?: IHttp; readonly vault?: MemoryVault; readonly clock?: IClock };

export function plexWorld(sim: Simulator, mode: PlexMode, person = 'theo', hands: Hands = {}): ProviderWorld {
  const { http = nodeHttp(), vault = memoryVault(), clock = realClock() } = hands;
  const ports = { http, vault, clock, jwt: createPlexJwt(stableSigner()) };
  const memory = newPlexMemory();
  const config = { ...PLEX, mode, plexUrl: sim.urls.plex, linkBase: sim.urls.plex };
  const pinOf = (code: Code) => sim.plex.pins().find((pin) => String(pin.id) === code.id);
  return {
    name: `Plex, ${mode}`,
    vault,
    memory,
    record: 'plex.signIn',
    routes: { code: 'pins.create', check: 'pins.poll', account: 'user' },
    provider: () => new PlexProvider(ports, config, memory),
    approve: (code) => {
      const said = sim.phone.twoFactor(pinOf(code)?.code ?? '', person);
      if (!said.ok) throw new Error(said.reason);
    },
    kill: (code) => void sim.plex.killPin(code.id),
    revoke: () => void sim.plex.signOutEverywhere(person)
  };
}

export function tmdbWorld(sim: Simulator, version: 3 | 4, hands: Hands = {}): ProviderWorld {
  const { http = nodeHttp(), vault = memoryVault(), clock = realClock() } = hands;
  const ports = { http, vault, clock };
  const key = version === 3 ? { apiKey: sim.tmdb.apiKey } : { readToken: sim.tmdb.readToken };
  const config = { ...TMDB, version, ...key, apiUrl: sim.urls.tmdb, siteUrl: sim.urls.tmdb };
  const secrets = (): string[] => {
    const record = JSON.parse(vault.disk.get('tmdb.signIn') ?? '{}');
    return [record.sessionId, record.accessToken].filter((each) => typeof each === 'string');
  };
  return {
    name: `TMDB, v${version}`,
    vault,
    memory: newPlexMemory(),
    record: 'tmdb.signIn',
    routes: {
      code: `v${version}.token.new`,
      check: version === 3 ? 'v3.session.new' : 'v4.access.new',
      account: 'v3.account'
    },
    provider: () => new TmdbProvider(ports, config),
    approve: (code) => sim.phone.approveTmdb(code.id),
    kill: (code) => sim.phone.denyTmdb(code.id),
    revoke: () => secrets().forEach((each) => void sim.tmdb.revoke(each))
  };
}
