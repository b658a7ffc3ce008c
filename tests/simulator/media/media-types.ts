import type { SimConnection, SimListener } from '../kernel/types';
import type { ServerTokens } from './server-tokens';

/** Whom a media server lets read its answers from a web page. Real ones: only Plex's own. */
export type MediaCors = 'plexAppOnly' | 'any' | 'none';

/** One address of a server. Each has a port of its own. */
export type MediaAddressPlan = {
  readonly kind: 'local' | 'remote' | 'relay';
  readonly protocol: 'http' | 'https';
  /** `refused`: nothing listens. `silent`: takes the request and never answers, as a black hole does. */
  readonly state?: 'up' | 'refused' | 'silent';
  readonly port?: number;
  /** Where it listens: loopback unless told. */
  readonly address?: string;
  /** The host name to announce, e.g. that of a custom server URL; else the address or its plex.direct name. */
  readonly host?: string;
};

export type MediaLibrary = {
  readonly title: string;
  readonly type: 'movie' | 'show' | 'artist' | 'photo';
  readonly items: readonly string[];
};

export type MediaSettings = {
  readonly sharedWith: readonly number[];
  readonly relay: boolean;
  readonly httpsRequired: boolean;
  readonly publicAddress: string;
  readonly publicAddressMatches: boolean;
  readonly cors: MediaCors;
  readonly version: string;
  /** An unclaimed server answers, but plex.tv never lists it. */
  readonly claimed: boolean;
  readonly libraries: readonly MediaLibrary[];
  /** Announces https addresses as `<dashed-ip>.<hash>.plex.direct`, which only a redirecting resolver finds. */
  readonly plexDirect: boolean;
  /** Addresses that are announced and not ours to answer, word for word. */
  readonly advertise: readonly SimConnection[];
  /** Announces a Docker bridge address (172.17 to 172.31) as local, as a server in a container does. */
  readonly dockerBridge: boolean;
};

export type MediaServerOptions = Partial<MediaSettings> & {
  readonly name: string;
  readonly owner: number;
  readonly machineIdentifier?: string;
  readonly addresses?: readonly MediaAddressPlan[];
};

/** `speaker` is the server that answers there; another one than the owner once it is impersonated. */
export type MediaAddress = {
  readonly plan: MediaAddressPlan;
  readonly listener: SimListener;
  speaker: MediaServer;
};

export type MediaServer = {
  readonly name: string;
  readonly ownerId: number;
  readonly machineIdentifier: string;
  readonly tokens: ServerTokens;
  readonly createdAt: number;
  settings: MediaSettings;
  addresses: readonly MediaAddress[];
  isRunning: boolean;
  lastSeenAt: number;
};
