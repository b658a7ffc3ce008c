import type { SimConnection, SimContext, SimListener, SimService } from '../kernel/types';
import { plexDirectName } from '../kernel/plex-direct';
import type { MediaAddress, MediaAddressPlan, MediaServer } from './media-types';

const LOOPBACK = '127.0.0.1';
const PLEX_PORT = 32400;

/** A black hole: takes requests and says nothing, until the client gives up. */
function silentService(name: string): SimService {
  const never = (): Promise<never> => new Promise(() => undefined);
  const methods = ['GET', 'POST', 'OPTIONS'];
  const paths = ['/', '/:a', '/:a/:b', '/:a/:b/:c', '/:a/:b/:c/:d'];
  const routes = methods.flatMap((method) =>
    paths.map((path) => ({ method, path, name: 'silent', handle: never }))
  );
  return { name: `media:${name}:silent`, routes };
}

type Opening = {
  readonly context: SimContext;
  readonly server: MediaServer;
  readonly plan: MediaAddressPlan;
  readonly serve: (speaker: () => MediaServer) => SimService;
};

/** Opens one address. What nobody answers at is opened and closed again, so that its port is surely free. */
export async function openAddress({ context, server, plan, serve }: Opening): Promise<MediaAddress> {
  const voice = { speaker: server };
  const service = plan.state === 'silent' ? silentService(server.name) : serve(() => voice.speaker);
  const listener: SimListener = await context.listen(service, {
    port: plan.port ?? 0,
    tls: plan.protocol === 'https',
    plainToo: true,
    address: plan.address ?? LOOPBACK
  });
  if (plan.state === 'refused') await listener.close();
  return Object.assign(voice, { plan, listener });
}

function hostOf(server: MediaServer, { plan }: MediaAddress): string {
  const address = plan.address ?? LOOPBACK;
  if (plan.host !== undefined) return plan.host;
  return server.settings.plexDirect && plan.protocol === 'https' ? plexDirectName(address) : address;
}

function inUri(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function connectionOf(server: MediaServer, at: MediaAddress): SimConnection {
  const { plan, listener } = at;
  const address = plan.host ?? plan.address ?? LOOPBACK;
  return {
    protocol: plan.protocol,
    address,
    port: listener.port,
    uri: `${plan.protocol}://${inUri(hostOf(server, at))}:${listener.port}`,
    local: plan.kind === 'local',
    relay: plan.kind === 'relay',
    IPv6: address.includes(':')
  };
}

/** One of Docker's sixteen usual bridges, the same for a server in every run. */
function dockerConnection(server: MediaServer): SimConnection {
  const bridge = 17 + (parseInt(server.machineIdentifier.slice(0, 4), 16) % 15);
  const address = `172.${bridge}.0.3`;
  const uri = `http://${address}:${PLEX_PORT}`;
  return { protocol: 'http', address, port: PLEX_PORT, uri, local: true, relay: false, IPv6: false };
}

/** What a server tells plex.tv about where it can be found. */
export function connectionsOf(server: MediaServer): readonly SimConnection[] {
  const { relay, dockerBridge, advertise } = server.settings;
  const own = server.addresses.filter(({ plan }) => relay || plan.kind !== 'relay');
  const docker = dockerBridge ? [dockerConnection(server)] : [];
  return [...docker, ...own.map((at) => connectionOf(server, at)), ...advertise];
}
