import { failureOf } from '../model/failure';
import { later, NOW } from './ask';
import type { Failure } from '../model/failure';

import type { Secret } from '../model/secret';
import type { AuthState, Person, SignIn } from '../model/session-state';

type Choosing = Extract<AuthState, { kind: 'choosingProfile' }>;
type Asking = Extract<AuthState, { kind: 'askingProfilePin' }>;
type Opening = Extract<AuthState, { kind: 'openingProfile' }>;

/** Who is watching? The list is asked for first. */
export function startChoosing(signIn: SignIn, remembered: boolean): Choosing {
  return { kind: 'choosingProfile', signIn, remembered, profiles: null, ask: NOW };
}

/** The list came. An empty one leaves nobody to choose, so it is no answer. */
export function onProfiles(state: Choosing, profiles: readonly Person[]): Choosing {
  return profiles.length === 0
    ? { ...state, ask: later(state.ask, failureOf('malformedReply')), reason: failureOf('malformedReply') }
    : { ...state, profiles, reason: undefined };
}

/** A guarded person is asked for the PIN; the live flag counts. */
export function chooseProfile(state: Choosing, profileId: string): AuthState {
  const profile = personIn(state.profiles, profileId);
  if (profile === null) {
    return state;
  }
  return profile.guarded
    ? askPin({ ...state, profile, nth: 0 })
    : openWith({ ...state, profile, nth: 0 }, null);
}

/** The PIN is complete: try it. */
export function enterPin(state: Asking, pin: Secret): Opening {
  return openWith(state, pin);
}

/** Which list the failure leads back to. A PIN asked for behind our back (1041) opens the pad as well. */
export function onOpenFailed(state: Opening, reason: Failure): AuthState {
  const asksPin = reason.code === 'profilePinWrong' || state.pin !== null;
  return asksPin ? { ...askPin(state), reason } : { ...backToList(state), reason };
}

/** From the pad or the attempt back to the list. */
export function backToList(state: Asking | Opening): Choosing {
  const { signIn, remembered, profiles } = state;
  return { kind: 'choosingProfile', signIn, remembered, profiles, ask: NOW };
}

/**
 * Back from the list reads the vault again, which alone knows what an attempt left behind.
 * A guarded profile is never resumed so.
 */
export function leaveList(state: Choosing): AuthState {
  const live = personIn(state.profiles, state.signIn.profile.id);
  const isGuarded = state.signIn.profile.guarded || (live !== null && live.guarded);
  return isGuarded ? state : { kind: 'restoring', ask: NOW };
}

type Attempt = {
  readonly signIn: SignIn;
  readonly remembered: boolean;
  readonly profiles: readonly Person[] | null;
  readonly profile: Person;
  readonly nth: number;
};

function askPin(attempt: Attempt): Asking {
  return { kind: 'askingProfilePin', ...partsOf(attempt), nth: attempt.nth };
}

/** `nth` tells two PINs apart, which both print as stars. */
function openWith(attempt: Attempt, pin: Secret | null): Opening {
  return { kind: 'openingProfile', ...partsOf(attempt), pin, nth: attempt.nth + 1 };
}

function partsOf(attempt: Attempt): Pick<Asking, 'signIn' | 'remembered' | 'profiles' | 'profile'> {
  const { signIn, remembered, profiles, profile } = attempt;
  return { signIn, remembered, profiles: profiles === null ? [] : profiles, profile };
}

function personIn(profiles: readonly Person[] | null, id: string): Person | null {
  const found = (profiles === null ? [] : profiles).filter((each: Person): boolean => each.id === id)[0];
  return found === undefined ? null : found;
}
