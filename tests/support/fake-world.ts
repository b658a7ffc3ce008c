import { Session } from '../../src/core/session';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { EffectRunner } from '../../src/runner/effect-runner';
import { FakeDevice } from './fake-device';
import { FakeHttp } from './fake-http';
import { FakeIssuer } from './fake-issuer';
import { FakeProvider } from './fake-provider';
import { FakeHouse, fakeServers } from './fake-servers';
import { FakeVault } from './fake-vault';
import { VirtualClock } from './virtual-clock';
import type { Intent } from '../../src/core/model/message';
import type { Config, ProviderId } from '../../src/core/model/config';
import type { AuthState, ConnectionState, SessionState } from '../../src/core/model/session-state';
import type { Ports, Services } from '../../src/core/ports';

/** An issuer, a house with media servers, a set with its vault, and the program that runs on it. */
export class FakeWorld {
  public readonly clock: VirtualClock;
  public readonly vault: FakeVault;
  public readonly issuer: FakeIssuer;
  public readonly http: FakeHttp;
  public readonly house = new FakeHouse();
  public readonly device = new FakeDevice();
  public readonly seen: SessionState[] = [];
  public isSeeing = true;
  private _session: Session | null = null;

  constructor(seed = 1) {
    this.clock = new VirtualClock({ seed });
    this.vault = new FakeVault(this.clock);
    this.issuer = new FakeIssuer(this.clock);
    this.http = new FakeHttp(this.clock, (request) => this.issuer.serve(request));
  }

  public get session(): Session {
    if (this._session === null) {
      throw new Error('boot first');
    }
    return this._session;
  }

  public get state(): SessionState {
    return this.session.state;
  }

  public get connection(): ConnectionState {
    return this.state.connection;
  }

  /** The sign-in, which must be of this kind. */
  public auth<K extends AuthState['kind']>(kind: K): Extract<AuthState, { kind: K }> {
    const auth = this.state.auth;
    if (auth.kind !== kind) {
      throw new Error('expected ' + kind + ', found ' + JSON.stringify(auth));
    }
    return auth as Extract<AuthState, { kind: K }>;
  }

  /** Switches the set on. */
  public async boot(config: Partial<Config> = {}): Promise<void> {
    const ports: Ports = { http: this.http, vault: this.vault, clock: this.clock };
    const runner = new EffectRunner(ports, this._services(), this.device);
    const start = { config: { ...DEFAULT_CONFIG, ...config }, device: this.device.current() };
    const session = new Session(runner, this.clock, { ...start, settings: DEFAULT_SETTINGS });
    session.subscribe((state) => {
      if (this.isSeeing) {
        this.seen.push(state);
      }
    });
    this._session = session;
    session.start();
    await this.go(100);
  }

  /** Pulls the plug: nothing that was under way goes on. */
  public kill(): void {
    this.session.stop();
  }

  public send(...intents: Intent[]): void {
    intents.forEach((intent) => this.session.send(intent));
  }

  public go(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** As far as a code on screen. */
  public async showCode(config: Partial<Config> = {}, provider: ProviderId = 'plex'): Promise<void> {
    await this.boot(config);
    this.send({ type: 'signIn', provider });
    await this.go(200);
  }

  /** As far as home, by way of the phone. */
  public async signIn(config: Partial<Config> = {}): Promise<void> {
    await this.showCode(config);
    this.issuer.claim('c' + this.issuer.issued);
    await this.go(5000);
  }

  private _services(): Services {
    return {
      providers: {
        plex: (ports) => new FakeProvider(ports, 'plex', true),
        tmdb: (ports) => new FakeProvider(ports, 'tmdb', false)
      },
      servers: (ports) => fakeServers(this.house, ports)
    };
  }
}
