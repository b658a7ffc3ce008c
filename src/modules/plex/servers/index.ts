export { PlexServers, DEFAULT_OPTIONS, newServersMemory } from './plex-servers';
export type { InsecureLan, ServersMemory, ServersOptions } from './interfaces';
