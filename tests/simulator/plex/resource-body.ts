import type { SimConnection, SimServerFacts } from '../kernel/types';
import type { TokenRecord } from './tokens';
import type { SimUser, SimUsers } from './users';
import { dateOf, type XmlFields } from './xml';

/** What a client asked to have listed. */
export type ResourceWish = { readonly https: boolean; readonly relay: boolean; readonly ipv6: boolean };

export type ResourceView = {
  readonly user: SimUser;
  readonly users: SimUsers;
  readonly token: TokenRecord;
  readonly wish: ResourceWish;
};

const CREATED_AT = Date.UTC(2021, 0, 1, 12, 12, 24);
const LAST_SEEN_AT = Date.UTC(2026, 8, 1, 13, 43, 34);

const USUAL = {
  publicAddress: '203.0.113.7',
  publicAddressMatches: false,
  httpsRequired: false,
  relay: false,
  presence: true,
  dnsRebindingProtection: false,
  natLoopbackSupported: false,
  synced: false,
  productVersion: '1.42.1.10060-4e8b05daf',
  platform: 'Linux',
  platformVersion: '6.1.0-28-amd64',
  device: 'Docker Container'
} as const;

function owns(user: SimUser, server: SimServerFacts): boolean {
  return server.ownerId === user.id;
}

/** The servers that this person may use. */
export function serversFor(user: SimUser, servers: readonly SimServerFacts[]): readonly SimServerFacts[] {
  return servers.filter((server) => owns(user, server) || server.sharedWith.includes(user.id));
}

/** Without https every address is a plain one: the twin of each TLS connection. */
function plainTwin(connection: SimConnection): SimConnection {
  const host = connection.IPv6 ? `[${connection.address}]` : connection.address;
  return { ...connection, protocol: 'http', uri: `http://${host}:${connection.port}` };
}

function shown(connection: SimConnection, wish: ResourceWish): boolean {
  return (wish.relay || !connection.relay) && (wish.ipv6 || !connection.IPv6);
}

/** What is left when a client does not ask for https, relays or IPv6. */
export function connectionsFor(server: SimServerFacts, wish: ResourceWish): readonly SimConnection[] {
  const visible = server.connections.filter((connection) => shown(connection, wish));
  return wish.https ? visible : visible.map(plainTwin);
}

/** A JWT is handed back for servers of one's own; a shared server always gets an opaque token. */
function accessToken({ user, token }: ResourceView, server: SimServerFacts): string {
  return token.kind === 'jwt' && owns(user, server) ? token.token : server.tokenFor(user.id);
}

function ownership({ user, users }: ResourceView, server: SimServerFacts): XmlFields {
  const owner = users.byId(server.ownerId);
  const owned = owns(user, server);
  return {
    ownerId: owned ? null : server.ownerId,
    sourceTitle: owned || owner === null ? null : (owner.username ?? owner.title),
    owned,
    home: !owned && owner !== null && owner.homeId !== null && owner.homeId === user.homeId
  };
}

function machineFields(server: SimServerFacts): XmlFields {
  return {
    name: server.name,
    product: 'Plex Media Server',
    productVersion: server.productVersion ?? USUAL.productVersion,
    platform: server.platform ?? USUAL.platform,
    platformVersion: server.platformVersion ?? USUAL.platformVersion,
    device: server.device ?? USUAL.device,
    clientIdentifier: server.machineIdentifier,
    createdAt: dateOf(server.createdAt ?? CREATED_AT),
    lastSeenAt: dateOf(server.lastSeenAt ?? LAST_SEEN_AT),
    provides: 'server'
  };
}

function reachFields(server: SimServerFacts): XmlFields {
  return {
    publicAddress: server.publicAddress ?? USUAL.publicAddress,
    synced: server.synced ?? USUAL.synced,
    relay: server.relay ?? USUAL.relay,
    presence: server.presence ?? USUAL.presence,
    httpsRequired: server.httpsRequired ?? USUAL.httpsRequired,
    publicAddressMatches: server.publicAddressMatches ?? USUAL.publicAddressMatches,
    dnsRebindingProtection: server.dnsRebindingProtection ?? USUAL.dnsRebindingProtection,
    natLoopbackSupported: server.natLoopbackSupported ?? USUAL.natLoopbackSupported
  };
}

/** One server as this person sees it. */
export function resourceFields(view: ResourceView, server: SimServerFacts): XmlFields {
  return {
    ...machineFields(server),
    ...ownership(view, server),
    accessToken: accessToken(view, server),
    ...reachFields(server),
    connections: connectionsFor(server, view.wish)
  };
}
