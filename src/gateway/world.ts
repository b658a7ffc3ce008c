import type { IncomingMessage } from 'node:http';
import type { Failure } from '../core/model/failure';
import type { ProviderId } from '../core/model/config';
import type { Route } from '../core/model/session-state';
import type { Headers, IClock, IProvider, IServers, IVault } from '../core/ports';
import type { PlexMemory } from '../modules/plex/auth';
import type { ServersMemory } from '../modules/plex/servers';
import type { IGdm } from './gdm/gdm';
import type { GatewaySettings } from './house/gateway-settings';
import type { House } from './house/open-house';
import type { IPrepaid } from './house/prepaid';
import type { StreamRequest } from './upstream/open-stream';

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
  /** The way in use to the server that was chosen on this screen. */
  way: Way | null;
};

/** How a screen's server was last reached, and since when it has answered or not. */
export type Way = {
  readonly route: Route;
  readonly since: number;
  /** When it last said who it is: an address in the house may be somebody else's later. */
  readonly seenAt: number;
  readonly latencies: readonly number[];
  readonly misses: number;
  readonly reason: Failure | null;
};

/** The same modules as on a television, over a vault of the caller's choice. */
export interface IUpstream {
  readonly providers: readonly ProviderId[];
  provider(id: ProviderId, vault: IVault, memory: ScreenMemory): IProvider;
  servers(vault: IVault, memory: ScreenMemory): IServers;
  /** What a request to a server carries; never to be handed on. */
  headersTo(serverId: string, vault: IVault, memory: ScreenMemory): Promise<Headers>;
  /** A request to a media server whose reply is handed on piece by piece. */
  stream(request: StreamRequest, gone: AbortSignal): Promise<IncomingMessage>;
  /** Which machine answers at an origin, asked without a token. */
  whoIsAt(uri: string, timeoutMs: number): Promise<string>;
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
  readonly gdm: IGdm;
  readonly prepaid: IPrepaid;
  /** Aborts when the gateway begins to stop. */
  readonly stopping: AbortSignal;
  /** Changes with each build, so that a page open for weeks loads anew. */
  readonly buildId: string;
};
