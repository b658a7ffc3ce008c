export { headersTo } from './headers-to';
export { PlexServers, DEFAULT_OPTIONS, newServersMemory } from './plex-servers';
export { PlexServerDiscovery } from './PlexServerDiscovery';
export type {
  ActiveConnection,
  IPlexServers,
  PlexServersConfig,
  ServersMemory,
  ServersOptions
} from './interfaces';
