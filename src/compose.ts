import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from './core/model/config';
import { loggedHttp, openLog } from './core/log';
import { Session } from './core/session';
import type { LogEntry, RingLog } from './core/log';
import { serversBy } from './compose/own-servers';
import { servicesHere, type GatewaySettings } from './compose/services-here';
import { createPlexJwt, DEFAULTS as PLEX, newPlexMemory, PlexProvider } from './modules/plex/auth';
import { DEFAULTS as TMDB, TmdbProvider } from './modules/tmdb/auth';
import { keysHeld } from './platform/boot';
import { browserHttp } from './platform/browser-http';
import { buildFacts } from './platform/build-facts';
import { createClock } from './platform/clock';
import { createDevice } from './platform/device';
import { createDiagnosis } from './platform/diagnosis';
import { signOutWhenIdle } from './platform/idle';
import { installGate } from './platform/key-gate';
import { keySetOf, keysOf, type KeyTable } from './platform/keys';
import { createRuler, type Ruler } from './platform/measure';
import { createMender, type Mender } from './platform/mender';
import { createClaim } from './platform/one-press';
import { pastedIn, pointerOf, type Listen } from './platform/pointer';
import { placeIn, type Place, type Size } from './platform/renderer';
import { restart } from './platform/restarts';
import { setHere } from './platform/sets/set-here';
import { openSigner } from './platform/signer';
import { onTouch } from './platform/touch';
import { onUncaught } from './platform/uncaught';
import { voiceHere } from './platform/voice/voice-here';
import { openVault } from './platform/vault/open-vault';
import { EffectRunner } from './runner/effect-runner';
import type { Config, Settings } from './core/model/config';
import type { Cancel, IClock, IProvider, Make, Ports, Services } from './core/ports';
import type { PlexConfig, PlexMemory } from './modules/plex/auth';
import type { TmdbConfig } from './modules/tmdb/auth';
import type { BuildFacts } from './platform/build-facts';
import type { SetFacts } from './platform/sets/tv-set';
import type { Voice } from './platform/voice/voice';

/** What settings.json, or the page's own element, says about the services. TMDB is offered where it has a key. */
export type ServiceSettings = {
  readonly plex?: Partial<Pick<PlexConfig, 'plexUrl' | 'linkBase' | 'authAppUrl' | 'deviceName' | 'mode'>>;
  readonly tmdb?: Partial<TmdbConfig>;
  /** What a kiosk shows once somebody is signed in, and after how long without a touch it signs them out. */
  readonly kiosk?: Partial<Pick<Config, 'target' | 'idleMs'>>;
  /** The gateway that serves this page. It says the rest itself. */
  readonly gateway?: GatewaySettings;
};

type Providers = Services['providers'];

/** What the machine shows, and the newest lines of the log; both already without secrets. */
export type Report = { readonly facts: readonly string[]; readonly log: readonly string[] };

/** A session, and what else of its world the screens need. */
export type World = {
  readonly session: Session;
  readonly clock: IClock;
  readonly report: (textureBytes: number) => Report;
  readonly debug: boolean;
  readonly build: BuildFacts;
  readonly ruler: Ruler;
  readonly pointer: Listen;
  readonly pasted: (then: (text: string) => void) => Cancel;
  readonly keys: KeyTable;
  readonly voice: Voice;
  readonly mender: Mender;
  /** What the set speaks. */
  readonly language: string;
  readonly onFirstPicture: () => void;
};

/** The picture's own size; the window shows as much of it as fits. */
const PICTURE: Size = { w: 1920, h: 1080 };

/** Builds the world of a browser, and the session that lives in it. Nothing else does. */
export function composeWorld(services: ServiceSettings): World {
  const build = buildFacts();
  const clock = createClock(window);
  const debug = /[?&]debug\b/.test(window.location.search);
  const log = openLog(clock, debug ? { level: 'debug' } : {});
  const reload = (): void => void restart(window, clock.wall());
  const mender = menderBy(clock, log, reload);
  const set = setHere(window);
  const settings = (): Settings => session.state.settings.values;
  const plexConfig: PlexConfig = { ...PLEX, ...told(set.facts), version: build.version, ...services.plex };
  const ports: Ports = {
    http: loggedHttp(browserHttp(clock, build.builtAt * 1000, plexConfig.plexUrl), log, clock),
    vault: openVault(window, { clock, mirror: isPackaged() }),
    clock
  };
  const device = createDevice(window, set);
  const own = ownServices(plexConfig, services, settings);
  const { gateway } = services;
  const here = servicesHere({ gateway, ports, session: (): Session => session, own, reload });
  const runner = new EffectRunner({ ...ports, vault: here.vault }, here.services, device);
  const config = configFor(build, own.providers, services);
  const begin = { config, device: device.current(), settings: DEFAULT_SETTINGS };
  const session: Session = new Session(runner, clock, begin, log);
  signOutWhenIdle({ session, after: clock.after }, (then): Cancel => onTouch(window, then));
  const diagnosis = createDiagnosis(window, { session, now: clock.now });
  return {
    ...inputs(clock),
    session,
    clock,
    debug,
    report: (textureBytes): Report => ({
      facts: diagnosis.facts(textureBytes),
      log: log.entries().map(lineOf)
    }),
    build,
    mender,
    ruler: createRuler(document.createElement('canvas')),
    voice: voiceHere(window, clock.after, {
      isOn: (): boolean => settings().voice,
      language: (): string => document.documentElement.lang
    }),
    language: navigator.language || 'en',
    onFirstPicture: (): void => {
      diagnosis.onFirstPicture();
      set.prepare();
    }
  };
}

/** Until a gateway has said what it offers. */
const ONE: { readonly [id: string]: unknown } = { plex: true };

/** What a set does by itself. */
function ownServices(plexConfig: PlexConfig, { tmdb }: ServiceSettings, settings: () => Settings): Services {
  const memory = newPlexMemory();
  const named = (): PlexConfig => namedBy(settings(), plexConfig);
  const plex = plexBy(plexConfig.mode, named, memory);
  return {
    providers: { plex, ...tmdbBy({ ...TMDB, ...tmdb }) },
    servers: serversBy(named, memory, settings)
  };
}

function lineOf({ at, level, event, facts }: LogEntry): string {
  const told = facts === null ? '' : JSON.stringify(facts);
  return [Math.round(at / 1000) + ' s', level, event, told].join(' ');
}

/** Keys and pointer are heard once each, and the stage's own listeners come after the gate. */
function inputs(clock: IClock): Pick<World, 'keys' | 'pointer' | 'pasted'> {
  const { now } = clock;
  const claim = createClaim(now);
  const keys = keysOf(keySetOf(window));
  installGate(window, { keys, now, claim, heldBefore: keysHeld() });
  const place = (): Place => placeIn(window, PICTURE);
  return { keys, pointer: pointerOf(window, { now, claim, place }), pasted: pastedIn(window) };
}

function menderBy(clock: IClock, log: RingLog, reload: () => void): Mender {
  const mender = createMender({
    now: clock.now,
    note: (event, facts): void => log.write('error', event, facts),
    restart: reload
  });
  onUncaught(window, mender.onUncaught);
  return mender;
}

/** What the set does not know of itself stays as it was. */
function told(facts: SetFacts): Partial<SetFacts> {
  const known: { [name: string]: string } = {};
  Object.keys(facts).forEach((name): void => {
    const fact = facts[name as keyof SetFacts];
    if (fact !== '') {
      known[name] = fact;
    }
  });
  return known;
}

/** The name that the viewer gave the set is what its services call it. */
function namedBy({ deviceName }: Settings, config: PlexConfig): PlexConfig {
  return deviceName === '' ? config : { ...config, deviceName };
}

/** What outlives an effect is made once; the provider itself is made for each. */
function plexBy(mode: PlexConfig['mode'], config: () => PlexConfig, memory: PlexMemory): Make<IProvider> {
  const jwt = mode === 'jwt' ? { jwt: createPlexJwt(openSigner()) } : {};
  return (ports: Ports): IProvider => new PlexProvider({ ...ports, ...jwt }, config(), memory);
}

function tmdbBy(config: TmdbConfig): Providers {
  const hasKey = config.apiKey !== '' || config.readToken !== '';
  return hasKey ? { tmdb: (ports: Ports): IProvider => new TmdbProvider(ports, config) } : {};
}

function isPackaged(): boolean {
  return window.location.protocol === 'file:';
}

/** A kiosk has no outside to leave for and nobody to ask for the next code. */
function configFor(build: BuildFacts, own: Providers, { gateway, kiosk }: ServiceSettings): Config {
  const offered = {
    ...DEFAULT_CONFIG,
    providers: Object.keys(gateway === undefined ? own : ONE) as Config['providers'],
    straightToCode: true
  };
  return build.target === 'browser' ? { ...offered, kiosk: true, renewals: null, ...kiosk } : offered;
}
