import { DEFAULTS as PLEX, PlexProvider } from '../../modules/plex/auth';
import type { PlexConfig, PlexContext } from '../../modules/plex/auth';
import { headersTo, PlexServers } from '../../modules/plex/servers';
import { whoAnswers } from '../../modules/plex/servers/verify';
import type { ServersOptions } from '../../modules/plex/servers';
import { DEFAULTS as TMDB, TmdbProvider } from '../../modules/tmdb/auth';
import type { TmdbConfig } from '../../modules/tmdb/auth';
import { failureOf } from '../../core/model/failure';
import type { IClock, IHttp, IVault } from '../../core/ports';
import type { ProviderId } from '../../core/model/config';
import type { GatewaySettings } from '../house/gateway-settings';
import type { IDenyList } from '../addresses/deny-list';
import type { ILookout } from '../gdm/lookout';
import { nearbyConnections } from '../gdm/nearby';
import type { IMeters, IUpstream, ScreenMemory } from '../world';
import { agentsBy, createNodeHttp, hostOf, type AgentsFor } from './node-http';
import { openStream } from './open-stream';
import type { ICertificatePins } from './pinned-agent';
import { screenMemories } from './screen-memory';

export type UpstreamOptions = {
  readonly settings: GatewaySettings;
  readonly clock: IClock;
  readonly meters: IMeters;
  readonly pins?: ICertificatePins;
  /** Held against every connection to a media server; the services' addresses are the operator's. */
  readonly deny?: IDenyList;
  /** Where servers were heard in the house. */
  readonly lookout?: ILookout;
  /** Instead of Node's own, for tests. */
  readonly http?: IHttp;
};

/** A few hundred bytes each; a screen beyond them is asked for its profile's PIN once more. */
const MEMORIES = 20_000;

/** The gateway is no page that came over https, and plain http in the house needs somebody's yes. */
const SERVERS: ServersOptions = { securePage: false, insecureLan: 'ask' };

function serversOptions({ lookout }: UpstreamOptions): ServersOptions {
  return lookout === undefined
    ? SERVERS
    : {
        ...SERVERS,
        nearby: async (server) => nearbyConnections(server, await lookout.nearby(server.id))
      };
}

/** The television's own modules over Node's network. JWT mode is not offered: a gateway's stores keep its tokens. */
export function createUpstream(options: UpstreamOptions): IUpstream {
  const { settings, clock } = options;
  const agentsFor = agentsBy(options);
  const http = options.http ?? meteredHttp(options, agentsFor);
  const plex = plexConfigOf(settings);
  const tmdb = tmdbConfigOf(settings);
  const memories = screenMemories(MEMORIES);
  const servers = serversOptions(options);
  const contextOf = (vault: IVault, memory: ScreenMemory): PlexContext => ({
    ports: { http, vault, clock },
    config: plex,
    memory: memory.plex
  });
  return {
    providers: tmdb === null ? ['plex'] : ['plex', 'tmdb'],
    provider: (id, vault, memory) => {
      const ports = { http, vault, clock };
      if (id === 'plex') {
        return new PlexProvider(ports, plex, memory.plex);
      }
      if (tmdb === null) {
        throw failureOf('operatorKeyRefused');
      }
      return new TmdbProvider(ports, tmdb);
    },
    servers: (vault, memory) => new PlexServers(contextOf(vault, memory), servers, memory.servers),
    headersTo: (serverId, vault, memory) =>
      headersTo(contextOf(vault, memory), servers, memory.servers, serverId),
    stream: (request, gone) => openStream(agentsFor, request, gone),
    whoIsAt: (uri, timeoutMs) => whoAnswers(http, uri, timeoutMs),
    memoryOf: memories.of,
    forget: memories.forget
  };
}

function plexConfigOf(settings: GatewaySettings): PlexConfig {
  return {
    ...PLEX,
    platform: 'Node.js',
    platformVersion: process.versions.node,
    device: 'Gateway',
    deviceName: settings.COUCHKEY_DEVICE_NAME,
    screenResolution: '',
    plexUrl: settings.COUCHKEY_PLEX_URL,
    linkBase: settings.COUCHKEY_LINK_BASE
  };
}

/** Null where the operator has given no key: then TMDB is not offered. */
function tmdbConfigOf(settings: GatewaySettings): TmdbConfig | null {
  const { COUCHKEY_TMDB_API_KEY: apiKey, COUCHKEY_TMDB_READ_TOKEN: readToken } = settings;
  const version = settings.COUCHKEY_TMDB_VERSION === 4 ? 4 : 3;
  const isUsable = readToken !== '' || (apiKey !== '' && version === 3);
  return isUsable
    ? {
        ...TMDB,
        version,
        apiKey,
        readToken,
        apiUrl: settings.COUCHKEY_TMDB_API_URL,
        siteUrl: settings.COUCHKEY_TMDB_SITE_URL
      }
    : null;
}

/** Hosts of media servers are the users' business: the meters call all of them one name, and each is held against the list. */
function meteredHttp({ settings, clock, meters }: UpstreamOptions, agentsFor: AgentsFor): IHttp {
  const names: { readonly [host: string]: ProviderId } = {
    [hostOf(settings.COUCHKEY_PLEX_URL)]: 'plex',
    [hostOf(settings.COUCHKEY_TMDB_API_URL)]: 'tmdb'
  };
  const heard = (host: string, outcome: string, ms: number): void =>
    meters.upstream(names[host] ?? 'server', outcome, ms);
  const services = createNodeHttp({ clock, heard });
  const servers = createNodeHttp({ clock, heard, agentsFor });
  return {
    send: (request, stop) =>
      (names[hostOf(request.url)] === undefined ? servers : services).send(request, stop)
  };
}
