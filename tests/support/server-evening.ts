import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { Session } from '../../src/core/session';
import { DEFAULTS, newPlexMemory, PlexProvider } from '../../src/modules/plex/auth';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers } from '../../src/modules/plex/servers';
import { createHttp, MAX_BYTES } from '../../src/platform/http';
import { EffectRunner } from '../../src/runner/effect-runner';
import { briskClock } from './brisk-clock';
import { FakeDevice } from './fake-device';
import { memoryVault } from './memory-vault';
import { packagedXhr } from './node-xhr';
import type { Simulator } from '../simulator/start';
import type { FailureCode } from '../../src/core/model/failure';
import type { ConnectionState, SessionState } from '../../src/core/model/session-state';

/** How much faster the program's time runs than the network's. */
const HASTE = 10;
const PATIENCE_MS = 30_000;

type Kind = ConnectionState['kind'];

/** A set on which Theo is signed in, from boot to the plug being pulled. */
export class ServerEvening {
  public readonly vault = memoryVault();
  public readonly device = new FakeDevice();
  public readonly reasons = new Set<FailureCode>();
  private _session: Session | null = null;

  constructor(private readonly _sim: Simulator) {}

  public get state(): SessionState {
    return (this._session as Session).state;
  }

  /** The whole program without a screen, over the real network stack. */
  public boot(): void {
    const clock = briskClock(HASTE);
    const http = createHttp(packagedXhr, clock, { maxBytes: MAX_BYTES, isOnline: () => true, builtAt: 0 });
    const { plex: plexUrl } = this._sim.urls;
    const config = { ...DEFAULTS, plexUrl, linkBase: plexUrl };
    const [memory, kept] = [newPlexMemory(), newServersMemory()];
    const runner = new EffectRunner(
      { http, vault: this.vault, clock },
      {
        providers: { plex: (own) => new PlexProvider(own, config, memory) },
        servers: (ports) => new PlexServers({ ports, config, memory }, DEFAULT_OPTIONS, kept)
      },
      this.device
    );
    const start = { config: DEFAULT_CONFIG, device: this.device.current(), settings: DEFAULT_SETTINGS };
    this._session = new Session(runner, clock, start);
    this._session.subscribe(({ connection }) => {
      if ('reason' in connection && connection.reason !== undefined) this.reasons.add(connection.reason.code);
    });
    this._session.start();
  }

  public send(intent: Parameters<Session['send']>[0]): void {
    (this._session as Session).send(intent);
  }

  /** Pulls the plug. */
  public kill(): void {
    this._session?.stop();
  }

  /** Looks at the set until it shows what is wanted. */
  public async until(
    isSo: (state: SessionState) => boolean,
    act = (_state: SessionState): void => undefined
  ) {
    const end = Date.now() + PATIENCE_MS;
    while (!isSo(this.state)) {
      if (Date.now() > end) throw new Error(`still ${JSON.stringify(this.state.connection)}`);
      act(this.state);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  public untilKind(...kinds: readonly Kind[]): Promise<void> {
    return this.until(({ connection }) => kinds.includes(connection.kind));
  }

  /** Signs Theo in with his phone. */
  public async signIn(): Promise<void> {
    const approved = new Set<string>();
    await this.until(
      ({ auth }) => auth.kind === 'signedIn',
      ({ auth }) => {
        if (auth.kind === 'signedOut') this.send({ type: 'signIn', provider: 'plex' });
        if (auth.kind !== 'awaitingLink' || approved.has(auth.code.text)) return;
        approved.add(auth.code.text);
        const said = this._sim.phone.twoFactor(auth.code.text, 'theo');
        if (!said.ok) throw new Error(said.reason);
      }
    );
  }

  /** Somebody touches the set: it was hidden, and is seen again. */
  public wake(): void {
    this.device.set({ visible: false });
    this.device.set({ visible: true });
  }
}
