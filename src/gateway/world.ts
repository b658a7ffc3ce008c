import type { IClock, IProvider, IServers, IVault } from '../core/ports';
import type { ProviderId } from '../core/model/session-state';
import type { PlexMemory } from '../modules/plex/auth';
import type { ServersMemory } from '../modules/plex/servers';
import type { GatewaySettings } from './house/gateway-settings';
import type { House } from './house/open-house';

/** A line of the log; facts are redacted before they are written. */
export interface IGatewayLog {
  debug(event: string, facts?: object): void;
  info(event: string, facts?: object): void;
  warn(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
}

/** What is counted and shown at /metrics. Labels are words of a fixed list, never of a caller. */
export interface IMeters {
  signIn(provider: ProviderId, outcome: 'granted' | 'gone' | 'refused' | 'failed'): void;
  upstream(host: string, outcome: string, ms: number): void;
  refresh(outcome: 'ok' | 'reused' | 'unknown'): void;
  storeError(code: string): void;
  unusual(event: string): void;
}

/** What may not be written down and must outlive a request, for each session. Bounded; what is dropped is found again upstream. */
export type ScreenMemory = {
  readonly plex: PlexMemory;
  readonly servers: ServersMemory;
  /** What a screen keeps in the notes of its session, for a caller who has none. */
  readonly notes: Map<string, string>;
};

/** The same modules as on a television, over a vault of the caller's choice. */
export interface IUpstream {
  readonly providers: readonly ProviderId[];
  provider(id: ProviderId, vault: IVault, memory: ScreenMemory): IProvider;
  servers(vault: IVault, memory: ScreenMemory): IServers;
  /** The memory that belongs to a session or token family; made on first use. */
  memoryOf(id: string): ScreenMemory;
  forget(id: string): void;
}

/** Handlers are (asked, world) -> answer: this is the world. */
export type World = {
  readonly house: House;
  readonly clock: IClock;
  readonly settings: GatewaySettings;
  readonly log: IGatewayLog;
  readonly meters: IMeters;
  readonly upstream: IUpstream;
  /** Aborts when the gateway begins to stop. */
  readonly stopping: AbortSignal;
  /** Changes with each build, so that a page open for weeks loads anew. */
  readonly buildId: string;
};
