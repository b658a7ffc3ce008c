import type { Connection } from '../../src/modules/plex/servers/interfaces';
import type { Rankable } from '../../src/modules/plex/servers/candidates';

const HASH = '0123456789abcdef0123456789abcdef';

/** A plex.direct address as plex.tv lists it. */
export function direct(address: string, change: Partial<Connection> = {}): Connection {
  const uri = `https://${address.replace(/[.:]/g, '-')}.${HASH}.plex.direct:32400`;
  return { uri, address, local: true, relay: false, ...change };
}

/** An address of any spelling. */
export function plain(uri: string, change: Partial<Connection> = {}): Connection {
  return { uri, address: new URL(uri).hostname, local: true, relay: false, ...change };
}

export const RELAY: Connection = {
  uri: `https://198-51-100-4.${HASH}.plex.direct:8443`,
  address: '198.51.100.4',
  local: false,
  relay: true
};

export function server(change: Partial<Rankable> = {}): Rankable {
  return {
    owned: true,
    httpsRequired: false,
    publicAddressMatches: true,
    connections: [],
    typed: [],
    ...change
  };
}

/** A server as `/resources` lists it. */
export function resourceBody(change: object = {}): object {
  return {
    name: 'Den',
    product: 'Plex Media Server',
    clientIdentifier: 'machine-den',
    provides: 'server',
    ownerId: null,
    sourceTitle: null,
    publicAddress: '203.0.113.7',
    accessToken: 'server-token-of-den',
    owned: true,
    home: false,
    relay: true,
    presence: true,
    httpsRequired: false,
    publicAddressMatches: true,
    connections: [
      {
        protocol: 'https',
        address: '192.168.1.5',
        port: 32400,
        uri: `https://192-168-1-5.${HASH}.plex.direct:32400`,
        local: true,
        relay: false,
        IPv6: false
      }
    ],
    ...change
  };
}
