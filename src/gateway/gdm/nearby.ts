import { addressInName, isPrivateHost, parseOrigin } from '../../modules/plex/servers/hosts';
import type { Connection, Resource } from '../../modules/plex/servers';
import type { LanServer } from './gdm';

/** The label that is in a server's certificate and in no other's, as plex.tv lists it; null where it lists none. */
function certificateLabel({ connections }: Pick<Resource, 'connections'>): string | null {
  const hosts = connections.map(({ uri }) => parseOrigin(uri)?.host ?? '');
  const own = hosts.find((host) => addressInName(host) !== null);
  return own === undefined ? null : own.slice(own.indexOf('.') + 1);
}

/**
 * Ways to a server at the addresses where it was heard. Whoever is in the house can say that it is this server, and who
 * it is asked in plain proves nothing: so the name in the address is the one that plex.tv says is in its certificate,
 * and its plain form needs the viewer's yes as any other.
 */
export function nearbyConnections(
  server: Pick<Resource, 'connections'>,
  heard: readonly LanServer[]
): readonly Connection[] {
  const label = certificateLabel(server);
  const fine = heard.filter(({ address }) => label !== null && isPrivateHost(address));
  return fine.map(({ address, port }) => ({
    uri: `https://${address.replaceAll('.', '-')}.${label}:${port}`,
    ...{ address, local: true, relay: false }
  }));
}
