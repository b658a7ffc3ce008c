import { BUSY } from '../model/backoff';
import { failureOf, recoveryFor } from '../model/failure';
import { AWAKE, isAsked, later, NOW } from './ask';
import { hurry, leave, reduceAuthIntent } from './auth-intents';
import { askAwaiting, reduceAwaiting, startAwaiting, wakeAwaiting } from './code-machine';
import { onOpenFailed, onProfiles, startChoosing } from './profile-machine';
import type { Failure } from '../model/failure';
import type { Answer, Effect, Message, Moment } from '../model/message';
import type { Config, ProviderId } from '../model/config';
import type { Ask, AuthState, DeviceState, SignIn } from '../model/session-state';

type Kind<K extends AuthState['kind']> = Extract<AuthState, { kind: K }>;

const CONFIRM_MS = 24 * 3600000;
const FORGET_TRIES = 3;
/** A database is slow to open after a power cut, and in a kiosk nobody is there to press a key. */
const RESTORE_TRIES = 3;

/** What sign-in asks of the world while it stands so. */
export function askAuth(state: AuthState, config: Config, device: DeviceState): readonly Effect[] {
  switch (state.kind) {
    case 'restoring':
      return [{ type: 'restore', providers: config.providers, ...state.ask }];
    case 'requestingCode':
      return device.visible ? [{ type: 'requestCode', provider: state.provider, ...state.ask }] : [];
    case 'awaitingLink':
      return askAwaiting(state, device);
    case 'acceptingToken':
      return unlessUnseen(state.ask, device, {
        type: 'acceptToken',
        provider: state.provider,
        token: state.token,
        ...state.ask
      });
    case 'accepting':
      return unlessUnseen(state.ask, device, {
        type: 'loadAccount',
        provider: state.provider,
        ...state.ask
      });
    case 'choosingProfile':
      return state.profiles !== null
        ? []
        : unlessUnseen(state.ask, device, {
            type: 'listProfiles',
            provider: state.signIn.provider,
            ...state.ask
          });
    case 'openingProfile':
      return [askToOpen(state)];
    case 'signedIn':
      return unlessUnseen(state.reason === undefined ? NOW : state.ask, device, {
        type: 'confirmAccount',
        provider: state.signIn.provider,
        ...state.ask
      });
    case 'leaving':
      return [{ type: 'forget', all: state.all, ...state.ask }];
    case 'signedOut':
    case 'resting':
    case 'askingProfilePin':
      return [];
  }
}

/** What failed is not asked again where nobody looks: a set left on all night does not knock on a service all night. */
function unlessUnseen(ask: Ask, device: DeviceState, effect: Effect): readonly Effect[] {
  return device.visible || ask.afterMs === 0 ? [effect] : [];
}

/** Pure: same state, message, moment and config, same state. Returns `state` itself for what is not its own. */
export function reduceAuth(state: AuthState, message: Message, moment: Moment, config: Config): AuthState {
  if (message.type !== 'answer') {
    return reduceAuthIntent(state, message, config);
  }
  const open = askAuth(state, config, AWAKE);
  return isAsked(open, message.to) ? onAnswer(state, message, moment, config) : onHearsay(state, message);
}

/** Back in view or back on the net. Somebody who comes back to a set is confirmed anew: a timer may have slept. */
export function wakeAuth(state: AuthState, isInView: boolean): AuthState {
  switch (state.kind) {
    case 'awaitingLink':
      return wakeAwaiting(state);
    case 'signedIn':
      return isInView || !state.confirmed ? hurry(state) : state;
    default:
      return hurry(state);
  }
}

function onNothing(config: Config): AuthState {
  const only = config.straightToCode && config.providers.length === 1 ? config.providers[0] : undefined;
  return only === undefined ? { kind: 'signedOut' } : { kind: 'requestingCode', provider: only, ask: NOW };
}

function onAnswer(state: AuthState, answer: Answer, moment: Moment, config: Config): AuthState {
  if (state.kind === 'awaitingLink') {
    return reduceAwaiting(state, answer, moment, config);
  }
  const outcome = answer.outcome;
  switch (outcome.type) {
    case 'restored':
      return enter(outcome.signIn, outcome.remembered, outcome.signIn.profile.guarded, false);
    case 'restoredToken':
      return accepting(outcome.provider, outcome.remembered);
    case 'restoredCode':
      return startAwaiting(outcome.provider, outcome.code, 0, moment.now, config);
    case 'nothingStored':
      return onNothing(config);
    case 'forgotten':
      return { kind: 'signedOut', reason: 'reason' in state ? state.reason : undefined };
    case 'codeIssued':
      return state.kind === 'requestingCode'
        ? startAwaiting(state.provider, outcome.code, config.pollMs, moment.now, config)
        : state;
    case 'tokenAccepted':
      return state.kind === 'acceptingToken' ? accepting(state.provider, outcome.remembered) : state;
    case 'accountLoaded':
      return enter(outcome.signIn, outcome.remembered, outcome.signIn.hasProfiles, true);
    case 'profilesListed':
      return state.kind === 'choosingProfile' ? onProfiles(state, outcome.profiles) : state;
    case 'profileOpened':
      return signedIn(outcome.signIn, outcome.remembered, true);
    case 'accountConfirmed':
      return state.kind === 'signedIn' ? confirmed(state) : state;
    case 'failed':
      return onFailure(state, outcome.failure);
    default:
      return state;
  }
}

/** Straight in, unless somebody has to say who is watching. */
function enter(signIn: SignIn, remembered: boolean, mustChoose: boolean, isFresh: boolean): AuthState {
  return mustChoose ? startChoosing(signIn, remembered) : signedIn(signIn, remembered, isFresh);
}

function signedIn(signIn: SignIn, remembered: boolean, isFresh: boolean): AuthState {
  const ask = isFresh ? { nth: 1, afterMs: CONFIRM_MS } : NOW;
  return { kind: 'signedIn', signIn, remembered, confirmed: isFresh, ask };
}

function confirmed(state: Kind<'signedIn'>): AuthState {
  const ask = { nth: state.ask.nth + 1, afterMs: CONFIRM_MS };
  return { ...state, confirmed: true, ask, reason: undefined };
}

function accepting(provider: ProviderId, remembered: boolean): AuthState {
  return { kind: 'accepting', provider, remembered, ask: NOW };
}

/** What may clear by itself is asked again with the reason shown; only the issuer's own refusal ends anything. */
function onFailure(state: AuthState, reason: Failure): AuthState {
  const recovery = recoveryFor(reason);
  const isRefused = recovery === 'signOut';
  const isSettled = isRefused || recovery === 'askViewer';
  switch (state.kind) {
    case 'restoring':
      return isSettled && !(reason.code === 'storage' && state.ask.nth < RESTORE_TRIES)
        ? { kind: 'signedOut', reason }
        : { ...state, ask: later(state.ask, reason), reason };
    case 'acceptingToken':
      return isSettled
        ? { kind: 'signedOut', reason: isRefused ? failureOf('tokenNotAccepted') : reason }
        : { ...state, ask: later(state.ask, reason), reason };
    case 'openingProfile':
      return isRefused ? leave(state, false, reason) : onOpenFailed(state, reason);
    case 'leaving':
      return state.ask.nth >= FORGET_TRIES
        ? { kind: 'signedOut', reason, unwiped: state.all ? 'all' : 'account' }
        : { ...state, ask: later(state.ask, reason) };
    case 'requestingCode':
      return { ...state, ask: later(state.ask, reason), reason };
    case 'accepting':
    case 'choosingProfile':
      return isRefused ? leave(state, false, reason) : { ...state, ask: later(state.ask, reason), reason };
    case 'signedIn':
      return isRefused
        ? leave(state, false, reason)
        : { ...state, ask: later(state.ask, reason, BUSY), reason };
    default:
      return state;
  }
}

/** A refusal met on the way to a server ends nothing; it is a reason to ask the issuer itself. */
function onHearsay(state: AuthState, answer: Answer): AuthState {
  const outcome = answer.outcome;
  if (outcome.type !== 'failed' || state.kind !== 'signedIn') {
    return state;
  }
  // A gateway that was started anew remembers no PIN, and asks for it on the way to a server.
  if (outcome.failure.code === 'profilePinWrong' && state.signIn.hasProfiles) {
    return startChoosing(state.signIn, state.remembered);
  }
  return recoveryFor(outcome.failure) === 'signOut' ? hurry(state) : state;
}

function askToOpen(state: Kind<'openingProfile'>): Effect {
  const { signIn, profile, pin, nth } = state;
  return { type: 'openProfile', provider: signIn.provider, profileId: profile.id, pin, nth };
}
