export { headersTo } from './headers-to';
export { PlexServers, DEFAULT_OPTIONS, newServersMemory } from './plex-servers';
export { PlexServerDiscovery } from './PlexServerDiscovery';
export type {
  ActiveConnection,
  Connection,
  IPlexServers,
  PlexServersConfig,
  Resource,
  ServersMemory,
  ServersOptions
} from './interfaces';
