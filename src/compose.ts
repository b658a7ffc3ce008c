import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from './core/model/config';
import { loggedHttp, openLog } from './core/log';
import { Session } from './core/session';
import type { RingLog } from './core/log';
import { kioskWithoutGateway } from './modules/gateway/no-gateway';
import { createPlexJwt, DEFAULTS as PLEX, newPlexMemory, PlexProvider } from './modules/plex/auth';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers } from './modules/plex/servers';
import { DEFAULTS as TMDB, TmdbProvider } from './modules/tmdb/auth';
import { buildFacts } from './platform/build-facts';
import { createClock } from './platform/clock';
import { createDevice } from './platform/device';
import { refuseRedirects } from './platform/fetch-http';
import { createHttp, MAX_BYTES } from './platform/http';
import { limitRate, onePerPurpose, PLEX_RATE } from './platform/http-limits';
import { createRuler, type Ruler } from './platform/measure';
import { pointerOf, type Listen } from './platform/pointer';
import { openSigner } from './platform/signer';
import { openVault } from './platform/vault/open-vault';
import { EffectRunner } from './runner/effect-runner';
import type { Config } from './core/model/session-state';
import type { HttpRequest, IClock, IHttp, IProvider, IServers, Make, Ports, Services } from './core/ports';
import type { PlexConfig, PlexMemory } from './modules/plex/auth';
import type { TmdbConfig } from './modules/tmdb/auth';
import type { BuildFacts } from './platform/build-facts';

/** What settings.json, or the page's own element, says about the services. TMDB is offered where it has a key. */
export type ServiceSettings = {
  readonly plex?: Partial<Pick<PlexConfig, 'plexUrl' | 'linkBase' | 'authAppUrl' | 'deviceName' | 'mode'>>;
  readonly tmdb?: Partial<TmdbConfig>;
};

type Providers = Services['providers'];

/** A session, and what else of its world the screens need. */
export type World = {
  readonly session: Session;
  readonly clock: IClock;
  readonly log: RingLog;
  readonly build: BuildFacts;
  readonly ruler: Ruler;
  readonly pointer: Listen;
  /** What the set speaks. */
  readonly language: string;
};

/** Builds the world of a browser, and the session that lives in it. Nothing else does. */
export function composeWorld(services: ServiceSettings): World {
  const build = buildFacts();
  const clock = createClock(window);
  const log = openLog(clock);
  const plexConfig: PlexConfig = { ...PLEX, version: build.version, ...services.plex };
  const ports: Ports = {
    http: loggedHttp(httpFor(build, clock, plexConfig.plexUrl), log, clock),
    vault: openVault(window, { clock, mirror: isPackaged() }),
    clock
  };
  const memory = newPlexMemory();
  const providers = { plex: plexBy(plexConfig, memory), ...tmdbBy({ ...TMDB, ...services.tmdb }) };
  const device = createDevice(window, (): void => window.close());
  const runner = new EffectRunner(ports, { providers, servers: serversBy(plexConfig, memory) }, device);
  const config = configFor(build, providers);
  const start = { config, device: device.current(), settings: DEFAULT_SETTINGS };
  return {
    session: new Session(runner, clock, start, log),
    clock,
    log,
    build,
    ruler: createRuler(document.createElement('canvas')),
    pointer: pointerOf(window, clock),
    language: navigator.language || 'en'
  };
}

/** What outlives an effect is made once; the provider itself is made for each. */
function plexBy(config: PlexConfig, memory: PlexMemory): Make<IProvider> {
  const jwt = config.mode === 'jwt' ? { jwt: createPlexJwt(openSigner()) } : {};
  return (ports: Ports): IProvider => new PlexProvider({ ...ports, ...jwt }, config, memory);
}

/** A package is believed to be allowed to read a media server; a page is not (ruled out by the server's CORS). */
function serversBy(config: PlexConfig, memory: PlexMemory): Make<IServers> {
  const kept = newServersMemory();
  return isPackaged()
    ? (ports: Ports): IServers => new PlexServers({ ports, config, memory }, DEFAULT_OPTIONS, kept)
    : kioskWithoutGateway;
}

function tmdbBy(config: TmdbConfig): Providers {
  const hasKey = config.apiKey !== '' || config.readToken !== '';
  return hasKey ? { tmdb: (ports: Ports): IProvider => new TmdbProvider(ports, config) } : {};
}

function isPackaged(): boolean {
  return window.location.protocol === 'file:';
}

/** A kiosk has no outside to leave for and nobody to ask for the next code. */
function configFor(build: BuildFacts, providers: Providers): Config {
  const offered = { ...DEFAULT_CONFIG, providers: Object.keys(providers) as Config['providers'] };
  return build.target === 'browser' ? { ...offered, kiosk: true, renewals: null } : offered;
}

function httpFor(build: BuildFacts, clock: IClock, plexUrl: string): IHttp {
  const options = {
    maxBytes: MAX_BYTES,
    isOnline: (): boolean => navigator.onLine !== false,
    builtAt: build.builtAt * 1000
  };
  const http = createHttp((): XMLHttpRequest => new XMLHttpRequest(), clock, options);
  const strict = refuseRedirects(http, window, clock, options);
  const isPlex = (request: HttpRequest): boolean => request.url.indexOf(plexUrl) === 0;
  return onePerPurpose(limitRate(strict, clock, PLEX_RATE, isPlex));
}
