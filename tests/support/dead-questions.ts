import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { effectsFor, reduceSession, startSession } from '../../src/core/machine/session-machine';
import { answersTo, failuresOf, INTENTS, SECRETS } from './any-message';
import { seeded } from './seeded';
import type { Effect, Intent, Message, Outcome } from '../../src/core/model/message';
import type { Config } from '../../src/core/model/config';
import type { SessionState } from '../../src/core/model/session-state';

export type Reduce = typeof reduceSession;
export type WalkReport = {
  /** State × open question × outcome, each tried. */
  readonly cases: number;
  readonly states: number;
  /** Kinds of sign-in and connection that were met, as 'auth/connection'. */
  readonly kinds: readonly string[];
  /** Questions that an answer left as they were, so that nobody would ever ask again. */
  readonly dead: readonly string[];
  /** States that no intent leaves. `leaving` is not among them: it is bounded, and may not be left before. */
  readonly trapped: readonly string[];
  readonly mostPolls: number;
  readonly mostOpen: number;
  readonly leaks: readonly string[];
};

const STEPS_PER_WALK = 120;
const LEAPS_MS = [10, 2000, 20000, 400000, 3600000];
/** A walk that often signs out never gets far. */
const ENDING: readonly string[] = ['signOut', 'reset', 'exit', 'cancel'];
const CONFIGS: readonly Partial<Config>[] = [
  {},
  { kiosk: true, renewals: null },
  { pollLimitMs: 300000, renewals: 0, pollMs: 1000 }
];

/** Walks at random through the states and tries every outcome on every open question of each. */
export function walkDeadQuestions(atLeast: number, seed = 7, reduce: Reduce = reduceSession): WalkReport {
  const walk = new Walk(reduce, seeded(seed));
  while (walk.cases < atLeast) {
    walk.stroll();
  }
  return walk.report();
}

class Walk {
  public cases = 0;
  private _states = 0;
  private _now = 0;
  private _mostPolls = 0;
  private _mostOpen = 0;
  private readonly _kinds = new Set<string>();
  private readonly _dead = new Set<string>();
  private readonly _trapped = new Set<string>();
  private readonly _leaks = new Set<string>();

  constructor(
    private readonly _reduce: Reduce,
    private readonly _random: () => number
  ) {}

  public stroll(): void {
    this._now = 1000;
    const config = { ...DEFAULT_CONFIG, providers: ['plex', 'tmdb'] as const, ...this._pick(CONFIGS) };
    let state = startSession(config, { visible: true, online: true, memoryLow: false }, DEFAULT_SETTINGS);
    for (let step = 0; step < STEPS_PER_WALK; step++) {
      state = this._visit(state);
    }
  }

  public report(): WalkReport {
    return {
      cases: this.cases,
      states: this._states,
      kinds: [...this._kinds].sort(),
      dead: [...this._dead].sort(),
      trapped: [...this._trapped].sort(),
      mostPolls: this._mostPolls,
      mostOpen: this._mostOpen,
      leaks: [...this._leaks]
    };
  }

  private _visit(state: SessionState): SessionState {
    const open = effectsFor(state);
    this._note(state, open);
    open.forEach((effect) => {
      const outcomes = [...answersTo(effect, this._now), ...failuresOf(effect)];
      outcomes.forEach((outcome) => this._try(state, effect, outcome));
    });
    this._now += this._pick(LEAPS_MS);
    return this._reduce(state, this._anyMessage(open), this._moment());
  }

  private _note(state: SessionState, open: readonly Effect[]): void {
    const printed = JSON.stringify(state);
    this._states++;
    this._kinds.add(state.auth.kind + '/' + state.connection.kind);
    this._mostOpen = Math.max(this._mostOpen, open.length);
    this._mostPolls = Math.max(this._mostPolls, open.filter((each) => each.type === 'checkCode').length);
    if (state.auth.kind !== 'leaving' && !INTENTS.some((intent) => this._leaves(state, intent))) {
      this._trapped.add(state.auth.kind + '/' + state.connection.kind);
    }
    SECRETS.filter((secret) => printed.includes(secret)).forEach((secret) => this._leaks.add(secret));
  }

  private _leaves(state: SessionState, intent: Intent): boolean {
    const next = this._reduce(state, intent, this._moment());
    return next.auth.kind !== state.auth.kind || next.connection.kind !== state.connection.kind;
  }

  private _try(state: SessionState, effect: Effect, outcome: Outcome): void {
    this.cases++;
    const next = this._reduce(state, { type: 'answer', to: effect, outcome }, this._moment());
    const key = JSON.stringify(effect);
    if (effectsFor(next).some((each) => each.type === effect.type && JSON.stringify(each) === key)) {
      this._dead.add(
        [effect.type, '<-', nameOf(outcome), 'in', state.auth.kind, state.connection.kind].join(' ')
      );
    }
  }

  /** Two steps in three are answers, seldom of the set itself (the first question), rather good than failed. */
  private _anyMessage(open: readonly Effect[]): Message {
    if (this._random() < 0.33) {
      const intent = this._pick(INTENTS);
      return ENDING.includes(intent.type) && this._random() < 0.8 ? this._pick(INTENTS) : intent;
    }
    const to = this._pick(open.length > 1 && this._random() < 0.9 ? open.slice(1) : open);
    const failures = failuresOf(to);
    const outcomes = failures.length > 0 && this._random() < 0.4 ? failures : answersTo(to, this._now);
    return { type: 'answer', to, outcome: this._pick(outcomes) };
  }

  private _moment(): { now: number; random: number } {
    return { now: this._now, random: 0.5 };
  }

  private _pick<T>(from: readonly T[]): T {
    return from[Math.floor(this._random() * from.length)] as T;
  }
}

function nameOf(outcome: Outcome): string {
  return outcome.type === 'failed' ? 'failed:' + outcome.failure.code : outcome.type;
}
