import { effectsFor, reduceSession, startSession } from './machine/session-machine';
import type { Effect, Intent, Message, Outcome } from './model/message';
import type { Config, Settings } from './model/config';
import type { DeviceState, SessionState } from './model/session-state';
import type { Cancel, IClock, IEffectRunner, ILog } from './ports';

export type SessionListener = (state: SessionState) => void;
export type SessionStart = {
  readonly config: Config;
  readonly device: DeviceState;
  readonly settings: Settings;
};

type Open = { readonly effect: Effect; cancel: Cancel | null; isOver: boolean };
type OpenByKey = { [key: string]: Open };

/** The one stateful object of the core: messages in, states out. */
export class Session {
  private _state: SessionState;
  private _open: OpenByKey = {};
  private _listeners: readonly SessionListener[] = [];
  private readonly _queue: Message[] = [];
  private _isBusy = false;

  constructor(
    private readonly _runner: IEffectRunner,
    private readonly _clock: IClock,
    start: SessionStart,
    private readonly _log?: ILog
  ) {
    this._state = startSession(start.config, start.device, start.settings);
  }

  /** What is true now. */
  public get state(): SessionState {
    return this._state;
  }

  /** How many questions are out. */
  public get open(): number {
    return Object.keys(this._open).length;
  }

  /** Puts the first questions. */
  public start(): void {
    this._settle(effectsFor(this._state));
  }

  /** Drops every question. Nothing moves any more. */
  public stop(): void {
    this._settle([]);
  }

  /** What the viewer wants. Returns nothing: what became of it is in the state. */
  public send(intent: Intent): void {
    this._receive(intent);
  }

  /** Told once per message that changed something, with the whole state. */
  public subscribe(listener: SessionListener): Cancel {
    this._listeners = this._listeners.concat(listener);
    return (): void => {
      this._listeners = this._listeners.filter((each: SessionListener): boolean => each !== listener);
    };
  }

  /** One message at a time, in order of arrival, also when a listener sends. */
  private _receive(message: Message): void {
    this._queue.push(message);
    if (this._isBusy) {
      return;
    }
    this._isBusy = true;
    for (let next = this._queue.shift(); next !== undefined; next = this._queue.shift()) {
      this._step(next);
    }
    this._isBusy = false;
  }

  private _step(message: Message): void {
    const was = this._state;
    const moment = { now: this._clock.now(), random: this._clock.random() };
    this._state = reduceSession(was, message, moment);
    this._write('debug', 'message', factsOf(message, this._state));
    this._settle(effectsFor(this._state));
    if (was !== this._state) {
      this._listeners.forEach((listener: SessionListener): void => this._tell(listener));
    }
  }

  private _tell(listener: SessionListener): void {
    try {
      listener(this._state);
    } catch (bug) {
      this._write('error', 'listenerThrew', { bug: String(bug) });
    }
  }

  /** Fence: drops the questions that the state no longer asks, puts the new ones. */
  private _settle(effects: readonly Effect[]): void {
    const was = this._open;
    const is: OpenByKey = {};
    const fresh: Open[] = [];
    effects.forEach((effect: Effect): void => {
      const key = JSON.stringify(effect);
      const open = was[key] || { effect, cancel: null, isOver: false };
      is[key] = open;
      if (was[key] === undefined) {
        fresh.push(open);
      }
    });
    this._open = is;
    Object.keys(was).forEach((key: string): void => drop(was[key] as Open, is[key]));
    fresh.forEach((open: Open): void => this._ask(open));
  }

  private _ask(open: Open): void {
    open.cancel = this._runner.run(open.effect, (outcome: Outcome): void => {
      if (!open.isOver) {
        open.isOver = true;
        this._receive({ type: 'answer', to: open.effect, outcome });
      }
    });
  }

  private _write(level: 'debug' | 'error', event: string, facts: { readonly [name: string]: unknown }): void {
    if (this._log !== undefined) {
      this._log.write(level, event, facts);
    }
  }
}

function drop(was: Open, is: Open | undefined): void {
  if (is === undefined && !was.isOver) {
    was.isOver = true;
    if (was.cancel !== null) {
      was.cancel();
    }
  }
}

/** Names only: what a message carries may be secret. */
function factsOf(message: Message, state: SessionState): { readonly [name: string]: unknown } {
  const what =
    message.type !== 'answer'
      ? { intent: message.type }
      : { to: message.to.type, outcome: message.outcome.type, reason: reasonOf(message.outcome) };
  return { ...what, auth: state.auth.kind, connection: state.connection.kind, dialog: state.dialog.kind };
}

function reasonOf(outcome: Outcome): string | null {
  return outcome.type === 'failed' ? outcome.failure.code : null;
}
