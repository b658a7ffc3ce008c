import { backoffMs, BUSY } from '../model/backoff';
import { failureOf } from '../model/failure';
import { again, later, NOW, restAfter } from './ask';
import type { Failure } from '../model/failure';
import type { Answer, Effect, Moment } from '../model/message';
import type { Config, ProviderId } from '../model/config';
import type { AuthState, Code, DeviceState } from '../model/session-state';

export type Awaiting = Extract<AuthState, { kind: 'awaitingLink' }>;

const RENEW_AHEAD_MS = 90000;
/** Less than this is the reply's own travelling time, and no reason to draw. */
const DRIFT_MS = 3000;
const YOUNG_MS = 60000;
/** No code lives longer, whatever a reply says: nothing may poll without end. */
const LONGEST_LIFE_MS = 2 * 3600000;
/** A kiosk that renews without end polls slowly once this many codes went by unseen. */
const EAGER_RENEWALS = 4;
const SLOW_POLL_MS = 10000;

/** A first code on screen, polled for the first time after `firstMs`. */
export function startAwaiting(
  provider: ProviderId,
  code: Code,
  firstMs: number,
  now: number,
  config: Config
): Awaiting {
  return {
    kind: 'awaitingLink',
    provider,
    code: bounded(code, now, config),
    old: null,
    since: now,
    poll: { codeId: code.id, nth: 1, afterMs: firstMs },
    misses: 0,
    renewal: { count: 0, ask: null }
  };
}

/** A new code is asked for only while somebody can see it; the one on screen is polled to its end. */
export function askAwaiting(state: Awaiting, device: DeviceState): readonly Effect[] {
  const effects: Effect[] = [];
  if (state.poll !== null) {
    effects.push({ type: 'checkCode', provider: state.provider, ...state.poll });
  }
  if (state.renewal.ask !== null && device.visible) {
    effects.push({ type: 'requestCode', provider: state.provider, ...state.renewal.ask });
  }
  return effects;
}

/** What an answer means while a code is on screen. */
export function reduceAwaiting(state: Awaiting, answer: Answer, moment: Moment, config: Config): AuthState {
  const outcome = answer.outcome;
  switch (outcome.type) {
    case 'codeGranted':
      return { kind: 'accepting', provider: state.provider, remembered: outcome.remembered, ask: NOW };
    case 'codePending':
      return onPending(state, outcome.codeId, outcome.lifeMs, moment.now, config);
    case 'codeGone':
      return onGone(state, outcome.codeId, moment.now, config);
    case 'codeIssued':
      return onIssued(state, outcome.code, moment.now, config);
    case 'failed':
      return onFailure(state, answer.to, outcome.failure, moment.now, config);
    default:
      return state;
  }
}

/** Back in view or back on the net: ask at once, unless the service itself asked for patience. */
export function wakeAwaiting(state: Awaiting): Awaiting {
  if (isBusy(state)) {
    return state;
  }
  const ask = state.renewal.ask;
  return {
    ...state,
    poll: state.poll === null ? null : { codeId: state.poll.codeId, ...again(state.poll) },
    renewal: { count: state.renewal.count, ask: ask === null ? null : again(ask) }
  };
}

function onPending(
  state: Awaiting,
  codeId: string,
  lifeMs: number | null,
  now: number,
  config: Config
): AuthState {
  const known = lifeMs === null ? state : corrected(state, codeId, now + lifeMs, config);
  return goOn({ ...known, misses: 0, reason: undefined }, pollMs(state, config), now, config);
}

/** What a standby took off a code's end it took off its beginning: the length of its life is the same. */
function corrected(state: Awaiting, codeId: string, expiresAt: number, config: Config): Awaiting {
  const fix = (code: Code): Code =>
    code.id === codeId && Math.abs(expiresAt - code.expiresAt) > DRIFT_MS ? { ...code, expiresAt } : code;
  const code = fix(state.code);
  const since = state.since + Math.min(0, code.expiresAt - state.code.expiresAt);
  const old = state.old === null ? null : fix(state.old);
  return { ...state, since, code: bounded(code, since, config), old };
}

/** Gone is for good. A code that dies young may mean that they all do, so the next one is not hurried. */
function onGone(state: Awaiting, codeId: string, now: number, config: Config): AuthState {
  if (state.old !== null && codeId === state.old.id) {
    return goOn({ ...state, old: null }, pollMs(state, config), now, config);
  }
  if (codeId !== state.code.id) {
    return goOn(state, pollMs(state, config), now, config);
  }
  const count = state.renewal.count;
  const isYoung = now - state.since < YOUNG_MS;
  const dead = { ...state, code: { ...state.code, expiresAt: Math.min(state.code.expiresAt, now) } };
  const restMs = isYoung && count > 0 ? backoffMs(BUSY, count, 0) : 0;
  return goOn(renew(dead, restMs, config), pollMs(state, config), now, config);
}

/** The poll of the code before, which may be bringing its claim, stays the question it was. */
function onIssued(state: Awaiting, code: Code, now: number, config: Config): Awaiting {
  const first = startAwaiting(state.provider, code, pollMs(state, config), now, config);
  return {
    ...first,
    old: now < state.code.expiresAt ? state.code : null,
    poll: state.poll === null ? first.poll : state.poll,
    misses: state.misses,
    renewal: { count: state.renewal.count + 1, ask: null }
  };
}

function onFailure(state: Awaiting, to: Effect, reason: Failure, now: number, config: Config): AuthState {
  if (to.type !== 'checkCode') {
    const ask = later(state.renewal.ask === null ? NOW : state.renewal.ask, reason);
    return { ...state, reason, renewal: { count: state.renewal.count, ask } };
  }
  if (reason.code === 'codeGone') {
    return onGone(state, to.codeId, now, config);
  }
  const previousMs = state.misses === 0 || state.poll === null ? 0 : state.poll.afterMs;
  return goOn({ ...state, misses: state.misses + 1, reason }, restAfter(reason, previousMs), now, config);
}

/** After every poll: is a new code due, is this one over, and which is polled next. */
function goOn(polled: Awaiting, restMs: number, now: number, config: Config): AuthState {
  const old = polled.old !== null && now < polled.old.expiresAt ? polled.old : null;
  const isDue = now >= polled.code.expiresAt - aheadMs(polled);
  const state = isDue ? renew({ ...polled, old }, isBusy(polled) ? restMs : 0, config) : { ...polled, old };
  if (now >= state.code.expiresAt && state.renewal.ask === null) {
    return { kind: 'resting', provider: state.provider, reason: failureOf('codesUsedUp') };
  }
  return { ...state, poll: nextPoll(state, restMs, now) };
}

function renew(state: Awaiting, afterMs: number, config: Config): Awaiting {
  const { count, ask } = state.renewal;
  const mayRenew = config.renewals === null || count < config.renewals;
  return ask !== null || !mayRenew ? state : { ...state, renewal: { count, ask: { nth: 1, afterMs } } };
}

/** A code shorter than twice the lead is renewed at half its life, or four would be gone in a breath. */
function aheadMs(state: Awaiting): number {
  return Math.min(RENEW_AHEAD_MS, (state.code.expiresAt - state.since) / 2);
}

/** Old and new in turn, and each once more exactly at its end. */
function nextPoll(state: Awaiting, restMs: number, now: number): Awaiting['poll'] {
  const code = nextCode(state, restMs, now);
  if (code === null) {
    return null;
  }
  const afterMs = isBusy(state) ? restMs : Math.min(restMs, code.expiresAt - now);
  return { codeId: code.id, nth: state.poll === null ? 1 : state.poll.nth + 1, afterMs };
}

function nextCode(state: Awaiting, restMs: number, now: number): Code | null {
  const { old, poll } = state;
  const code = now < state.code.expiresAt ? state.code : null;
  if (old === null || code === null) {
    return old === null ? code : old;
  }
  const isTurnOfOld = poll === null || poll.codeId !== old.id;
  return isTurnOfOld || old.expiresAt - now <= restMs ? old : code;
}

/** The cap on a code's life; an unreadable moment (NaN) compares false and gets the cap. */
function bounded(code: Code, since: number, config: Config): Code {
  const limitMs = config.pollLimitMs === null ? LONGEST_LIFE_MS : config.pollLimitMs;
  return code.expiresAt <= since + limitMs ? code : { ...code, expiresAt: since + limitMs };
}

function pollMs(state: Awaiting, config: Config): number {
  const isUnseen = config.renewals === null && state.renewal.count >= EAGER_RENEWALS;
  return isUnseen ? Math.max(config.pollMs, SLOW_POLL_MS) : config.pollMs;
}

function isBusy(state: Awaiting): boolean {
  return state.reason !== undefined && state.reason.code === 'busy';
}
