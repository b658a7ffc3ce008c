import { gatewaySettingsIn } from '../../src/gateway/house/gateway-settings';
import { openPrepaid } from '../../src/gateway/house/prepaid';
import { createBroker } from '../../src/gateway/broker/create-broker';
import type { IService } from '../../src/gateway/broker/create-broker';
import { createUpstream } from '../../src/gateway/upstream/create-upstream';
import { CodeIssuer } from './code-issuer';
import { openHouseFor } from './gateway-house';
import { drain, VirtualClock } from './virtual-clock';
import type { IHttp } from '../../src/core/ports';
import type { House } from '../../src/gateway/house/open-house';
import type { IGatewayLog, IMeters, World } from '../../src/gateway/world';

const QUIET: IGatewayLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined
};

export type Counted = IMeters & { readonly signIns: string[]; readonly unusuals: string[] };

/** Meters that a test can read. */
export function countedMeters(): Counted {
  const signIns: string[] = [];
  const unusuals: string[] = [];
  return {
    signIns,
    unusuals,
    signIn: (provider, outcome) => void signIns.push(`${provider} ${outcome}`),
    upstream: () => undefined,
    refresh: () => undefined,
    storeError: () => undefined,
    unusual: (event) => void unusuals.push(event)
  };
}

export type Parts = {
  readonly house: House;
  readonly clock: World['clock'];
  readonly http?: IHttp;
  readonly environment?: { readonly [name: string]: string };
};

/** The world of handlers and loops, over a house of a test's own. */
export function worldOver({
  house,
  clock,
  http,
  environment = {}
}: Parts): World & { readonly meters: Counted } {
  const settings = gatewaySettingsIn(environment);
  const meters = countedMeters();
  const upstream = createUpstream({ settings, clock, meters, ...(http === undefined ? {} : { http }) });
  const stopping = new AbortController().signal;
  const gdm = { search: () => Promise.resolve([]) };
  const prepaid = openPrepaid(house.stores.limits, clock.wall);
  return { gdm, prepaid, house, clock, settings, log: QUIET, meters, upstream, stopping, buildId: 'test' };
}

export type VirtualGateway = {
  readonly world: World & { readonly meters: Counted };
  readonly clock: VirtualClock;
  readonly issuer: CodeIssuer;
  readonly broker: IService;
  /** A screen asks for a code; its session is called as it is. */
  readonly ask: (screen: string, renew?: boolean) => Promise<string>;
  /** Lets time pass, with all work of the store in between. */
  readonly pass: (ms: number, sliceMs?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A gateway in virtual time over a real SQLite store, and plex.tv's code counter. */
export async function virtualGateway(rate: number, latencyMs = 0): Promise<VirtualGateway> {
  const clock = new VirtualClock({ wall: Date.UTC(2026, 5, 1) });
  const at = await openHouseFor({ clock });
  const issuer = new CodeIssuer(clock, latencyMs);
  const environment = { COUCHKEY_UPSTREAM_RATE: String(rate) };
  const world = worldOver({ house: at.house, clock, http: issuer, environment });
  const broker = createBroker(world);
  let asked = 0;
  const pass = async (ms: number, sliceMs = 20): Promise<void> => {
    for (let left = ms; left > 0; left -= sliceMs) {
      await clock.advance(sliceMs);
      for (let n = 0; n < 6; n += 1) await drain();
    }
  };
  return {
    world,
    clock,
    issuer,
    broker,
    pass,
    ask: async (screen, renew = false) => {
      const pin = { id: `p${++asked}`, sessionId: screen, provider: 'plex' as const };
      const expiresAt = clock.wall() + 3_600_000;
      return (await at.house.stores.pins.open({ ...pin, expiresAt }, renew)).id;
    },
    stop: async () => {
      const stopped = broker.stop();
      for (let n = 0; n < 50; n += 1) await drain();
      await clock.advance(60_000);
      await stopped;
      await at.stop();
    }
  };
}
