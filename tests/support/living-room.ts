import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { Session } from '../../src/core/session';
import { kioskWithoutGateway } from '../../src/modules/gateway/no-gateway';
import { DEFAULTS, newPlexMemory, PlexProvider } from '../../src/modules/plex/auth';
import { createHttp, MAX_BYTES } from '../../src/platform/http';
import { openVault } from '../../src/platform/vault/open-vault';
import { EffectRunner } from '../../src/runner/effect-runner';
import { briskClock } from './brisk-clock';
import { packagedXhr } from './node-xhr';
import { freshBrowser } from './vaults';
import type { Simulator } from '../simulator/start';
import type { FailureCode } from '../../src/core/model/failure';
import type { AuthState, SessionState } from '../../src/core/model/session-state';

/** How much faster the program's time runs than the network's. */
const HASTE = 40;
const PATIENCE_MS = 30_000;

/** What a person did and saw between pressing OK and being signed in. */
export type Evening = { readonly ends: AuthState; readonly reasons: ReadonlySet<FailureCode> };

/** A set, its flash, and somebody with a remote and a phone who wants to be signed in as Finn. */
export class LivingRoom {
  private readonly _flash = freshBrowser();
  private readonly _approved = new Set<string>();
  private _session: Session | null = null;

  constructor(
    private readonly _sim: Simulator,
    private readonly _beforeApproval: () => void = () => undefined
  ) {}

  /** The whole program over the real network stack, the real vault and the simulator. */
  public boot(): void {
    const clock = briskClock(HASTE);
    const http = createHttp(packagedXhr, clock, { maxBytes: MAX_BYTES, isOnline: () => true, builtAt: 0 });
    const ports = { http, vault: openVault(this._flash, { clock, mirror: true }), clock };
    const { plex } = this._sim.urls;
    const config = { ...DEFAULTS, plexUrl: plex, linkBase: plex };
    const memory = newPlexMemory();
    const runner = new EffectRunner(
      ports,
      { providers: { plex: (own) => new PlexProvider(own, config, memory) }, servers: kioskWithoutGateway },
      {
        current: () => ({ visible: true, online: true, memoryLow: false }),
        onChange: () => () => undefined,
        exit: () => undefined
      }
    );
    const device = { visible: true, online: true, memoryLow: false };
    this._session = new Session(runner, clock, {
      config: DEFAULT_CONFIG,
      device,
      settings: DEFAULT_SETTINGS
    });
    this._session.start();
  }

  /** Pulls the plug. */
  public kill(): void {
    this._session?.stop();
  }

  /** Does what the screen asks for until somebody is signed in (and confirmed, if wanted) or patience ends. */
  public async signIn(isDone = (auth: AuthState): boolean => auth.kind === 'signedIn'): Promise<Evening> {
    const session = this._session as Session;
    const reasons = new Set<FailureCode>();
    const hear = ({ auth }: SessionState): void => {
      if ('reason' in auth && auth.reason !== undefined) reasons.add(auth.reason.code);
    };
    const stopHearing = session.subscribe(hear);
    const end = Date.now() + PATIENCE_MS;
    while (!isDone(session.state.auth) && Date.now() < end) {
      this._act(session, session.state.auth);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    stopHearing();
    return { ends: session.state.auth, reasons };
  }

  private _act(session: Session, auth: AuthState): void {
    if (auth.kind === 'signedOut') session.send({ type: 'signIn', provider: 'plex' });
    if (auth.kind === 'resting') session.send({ type: 'retryNow' });
    if (auth.kind === 'awaitingLink') this._approve(auth.code.text);
    if (auth.kind === 'askingProfilePin') session.send({ type: 'cancel' });
    if (auth.kind === 'choosingProfile' && auth.profiles !== null) {
      const finn = auth.profiles.find((person) => person.title === 'Finn');
      if (finn !== undefined) session.send({ type: 'chooseProfile', profileId: finn.id });
    }
  }

  private _approve(code: string): void {
    if (!this._approved.has(code)) {
      this._approved.add(code);
      this._beforeApproval();
      this._sim.phone.approve(code, 'ada');
    }
  }
}
