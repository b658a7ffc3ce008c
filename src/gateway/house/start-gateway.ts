import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream, Logger } from 'pino';
import facts from '../../../package.json';
import { createBroker, type IService } from '../broker/create-broker';
import { commandFailureOf } from '../command/command-failure';
import { buildApp } from '../http/app';
import { logOver, openPino } from '../http/log';
import { openMeters, type Meters } from '../http/meters';
import { opsServer } from '../http/ops';
import { ROUTES } from '../http/routes';
import { denyList } from '../addresses/deny-list';
import { openGdm, type IGdm } from '../gdm/gdm';
import { createLookout } from '../gdm/lookout';
import { pinsIn } from '../routes/servers/fingerprints';
import { createUpstream, type UpstreamOptions } from '../upstream/create-upstream';
import { nodeClock } from '../upstream/node-clock';
import { importAtStart } from '../first-run/import-at-start';
import { openFirstRun } from '../first-run/open-first-run';
import { readBearer } from '../tokens/bearer';
import { createUpkeep } from '../upkeep/create-upkeep';
import type { World } from '../world';
import type { StoreSettings } from './environment';
import type { GatewaySettings } from './gateway-settings';
import { briefStores } from './brief-stores';
import { openHouse, type House } from './open-house';
import { openPrepaid } from './prepaid';

export type GatewayPlan = {
  readonly store: StoreSettings;
  readonly settings: GatewaySettings;
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Where the log goes instead of the console. */
  readonly logTo?: DestinationStream;
  /** Instead of the real local network. */
  readonly gdm?: IGdm;
};

export type Gateway = {
  readonly url: string;
  readonly opsUrl: string;
  readonly world: World;
  readonly app: FastifyInstance;
  /** Answers what is under way, then closes everything. */
  readonly stop: () => Promise<void>;
};

type Open = {
  readonly app: FastifyInstance;
  readonly ops: Server;
  readonly house: House;
  readonly services: readonly IService[];
  readonly stopping: AbortController;
};

/** Beyond this machine, a cookie over plain http is anybody's. */
export function checkExposure(settings: GatewaySettings): void {
  const { COUCHKEY_HOST: host, COUCHKEY_PUBLIC_URL: publicUrl } = settings;
  const isHere = /^(localhost|127\.[\d.]+|::1)$/.test(host);
  const isBehindTls = publicUrl.startsWith('https:') && settings.COUCHKEY_TRUSTED_PROXIES.length > 0;
  if (!isHere && !isBehindTls && !settings.COUCHKEY_INSECURE_LAN) {
    throw commandFailureOf(
      'plainHttpBeyondThisMachine',
      `${host} is reached over plain http: put a TLS proxy before it (COUCHKEY_PUBLIC_URL, COUCHKEY_TRUSTED_PROXIES) or say COUCHKEY_INSECURE_LAN=true`
    );
  }
}

/** Follows from what a kiosk loads, so that a page open for weeks knows when it is old. */
function buildIdOf(folder: string): string {
  const script = join(folder, 'couchkey.js');
  const bytes = folder !== 'none' && existsSync(script) ? readFileSync(script) : facts.version;
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
}

function isTaken(thrown: unknown): boolean {
  return (thrown as { code?: unknown }).code === 'EADDRINUSE';
}

async function listen(server: Server, host: string, port: number, setting: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((thrown: unknown) => {
    throw isTaken(thrown)
      ? commandFailureOf('portTaken', `port ${port} is taken; ${setting} names another`)
      : thrown;
  });
  const { port: own } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${own}`;
}

async function close({ app, ops, house, services, stopping }: Open): Promise<void> {
  stopping.abort();
  await Promise.all([app.close(), ...services.map((each) => each.stop())]);
  await new Promise((resolve) => {
    ops.close(resolve);
    ops.closeAllConnections();
  });
  await house.stores.close();
}

function warnOf({ settings, warn }: GatewayPlan): void {
  if (settings.COUCHKEY_INSECURE_LAN) {
    warn('plain http is answered from beyond this machine: whoever is on the way can take a screen over');
  }
}

function worldOver(
  plan: GatewayPlan,
  house: House,
  logger: Logger,
  meters: Meters['meters'],
  stopping: AbortSignal
): World {
  const { settings, gdm = openGdm() } = plan;
  const lookout = settings.COUCHKEY_GDM ? { lookout: createLookout(gdm, nodeClock) } : {};
  const hands = { settings, clock: nodeClock, meters, ...lookout, ...guards(plan, house) };
  return {
    stopping,
    house,
    meters,
    clock: nodeClock,
    settings,
    log: logOver(logger),
    upstream: createUpstream(hands),
    gdm,
    prepaid: openPrepaid(house.stores.limits, nodeClock.wall),
    buildId: buildIdOf(plan.settings.COUCHKEY_KIOSK)
  };
}

/** The own ports are known only once we listen, so that they are asked for at each connection. */
function guards({ settings }: GatewayPlan, { stores }: House): Pick<UpstreamOptions, 'pins' | 'deny'> {
  const ownPorts = (): readonly number[] => [settings.COUCHKEY_PORT, settings.COUCHKEY_OPS_PORT];
  return {
    pins: pinsIn(stores, nodeClock.now),
    deny: denyList({ allowsLoopback: settings.COUCHKEY_LOOPBACK_SERVERS, ownPorts })
  };
}

/** Opens the house, the door and the watchers' port. Leaves nothing open when one of them cannot be. */
export async function startGateway(plan: GatewayPlan): Promise<Gateway> {
  checkExposure(plan.settings);
  warnOf(plan);
  const opened = await openHouse(plan.store, plan.warn);
  const house = { ...opened, stores: briefStores(opened.stores, nodeClock.wall) };
  try {
    return await serve(plan, house);
  } catch (thrown) {
    await house.stores.close();
    throw thrown;
  }
}

async function serve(plan: GatewayPlan, house: House): Promise<Gateway> {
  const { settings } = plan;
  const logger = openPino(settings.COUCHKEY_LOG_LEVEL, plan.logTo);
  const { meters, registry } = openMeters(house.stores);
  const stopping = new AbortController();
  const world = worldOver(plan, house, logger, meters, stopping.signal);
  const app = await buildApp({ world, logger, routes: ROUTES, readBearer, version: facts.version });
  await openFirstRun(world, plan.say);
  await importAtStart(world, plan.say);
  const ops = opsServer(registry, house.stores);
  const opsUrl = await listen(ops, '127.0.0.1', settings.COUCHKEY_OPS_PORT, 'COUCHKEY_OPS_PORT');
  const url = await listen(app.server, settings.COUCHKEY_HOST, settings.COUCHKEY_PORT, 'COUCHKEY_PORT');
  const services = [createBroker(world), createUpkeep(world)];
  services.forEach((each) => each.start());
  return { url, opsUrl, world, app, stop: once(() => close({ app, ops, house, services, stopping })) };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | null = null;
  return () => (begun ??= work());
}
