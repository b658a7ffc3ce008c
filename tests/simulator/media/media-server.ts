import type { SimContext, SimServerFacts } from '../kernel/types';
import { connectionsOf } from './media-addresses';
import { DEFAULT_LIBRARIES } from './media-content';
import type { MediaAddressPlan, MediaServer, MediaServerOptions, MediaSettings } from './media-types';
import { createServerTokens } from './server-tokens';

const HEX = '0123456789abcdef';
const DAY_MS = 86_400_000;

const DEFAULTS: MediaSettings = {
  sharedWith: [],
  relay: true,
  httpsRequired: false,
  publicAddress: '203.0.113.24',
  publicAddressMatches: true,
  cors: 'plexAppOnly',
  version: '1.41.3.9314-a0bfb8370',
  claimed: true,
  libraries: DEFAULT_LIBRARIES,
  plexDirect: false,
  advertise: [],
  dockerBridge: false
};

/** The addresses that were asked for, else one on the local network for each scheme there is. */
export function plansFor(context: SimContext, options: MediaServerOptions): readonly MediaAddressPlan[] {
  if (options.addresses !== undefined) return options.addresses;
  const plain: MediaAddressPlan = { kind: 'local', protocol: 'http' };
  return context.caPem === null ? [plain] : [{ kind: 'local', protocol: 'https' }, plain];
}

/** A server that has no address yet. */
export function newServer(context: SimContext, options: MediaServerOptions): MediaServer {
  const { name, owner, machineIdentifier } = options;
  const now = context.clock.now();
  return {
    name,
    ownerId: owner,
    machineIdentifier: machineIdentifier ?? context.random.chars(HEX, 40),
    tokens: createServerTokens(context.clock, context.random),
    createdAt: now - 400 * DAY_MS,
    settings: { ...DEFAULTS, ...options },
    addresses: [],
    isRunning: true,
    lastSeenAt: now
  };
}

/** What plex.tv knows of a server. */
export function factsOf(server: MediaServer): SimServerFacts {
  const { settings } = server;
  return {
    machineIdentifier: server.machineIdentifier,
    name: server.name,
    ownerId: server.ownerId,
    sharedWith: settings.sharedWith,
    connections: connectionsOf(server),
    publicAddress: settings.publicAddress,
    publicAddressMatches: settings.publicAddressMatches,
    httpsRequired: settings.httpsRequired,
    relay: settings.relay,
    presence: server.isRunning,
    dnsRebindingProtection: false,
    natLoopbackSupported: false,
    synced: false,
    productVersion: settings.version,
    platform: 'Linux',
    platformVersion: '6.1.0',
    device: 'PC',
    createdAt: server.createdAt,
    lastSeenAt: server.lastSeenAt,
    tokenFor: (userId) => server.tokens.tokenFor(userId)
  };
}
