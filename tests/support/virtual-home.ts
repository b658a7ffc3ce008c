import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { Session } from '../../src/core/session';
import { DEFAULTS, newPlexMemory, PlexProvider } from '../../src/modules/plex/auth';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers } from '../../src/modules/plex/servers';
import { EffectRunner } from '../../src/runner/effect-runner';
import { FakeDevice } from './fake-device';
import { memoryVault } from './memory-vault';
import { signInRecord } from './small-house';
import { VirtualClock } from './virtual-clock';
import { VirtualNetwork } from './virtual-network';
import type { Intent } from '../../src/core/model/message';
import type { ConnectionState } from '../../src/core/model/session-state';

/** The whole program without a screen, somebody signed in, over a network in virtual time. */
export class VirtualHome {
  public readonly clock: VirtualClock;
  public readonly net: VirtualNetwork;
  public readonly vault = memoryVault(new Map([['plex.signIn', signInRecord()]]));
  public readonly device = new FakeDevice();
  private _session: Session;

  constructor(seed: number) {
    this.clock = new VirtualClock({ seed });
    this.net = new VirtualNetwork(this.clock);
    this._session = this._boot();
  }

  public get connection(): ConnectionState {
    return this._session.state.connection;
  }

  public get isOnline(): boolean {
    return this.connection.kind === 'online' && this.connection.misses === 0;
  }

  public get isSignedIn(): boolean {
    return this._session.state.auth.kind === 'signedIn';
  }

  public send(intent: Intent): void {
    this._session.send(intent);
  }

  public go(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Lets time pass until the set is online; how long that took, or null when it took longer than `limitMs`. */
  public async untilOnline(limitMs: number): Promise<number | null> {
    const begun = this.clock.now();
    await this.clock.run(() => this.isOnline, limitMs);
    return this.isOnline ? this.clock.now() - begun : null;
  }

  public kill(): void {
    this._session.stop();
  }

  /** The power is cut, and is back: what was not written down is gone. */
  public cutPower(): void {
    this.kill();
    this._session = this._boot();
  }

  /** What the fakes remember for other tests is not the program's. */
  public forget(): void {
    (this.vault.written as string[]).length = 0;
  }

  private _boot(): Session {
    const { net: http, vault, clock } = this;
    const [memory, kept] = [newPlexMemory(), newServersMemory()];
    const runner = new EffectRunner(
      { http, vault, clock },
      {
        providers: { plex: (ports) => new PlexProvider(ports, DEFAULTS, memory) },
        servers: (ports) => new PlexServers({ ports, config: DEFAULTS, memory }, DEFAULT_OPTIONS, kept)
      },
      this.device
    );
    const start = { config: DEFAULT_CONFIG, device: this.device.current(), settings: DEFAULT_SETTINGS };
    const session = new Session(runner, clock, start);
    session.start();
    return session;
  }
}

/** A set that has just come online. */
export async function homeOnline(seed: number): Promise<VirtualHome> {
  const home = new VirtualHome(seed);
  if ((await home.untilOnline(60_000)) === null) {
    throw new Error(`not online at first: ${JSON.stringify(home.connection)}`);
  }
  return home;
}
