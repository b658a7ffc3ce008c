import { kioskWithoutGateway } from '../modules/gateway/no-gateway';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers, type ServersOptions } from '../modules/plex/servers';
import type { Settings } from '../core/model/config';
import type { IServers, Make, Ports } from '../core/ports';
import type { PlexConfig, PlexMemory } from '../modules/plex/auth';

/** A package is believed to be allowed to read a media server; a page is not (ruled out by the server's CORS). */
export function serversBy(
  config: () => PlexConfig,
  memory: PlexMemory,
  settings: () => Settings
): Make<IServers> {
  const kept = newServersMemory();
  const options = (): ServersOptions => ({
    ...DEFAULT_OPTIONS,
    insecureLan: settings().insecureLan ? DEFAULT_OPTIONS.insecureLan : 'never'
  });
  return window.location.protocol === 'file:'
    ? (ports: Ports): IServers => new PlexServers({ ports, config: config(), memory }, options(), kept)
    : kioskWithoutGateway;
}
