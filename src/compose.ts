import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from './core/model/config';
import { Session } from './core/session';
import { kioskWithoutGateway } from './modules/gateway/no-gateway';
import { DEFAULTS, newPlexMemory, PlexProvider } from './modules/plex/auth';
import { buildFacts } from './platform/build-facts';
import { createClock } from './platform/clock';
import { createDevice } from './platform/device';
import { createHttp, MAX_BYTES } from './platform/http';
import { limitRate, onePerPurpose, PLEX_RATE } from './platform/http-limits';
import { openVault } from './platform/vault/open-vault';
import { EffectRunner } from './runner/effect-runner';
import type { Config } from './core/model/session-state';
import type { HttpRequest, IClock, IHttp, Ports } from './core/ports';
import type { PlexConfig } from './modules/plex/auth';
import type { BuildFacts } from './platform/build-facts';

/** What settings.json, or the page's own element, may change about the services. */
export type ServiceSettings = Partial<Pick<PlexConfig, 'plexUrl' | 'linkBase' | 'authAppUrl' | 'deviceName'>>;

/** Builds the world of a browser, and the session that lives in it. Nothing else does. */
export function composeSession(services: ServiceSettings): Session {
  const build = buildFacts();
  const plexConfig: PlexConfig = { ...DEFAULTS, version: build.version, ...services };
  const clock = createClock(window);
  const ports: Ports = {
    http: httpFor(build, clock, plexConfig.plexUrl),
    vault: openVault(window, { clock, mirror: isPackaged() }),
    clock
  };
  const memory = newPlexMemory();
  const plex = (own: Ports): PlexProvider => new PlexProvider(own, plexConfig, memory);
  const device = createDevice(window, (): void => window.close());
  const runner = new EffectRunner(ports, { providers: { plex }, servers: kioskWithoutGateway }, device);
  const start = { config: configFor(build), device: device.current(), settings: DEFAULT_SETTINGS };
  return new Session(runner, clock, start);
}

function isPackaged(): boolean {
  return window.location.protocol === 'file:';
}

/** A kiosk has no outside to leave for and nobody to ask for the next code. */
function configFor(build: BuildFacts): Config {
  return build.target === 'browser' ? { ...DEFAULT_CONFIG, kiosk: true, renewals: null } : DEFAULT_CONFIG;
}

function httpFor(build: BuildFacts, clock: IClock, plexUrl: string): IHttp {
  const http = createHttp((): XMLHttpRequest => new XMLHttpRequest(), clock, {
    maxBytes: MAX_BYTES,
    isOnline: (): boolean => navigator.onLine !== false,
    builtAt: build.builtAt * 1000
  });
  const isPlex = (request: HttpRequest): boolean => request.url.indexOf(plexUrl) === 0;
  return onePerPurpose(limitRate(http, clock, PLEX_RATE, isPlex));
}
