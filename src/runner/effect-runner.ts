import { asFailure, failureOf } from '../core/model/failure';
import { readSettings, SETTINGS_RECORD } from '../core/model/settings';
import { forget } from './forget';
import { made } from './made';
import { restore } from './restore';
import { openScope } from './scope';
import type { Effect, Outcome } from '../core/model/message';
import type { ProviderId } from '../core/model/config';
import type { DeviceState, Route } from '../core/model/session-state';
import type {
  Cancel,
  CodeAnswer,
  IDevice,
  IEffectRunner,
  IProvider,
  IServers,
  Known,
  Make,
  Ports,
  ReachHow,
  Services,
  Written
} from '../core/ports';
import type { Scope } from './scope';

type Of<T extends Effect['type']> = Extract<Effect, { type: T }>;
type Answer = (outcome: Outcome) => void;

/** No question stays open longer, whatever a module does. */
const CAP_MS = 60000;
/** The first question after a sleep may go out on a dead connection. */
const BRISK_MS = 3000;
/** A sign-out may not wait a minute for a vault that hangs. */
const FORGET_CAP_MS = 15000;
/** A set that has not exited by then will not. */
const EXIT_MS = 3000;

/** Effect -> port or module -> exactly one outcome, never in the same call. Decides nothing. */
export class EffectRunner implements IEffectRunner {
  constructor(
    private readonly _base: Ports,
    private readonly _services: Services,
    private readonly _device: IDevice
  ) {}

  /** Begins after the effect's rest. The cancel it returns ends everything the effect has under way. */
  public run(effect: Effect, answer: Answer): Cancel {
    const scope = openScope(this._base);
    const finish = once(scope, answer);
    const begin = (): void => this._begin(effect, scope, finish);
    const restMs = 'afterMs' in effect ? effect.afterMs : 0;
    if (restMs > 0) {
      scope.ports.clock.after(restMs, begin);
    } else {
      begin();
    }
    return scope.close;
  }

  private _begin(effect: Effect, scope: Scope, finish: Answer): void {
    const fail = (reason: unknown): void => finish({ type: 'failed', failure: asFailure(reason) });
    const capMs = capOf(effect);
    if (capMs !== null) {
      scope.ports.clock.after(capMs, (): void => fail(failureOf('timeout')));
    }
    Promise.resolve()
      .then((): Promise<Outcome> => this._carryOut(effect, scope))
      .then(finish, fail);
  }

  private _carryOut(effect: Effect, scope: Scope): Promise<Outcome> {
    switch (effect.type) {
      case 'wait':
        return pause(scope, effect.ms);
      case 'keepQuiet':
        return pause(scope, Math.max(0, effect.until - scope.ports.clock.now()));
      case 'watchDevice':
        return this._watch(effect, scope);
      case 'exit':
        this._device.exit();
        return pause(scope, EXIT_MS);
      case 'loadSettings':
        return scope.ports.vault
          .read(SETTINGS_RECORD)
          .then((text): Outcome => ({ type: 'settingsLoaded', settings: readSettings(text) }));
      case 'saveSettings':
        return scope.ports.vault
          .write(SETTINGS_RECORD, JSON.stringify(effect.settings))
          .then((): Outcome => ({ type: 'settingsSaved' }));
      case 'forget':
        return forget(scope.ports, this._makes(), effect.all ? 'all' : 'account').then((): Outcome => ({
          type: 'forgotten'
        }));
      case 'restore':
        return restore(effect.providers, (id) => this._provider(id, scope));
      case 'askAdmin':
        return made(this._services.admin, scope.ports)
          .then((admin) => admin.ask(effect.ask))
          .then((answer): Outcome => ({ type: 'adminAnswered', answer }));
      case 'listServers':
      case 'findRoute':
      case 'lookAt':
      case 'tryAddress':
      case 'probeRoute':
      case 'improveRoute':
      case 'listLibraries':
        return made(this._services.servers, scope.ports).then((servers) => askServers(effect, servers));
      default:
        return this._provider(effect.provider, scope).then((provider) => askProvider(effect, provider));
    }
  }

  private _provider(id: ProviderId, scope: Scope): Promise<IProvider> {
    return made(this._services.providers[id], scope.ports);
  }

  private _makes(): readonly Make<IProvider>[] {
    const makes = this._services.providers;
    return Object.keys(makes).map(
      (id: string): Make<IProvider> => makes[id as ProviderId] as Make<IProvider>
    );
  }

  private _watch(effect: Of<'watchDevice'>, scope: Scope): Promise<Outcome> {
    return new Promise<Outcome>((resolve): void => {
      const look = (): void => {
        const device = this._device.current();
        if (isOther(device, effect.device)) {
          resolve({ type: 'deviceChanged', device });
        }
      };
      scope.stop.onStop(this._device.onChange(look));
      look();
    });
  }
}

function isOther(one: DeviceState, other: DeviceState): boolean {
  return one.visible !== other.visible || one.online !== other.online || one.memoryLow !== other.memoryLow;
}

/** The first outcome counts, and only while the scope lives. */
function once(scope: Scope, answer: Answer): Answer {
  return (outcome: Outcome): void => {
    if (!scope.stop.stopped) {
      scope.close();
      answer(outcome);
    }
  };
}

function capOf(effect: Effect): number | null {
  switch (effect.type) {
    case 'wait':
    case 'keepQuiet':
    case 'watchDevice':
      return null;
    case 'probeRoute':
      return effect.brisk ? BRISK_MS : CAP_MS;
    case 'forget':
      return FORGET_CAP_MS;
    default:
      return CAP_MS;
  }
}

function pause(scope: Scope, ms: number): Promise<Outcome> {
  return new Promise<Outcome>((resolve): void => {
    scope.ports.clock.after(ms, (): void => resolve({ type: 'waited' }));
  });
}

type ToServers = Of<
  'listServers' | 'findRoute' | 'lookAt' | 'tryAddress' | 'probeRoute' | 'improveRoute' | 'listLibraries'
>;

function askServers(effect: ToServers, servers: IServers): Promise<Outcome> {
  switch (effect.type) {
    case 'listServers':
      return servers.list().then((found): Outcome => ({ type: 'serversListed', ...found }));
    case 'findRoute':
      return allowed(effect, servers)
        .then((): Promise<Route> => servers.reach(effect.serverId, howOf(effect)))
        .then(found);
    case 'improveRoute':
      return servers.reach(effect.route.server.id, { refetch: false, brisk: false }).then(found);
    case 'lookAt':
      return servers
        .look(effect.serverId)
        .then((route): Outcome => ({ type: 'lookedAt', serverId: effect.serverId, route }));
    case 'tryAddress':
      return servers
        .reachAddress(effect.address, effect.token === undefined ? undefined : effect.token.reveal())
        .then(found);
    case 'probeRoute':
      return servers.probe(effect.route).then((latencyMs): Outcome => ({ type: 'routeAlive', latencyMs }));
    case 'listLibraries':
      return servers
        .libraries(effect.route)
        .then((libraries): Outcome => ({ type: 'librariesListed', libraries }));
  }
}

function howOf({ refetch, brisk }: Of<'findRoute'>): ReachHow {
  return { refetch, brisk };
}

function found(route: Route): Outcome {
  return { type: 'routeFound', route };
}

/** The viewer's yes is kept before it is used. */
function allowed({ allow, serverId }: Of<'findRoute'>, servers: IServers): Promise<unknown> {
  return allow && serverId !== null ? servers.allowInsecure(serverId) : Promise.resolve();
}

type ToProvider = Of<
  | 'requestCode'
  | 'checkCode'
  | 'acceptToken'
  | 'loadAccount'
  | 'confirmAccount'
  | 'listProfiles'
  | 'openProfile'
>;

function askProvider(effect: ToProvider, provider: IProvider): Promise<Outcome> {
  switch (effect.type) {
    case 'requestCode':
      return provider.requestCode().then((code): Outcome => ({ type: 'codeIssued', code }));
    case 'checkCode':
      return provider
        .checkCode(effect.codeId)
        .then((answer: CodeAnswer): Outcome => codeOutcome(answer, effect.codeId));
    case 'acceptToken':
      return provider
        .acceptToken(effect.token.reveal())
        .then((written: Written): Outcome => ({ type: 'tokenAccepted', remembered: written.durable }));
    case 'loadAccount':
      return provider.loadAccount().then((known: Known): Outcome => ({ type: 'accountLoaded', ...known }));
    case 'confirmAccount':
      return provider.confirmAccount().then((): Outcome => ({ type: 'accountConfirmed' }));
    case 'listProfiles':
      return provider.listProfiles().then((profiles): Outcome => ({ type: 'profilesListed', profiles }));
    case 'openProfile':
      return provider
        .openProfile(effect.profileId, effect.pin === null ? null : effect.pin.reveal())
        .then((known: Known): Outcome => ({ type: 'profileOpened', ...known }));
  }
}

function codeOutcome(answer: CodeAnswer, codeId: string): Outcome {
  switch (answer.kind) {
    case 'pending':
      return { type: 'codePending', codeId, lifeMs: answer.lifeMs };
    case 'granted':
      return { type: 'codeGranted', remembered: answer.remembered };
    case 'gone':
      return { type: 'codeGone', codeId };
  }
}
