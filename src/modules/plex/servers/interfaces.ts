import type { Tried } from '../../../core/model/failure';
import type { RouteReason, Server } from '../../../core/model/session-state';
import type { Headers, HttpReply, Ports } from '../../../core/ports';
import type { Build, Identity, IDisposable, PlexAuthConfig } from '../auth';

/** One address that plex.tv lists for a server. `uri` is an origin: scheme, host and port. */
export type Connection = {
  readonly uri: string;
  readonly address: string;
  readonly local: boolean;
  readonly relay: boolean;
};

/** A media server as plex.tv describes it to one person. `accessToken` is that person's, for this server only. */
export type Resource = {
  readonly id: string;
  readonly name: string;
  readonly owned: boolean;
  readonly present: boolean;
  readonly httpsRequired: boolean;
  readonly publicAddressMatches: boolean;
  readonly accessToken: string | null;
  readonly connections: readonly Connection[];
};

/** A server that may be used, and by whom. `uri` was the last good address, `typed` those the viewer entered. */
export type Grant = Resource & {
  readonly owner: string;
  readonly uri: string | null;
  readonly typed: readonly string[];
};

export type Place = 'loopback' | 'local' | 'remote' | 'relay';

/** An address worth a try. A higher score is waited for, an equal one is not. */
export type Candidate = {
  readonly uri: string;
  readonly place: Place;
  readonly secure: boolean;
  readonly score: number;
  readonly reasons: readonly RouteReason[];
};

/** What is known of all addresses of a server before the first is tried, best first. */
export type Ranking = { readonly candidates: readonly Candidate[]; readonly ruledOut: readonly Tried[] };

/**
 * `never`: https, or what plex.tv lists or the viewer types; an earlier yes counts for nothing meanwhile.
 * `ask`: where the viewer has agreed. `always`: on any private network.
 */
export type InsecureLan = 'never' | 'ask' | 'always';

export type ServersOptions = {
  /** A page that came over https may not load from http. */
  readonly securePage: boolean;
  readonly insecureLan: InsecureLan;
  /** Addresses where this server was heard in the house, beside those that plex.tv lists. */
  readonly nearby?: (server: Resource) => Promise<readonly Connection[]>;
};

/**
 * What must outlive one effect and may never be written down: made once per program and handed to each `PlexServers`.
 * `grant` is that of a profile with a PIN, `fetchedAt` when plex.tv was last asked for the list (monotonic), `listed`
 * what it said (until a server is chosen), `far` the way now in use where it leads out of the house, and `written` what the vault keeps for good.
 */
export type ServersMemory = {
  grant: Grant | null;
  fetchedAt: number | null;
  listed: { readonly owner: string; readonly servers: readonly Resource[] } | null;
  far: string | null;
  written: string | null;
};

/** Whose servers these are. A guarded one leaves no server token behind. */
export type Owner = { readonly key: string; readonly guarded: boolean };

/** How plex.tv is asked, and as whom: by the television's sign-in or by an embedder's. */
export type Asker = {
  readonly me: () => Promise<Identity>;
  readonly owner: () => Promise<Owner>;
  readonly ask: (build: Build) => Promise<HttpReply>;
  /** Whether this is the account's or a profile's own token, which no server may see. */
  readonly owns: (token: string) => Promise<boolean>;
};

/** All that looking for a server needs. */
export type ServersContext = {
  readonly ports: Ports;
  readonly asker: Asker;
  readonly options: ServersOptions;
  readonly memory: ServersMemory;
  /** The first attempt after a sleep: connections from before it may be dead, and nobody waits long for one. */
  readonly brisk: boolean;
};

/** Where the chosen server is reached, and all that has to go with a request to it. */
export type ActiveConnection = { readonly uri: string; readonly headers: Headers };

/** What differs from a packaged app's defaults. */
export type PlexServersConfig = PlexAuthConfig & Partial<ServersOptions>;

/** Retune's names. Every promise rejects with a Failure and nothing else. */
export interface IPlexServers {
  /** Asks plex.tv which servers there are, best choice first. */
  discoverServers(): Promise<readonly Server[]>;
  /** Reaches a server and remembers it. The one before stays when this one cannot be reached. */
  selectServer(serverId: string): Promise<void>;
  /** Reaches the remembered server again: after a start, after an outage, after a move. */
  reconnect(): Promise<void>;
  clearSelection(): Promise<void>;
  getServers(): readonly Server[];
  getSelectedServer(): Server | null;
  getActiveConnection(): ActiveConnection | null;
  on(event: 'serverChange', listener: (server: Server | null) => void): IDisposable;
  on(event: 'connectionChange', listener: (connection: ActiveConnection | null) => void): IDisposable;
}
