import type { Authority } from './kernel/certificate';
import type { JumpingClock } from './kernel/clock';
import { controlService, kernelControls } from './kernel/control';
import type { FaultRule } from './kernel/fault-rule';
import type { Journal } from './kernel/journal';
import { createHost, type Host } from './kernel/kernel';
import { createRandom, seedOf } from './kernel/random';
import type { SimListener, SimService } from './kernel/types';
import { startParts, type Parts, type PartsOptions } from './parts';
import { plexControlRoutes } from './plex/control-routes';
import { createControls, type PlexControls } from './plex/controls';
import { createPlexWorld } from './plex/create-world';
import { createPhone, type Phone } from './plex/phone';
import { plexService } from './plex/service';
import type { SimUser } from './plex/users';
import type { PlexHabits, PlexWorld } from './plex/world';

export type SimulatorOptions = PartsOptions & {
  readonly seed?: number;
  readonly users?: readonly SimUser[];
  readonly habits?: Partial<PlexHabits>;
  readonly tls?: boolean;
  readonly ports?: {
    readonly plex?: number;
    readonly plexTls?: number;
    readonly tmdb?: number;
    readonly tmdbTls?: number;
  };
  /** Keeps the authority and its certificate here, for the next run to use again. */
  readonly certDir?: string;
  /** Where the QR pictures and links lead; the simulator itself unless given. */
  readonly linkBase?: string;
  readonly clockStart?: number;
  /** Where plex.tv listens: loopback, unless somebody wants a real phone to reach it. */
  readonly address?: string;
};

export type Simulator = Parts['controls'] & {
  readonly urls: Parts['urls'] & { readonly plex: string; readonly plexTls: string | null };
  readonly caPem: string | null;
  readonly journal: Journal;
  readonly faults: {
    set(rule: FaultRule): string;
    clear(id?: string): void;
    /** After `refuse` was set or cleared: wait for this before connecting. */
    settled(): Promise<void>;
  };
  readonly clock: JumpingClock;
  readonly phone: Phone & Parts['phone'];
  readonly plex: PlexControls;
  stop(): Promise<void>;
};

const DEFAULT_SEED = 1;

/** Forge takes a while to load, so it is loaded only when TLS is wanted. */
async function authorityFor(options: SimulatorOptions): Promise<Authority | null> {
  if (options.tls !== true) return null;
  const { loadAuthority } = await import('./kernel/certificate');
  return loadAuthority(options.certDir);
}

function createWorld(host: Host, options: SimulatorOptions, ownUrl: () => string): PlexWorld {
  const world = createPlexWorld({
    clock: host.kernel.clock,
    random: createRandom(seedOf(options.seed ?? DEFAULT_SEED, 'plex')),
    servers: host.servers,
    linkBase: () => options.linkBase ?? ownUrl(),
    ...(options.users === undefined ? {} : { users: options.users }),
    ...(options.habits === undefined ? {} : { habits: options.habits })
  });
  host.setAccounts(world.tokens);
  return world;
}

type Ports = {
  readonly plain?: number | undefined;
  readonly tls?: number | undefined;
  readonly address?: string | undefined;
};

/** The same services on a plain port and, when asked for, on a TLS port. */
async function listenTwice(
  host: Host,
  services: readonly SimService[],
  ports: Ports
): Promise<{ readonly plain: SimListener; readonly tls: SimListener | null }> {
  const at = ports.address === undefined ? {} : { address: ports.address };
  const plain = await host.context.listen(services, { ...at, port: ports.plain ?? 0 });
  if (host.context.caPem === null) return { plain, tls: null };
  return { plain, tls: await host.context.listen(services, { ...at, port: ports.tls ?? 0, tls: true }) };
}

function createHostFor(options: SimulatorOptions, authority: Authority | null): Host {
  const { seed = DEFAULT_SEED, clockStart } = options;
  return createHost({ seed, authority, ...(clockStart === undefined ? {} : { clockStart }) });
}

function partsOf(host: Host, world: PlexWorld, options: SimulatorOptions): Promise<Parts> {
  const { seed = DEFAULT_SEED, ports = {} } = options;
  const listen = (services: readonly SimService[], wanted: Ports) => listenTwice(host, services, wanted);
  const nameOf = (userId: number): string => world.users.byId(userId)?.username ?? '';
  return startParts({ context: host.context, seed, ports, nameOf, listenTwice: listen }, options);
}

async function assemble(host: Host, options: SimulatorOptions): Promise<Simulator> {
  let ownUrl = '';
  const world = createWorld(host, options, () => ownUrl);
  const phone = createPhone(world, host.later);
  const plex = createControls(world);
  const parts = await partsOf(host, world, options);
  const table = { ...kernelControls(host.kernel), ...plexControlRoutes(phone, plex), ...parts.routes };
  const ports = { plain: options.ports?.plex, tls: options.ports?.plexTls, address: options.address };
  const site = await listenTwice(host, [controlService(table), plexService(world, host.later)], ports);
  ownUrl = site.plain.url;
  return {
    ...parts.controls,
    urls: { ...parts.urls, plex: site.plain.url, plexTls: site.tls === null ? null : site.tls.url },
    caPem: host.context.caPem,
    journal: host.kernel.journal,
    faults: host.kernel.faults,
    clock: host.kernel.clock,
    phone: { ...phone, ...parts.phone },
    plex,
    stop: host.stop
  };
}

/** Starts everything on loopback; ports are free ones unless given. Leaves nothing behind when it cannot. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = createHostFor(options, await authorityFor(options));
  try {
    return await assemble(host, options);
  } catch (error) {
    await host.stop();
    throw error;
  }
}
