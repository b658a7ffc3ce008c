import type { Failure, Tried } from '../../../core/model/failure';
import type { RouteReason } from '../../../core/model/session-state';
import type { HttpReply, Ports } from '../../../core/ports';
import type { Build, Identity } from '../auth';

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

/** `never`: https or what plex.tv lists. `ask`: where the viewer has agreed. `always`: on any private network. */
export type InsecureLan = 'never' | 'ask' | 'always';

export type ServersOptions = {
  /** A page that came over https may not load from http. */
  readonly securePage: boolean;
  readonly insecureLan: InsecureLan;
};

/**
 * What must outlive one effect and may never be written down: made once per program and handed to each `PlexServers`.
 * `grant` is that of a profile with a PIN, `fetchedAt` when plex.tv was last asked for the list (monotonic).
 */
export type ServersMemory = { grant: Grant | null; fetchedAt: number | null };

/** Whose servers these are. A guarded one leaves no server token behind. */
export type Owner = { readonly key: string; readonly guarded: boolean };

/** How plex.tv is asked, and as whom: by the television's sign-in or by an embedder's. */
export type Asker = {
  readonly me: () => Promise<Identity>;
  readonly owner: () => Promise<Owner>;
  readonly ask: (build: Build) => Promise<HttpReply>;
};

/** All that looking for a server needs. */
export type ServersContext = {
  readonly ports: Ports;
  readonly asker: Asker;
  readonly options: ServersOptions;
  readonly memory: ServersMemory;
};

/** How one address did. */
export type Attempt = { readonly candidate: Candidate; readonly failure: Failure | null };
