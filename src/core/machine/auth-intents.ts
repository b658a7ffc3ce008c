import { again, NOW } from './ask';
import { wakeAwaiting } from './code-machine';
import { backToList, chooseProfile, enterPin, leaveList, startChoosing } from './profile-machine';
import type { Failure } from '../model/failure';
import type { Intent } from '../model/message';
import type { Secret } from '../model/secret';
import type { Config, ProviderId } from '../model/config';
import type { AuthState } from '../model/session-state';

/** Where every program run begins: the vault is read before anybody is asked anything. */
export const RESTORING: AuthState = { kind: 'restoring', ask: NOW };

/** What the viewer's wish makes of the sign-in. */
export function reduceAuthIntent(state: AuthState, intent: Intent, config: Config): AuthState {
  switch (intent.type) {
    case 'signIn':
      return mayBegin(state, intent.provider, config)
        ? { kind: 'requestingCode', provider: intent.provider, ask: NOW }
        : state;
    case 'useToken':
      return useToken(state, intent.provider, intent.token, config);
    case 'cancel':
      return onCancel(state);
    case 'signOut':
      return state.kind === 'signedOut' && state.unwiped === undefined ? state : leave(state, false);
    case 'reset':
      return leave(state, true);
    case 'retryNow':
      return onRetry(state);
    case 'switchProfile':
      return state.kind === 'signedIn' && state.signIn.hasProfiles
        ? startChoosing(state.signIn, state.remembered)
        : state;
    case 'chooseProfile':
      return state.kind === 'choosingProfile' ? chooseProfile(state, intent.profileId) : state;
    case 'enterProfilePin':
      return state.kind === 'askingProfilePin' ? enterPin(state, intent.pin) : state;
    default:
      return state;
  }
}

function mayBegin(state: AuthState, provider: ProviderId, config: Config): boolean {
  return (state.kind === 'signedOut' || state.kind === 'resting') && config.providers.indexOf(provider) >= 0;
}

/** A second token replaces the first; `nth` tells them apart, for both print as stars. */
function useToken(state: AuthState, provider: ProviderId, token: Secret, config: Config): AuthState {
  if (state.kind === 'acceptingToken') {
    return { kind: 'acceptingToken', provider: state.provider, token, ask: again(state.ask) };
  }
  return mayBegin(state, provider, config) ? { kind: 'acceptingToken', provider, token, ask: NOW } : state;
}

function onCancel(state: AuthState): AuthState {
  switch (state.kind) {
    case 'requestingCode':
    case 'awaitingLink':
    case 'resting':
    case 'acceptingToken':
    case 'accepting':
      return leave(state, false);
    case 'choosingProfile':
      return leaveList(state);
    case 'askingProfilePin':
    case 'openingProfile':
      return backToList(state);
    default:
      return state;
  }
}

function onRetry(state: AuthState): AuthState {
  switch (state.kind) {
    case 'resting':
      return { kind: 'requestingCode', provider: state.provider, ask: NOW };
    case 'signedOut':
      return state.unwiped !== undefined
        ? leave(state, state.unwiped === 'all')
        : state.reason !== undefined
          ? RESTORING
          : state;
    case 'awaitingLink':
      return wakeAwaiting(state);
    case 'signedIn':
      return state.confirmed ? state : hurry(state);
    default:
      return hurry(state);
  }
}

/** Whatever rests is asked at once; what is out already is left alone. */
export function hurry(state: AuthState): AuthState {
  return 'ask' in state && state.ask.afterMs > 0 ? { ...state, ask: again(state.ask) } : state;
}

/** Every way out: the vault is emptied before anything else may start. */
export function leave(state: AuthState, all: boolean, reason?: Failure): AuthState {
  if (state.kind !== 'leaving') {
    return { kind: 'leaving', ask: NOW, all, reason };
  }
  return all && !state.all ? { ...state, all } : state;
}
