import type { SimContext, SimServerFacts } from '../kernel/types';
import { openAddress } from './media-addresses';
import { factsOf, newServer, plansFor } from './media-server';
import { mediaService, type MediaWorld } from './media-service';
import type { MediaAddressPlan, MediaServer, MediaServerOptions, MediaSettings } from './media-types';

/** The media servers of one simulator. A server is called by its name or its machineIdentifier. */
export type MediaPark = {
  add(options: MediaServerOptions): Promise<MediaServer>;
  get(name: string): MediaServer;
  all(): readonly MediaServer[];
  /** What plex.tv is told: every claimed server. */
  facts(): readonly SimServerFacts[];
  /** Changes settings; the next answer, also of plex.tv, shows it. */
  change(name: string, settings: Partial<MediaSettings>): void;
  /** Leaves its ports for other ones (or for the addresses named); plex.tv learns of it. */
  move(name: string, addresses?: readonly MediaAddressPlan[]): Promise<void>;
  /** Nobody listens at its addresses any more; a restart forgets transient tokens. */
  stop(name: string): Promise<void>;
  start(name: string): Promise<void>;
  /** Another machine answers at its addresses (or only at this port): a server of the park, or a stranger. */
  impersonate(name: string, by?: string, port?: number): MediaServer;
  /** The server itself answers at its addresses again. */
  unmask(name: string): void;
  /** Its old token is refused, plex.tv hands out the new one. The owner's unless a user is named. */
  rotateToken(name: string, userId?: number): string;
  /** Its token is refused, and plex.tv goes on handing it out. */
  revokeToken(name: string, userId?: number): void;
};

type Find = (name: string) => MediaServer;

function finder(servers: readonly MediaServer[]): Find {
  return (name) => {
    const found = servers.find((server) => server.name === name || server.machineIdentifier === name);
    if (found === undefined) throw new Error(`no media server is called ${name}`);
    return found;
  };
}

async function settle(
  context: SimContext,
  world: MediaWorld,
  server: MediaServer,
  plans: readonly MediaAddressPlan[]
): Promise<void> {
  server.addresses = await Promise.all(
    plans.map((plan) =>
      openAddress({ context, server, plan, serve: (speaker) => mediaService(server.name, world, speaker) })
    )
  );
}

async function closeAll(server: MediaServer): Promise<void> {
  await Promise.all(server.addresses.map(({ listener }) => listener.close()));
}

async function openAll(server: MediaServer): Promise<void> {
  const answering = server.addresses.filter(({ plan }) => plan.state !== 'refused');
  await Promise.all(answering.map(({ listener }) => listener.open()));
}

function powerSwitch(context: SimContext, get: Find): Pick<MediaPark, 'stop' | 'start'> {
  return {
    stop: async (name) => {
      const server = get(name);
      server.isRunning = false;
      server.lastSeenAt = context.clock.now();
      server.tokens.dropTransients();
      await closeAll(server);
    },
    start: async (name) => {
      const server = get(name);
      server.isRunning = true;
      await openAll(server);
    }
  };
}

function disguises(context: SimContext, get: Find): Pick<MediaPark, 'impersonate' | 'unmask'> {
  return {
    impersonate: (name, by, port) => {
      const other = by === undefined ? newServer(context, { name: 'Stranger', owner: -1 }) : get(by);
      const meant = get(name).addresses.filter((at) => port === undefined || at.listener.port === port);
      if (meant.length === 0) throw new Error(`${name} has no address with port ${String(port)}`);
      meant.forEach((at) => Object.assign(at, { speaker: other }));
      return other;
    },
    unmask: (name) => {
      const server = get(name);
      server.addresses.forEach((at) => Object.assign(at, { speaker: server }));
    }
  };
}

function tokenChanges(get: Find): Pick<MediaPark, 'rotateToken' | 'revokeToken'> {
  return {
    rotateToken: (name, userId) => get(name).tokens.rotate(userId ?? get(name).ownerId),
    revokeToken: (name, userId) => get(name).tokens.revoke(userId ?? get(name).ownerId)
  };
}

/** Starts empty, and announces itself to plex.tv. */
export function createMediaPark(context: SimContext, nameOf: MediaWorld['nameOf']): MediaPark {
  const servers: MediaServer[] = [];
  const world: MediaWorld = { accounts: context.accounts, nameOf };
  const get = finder(servers);
  const facts = (): readonly SimServerFacts[] =>
    servers.filter((server) => server.settings.claimed).map(factsOf);
  context.announce(facts);
  return {
    get,
    facts,
    all: () => servers,
    add: async (options) => {
      if (servers.some(({ name }) => name === options.name))
        throw new Error(`${options.name} is there already`);
      const server = newServer(context, options);
      await settle(context, world, server, plansFor(context, options));
      servers.push(server);
      return server;
    },
    change: (name, settings) => {
      const server = get(name);
      server.settings = { ...server.settings, ...settings };
    },
    move: async (name, addresses) => {
      const server = get(name);
      await closeAll(server);
      const samePlans = server.addresses.map(({ plan: { port: _port, ...plan } }) => plan);
      await settle(context, world, server, addresses ?? samePlans);
    },
    ...powerSwitch(context, get),
    ...disguises(context, get),
    ...tokenChanges(get)
  };
}
