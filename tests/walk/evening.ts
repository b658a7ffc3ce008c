import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { failureOf } from '../../src/core/model/failure';
import { Session } from '../../src/core/session';
import { DEFAULTS, newPlexMemory, PlexProvider } from '../../src/modules/plex/auth';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers } from '../../src/modules/plex/servers';
import { DEFAULTS as TMDB, TmdbProvider } from '../../src/modules/tmdb/auth';
import { EffectRunner } from '../../src/runner/effect-runner';
import { NO_MEMORY } from '../../src/ui/local';
import { FakeDevice } from '../support/fake-device';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { PLAIN_SIGHT } from '../support/plain-sight';
import { VirtualClock } from '../support/virtual-clock';
import { raiseBare, type BareApp } from './bare-app';
import type { SessionState } from '../../src/core/model/session-state';
import type { HttpReply, IHttp } from '../../src/core/ports';
import type { Simulator } from '../simulator/start';

/** Answers of a healthy service come sooner. */
const NETWORK_MS = 8;
/** A line on which nothing ever comes is let go of in real time, long after the program has given it up in its own. */
const HANG_MS = 3000;

/** A set with a remote: the real app, session and modules against the simulator, in time that a walk lets pass. */
export class WalkEvening {
  public readonly clock: VirtualClock;
  public readonly device = new FakeDevice();
  public readonly bugs: string[] = [];
  public boots = 0;
  private readonly _vault = memoryVault();
  private _inFlight = 0;
  private _session!: Session;
  private _app!: BareApp;

  constructor(
    private readonly _sim: Simulator,
    seed: number
  ) {
    this.clock = new VirtualClock({ seed, wall: Date.UTC(2026, 0, 1) });
    this._boot();
  }

  public get app(): BareApp {
    return this._app;
  }

  public get state(): SessionState {
    return this._session.state;
  }

  /** The plug is pulled and put back: only what was kept is left. */
  public reboot(): void {
    this._app.close();
    this._session.stop();
    this._boot();
  }

  public stop(): void {
    this._app.close();
    this._session.stop();
  }

  /** Answers that are on their way arrive, then `ms` pass. */
  public async pass(ms: number): Promise<void> {
    const end = performance.now() + NETWORK_MS;
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (this._inFlight > 0 && performance.now() < end);
    await this.clock.advance(ms);
  }

  private _boot(): void {
    const { clock, device, _vault: vault } = this;
    this.boots += 1;
    const { plex, tmdb } = this._sim.urls;
    const config = { ...DEFAULTS, plexUrl: plex, linkBase: plex };
    const tmdbConfig = { ...TMDB, apiUrl: tmdb, siteUrl: tmdb, apiKey: 'walk', readToken: '' };
    const [memory, kept] = [newPlexMemory(), newServersMemory()];
    const runner = new EffectRunner(
      { http: this._counted(), vault, clock },
      {
        providers: {
          plex: (own) => new PlexProvider(own, config, memory),
          tmdb: (own) => new TmdbProvider(own, tmdbConfig)
        },
        servers: (ports) => new PlexServers({ ports, config, memory }, DEFAULT_OPTIONS, kept)
      },
      device
    );
    const start = {
      config: { ...DEFAULT_CONFIG, providers: ['plex', 'tmdb'] as const },
      device: device.current(),
      settings: DEFAULT_SETTINGS
    };
    this._session = new Session(runner, clock, start, {
      write: (level, event, facts) => {
        if (level === 'error') this.bugs.push(`${event} ${JSON.stringify(facts)}`);
      }
    });
    this._session.start();
    this._app = raiseBare({
      session: this._session,
      clock,
      measure: PLAIN_SIGHT.measure,
      voice: { say: () => undefined },
      pointer: () => () => undefined,
      pasted: () => () => undefined,
      debug: false,
      report: () => ({ facts: [], log: [] }),
      language: 'en',
      version: '0.0.0',
      kept: { memory: NO_MEMORY },
      wake: () => undefined,
      onLanguage: () => undefined,
      onFirstPicture: () => undefined,
      onBug: (bug) => this.bugs.push(bug)
    });
  }

  private _counted(): IHttp {
    const http = nodeHttp();
    return {
      send: (request, stop) => {
        this._inFlight += 1;
        return new Promise<HttpReply>((resolve, reject) => {
          const hush = this.clock.after(request.timeoutMs, () => reject(failureOf('timeout')));
          void http
            .send({ ...request, timeoutMs: HANG_MS }, stop)
            .then(resolve, reject)
            .finally(hush);
        }).finally(() => (this._inFlight -= 1));
      }
    };
  }
}
