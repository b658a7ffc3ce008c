import { startSession } from '../../src/core/machine/session-machine';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { signInStates } from './sign-in-states';
import { signedInStates } from './signed-in-states';
import type { Person, Server, SessionState, SignIn } from '../../src/core/model/session-state';

/** The first state of a television that can sign in with both services. */
export const START: SessionState = startSession(
  { ...DEFAULT_CONFIG, providers: ['plex', 'tmdb'] },
  { visible: true, online: true, memoryLow: false },
  { ...DEFAULT_SETTINGS, deviceName: 'Living room TV' }
);

export const MARTA: Person = { id: 'marta', title: 'Marta', thumb: null, guarded: false };
export const JONAS: Person = { id: 'jonas', title: 'Jonas', thumb: null, guarded: true };
export const PEOPLE: readonly Person[] = [
  MARTA,
  JONAS,
  { id: 'kids', title: 'Kids', thumb: null, guarded: false },
  { id: 'guest', title: 'Guest', thumb: null, guarded: false }
];
export const SIGN_IN: SignIn = {
  key: 'plex/marta/marta',
  provider: 'plex',
  account: MARTA,
  profile: MARTA,
  hasServers: true,
  hasProfiles: true
};
export const ATTIC: Server = { id: 'attic', name: 'Attic', owned: true, present: true };

/** Every picture worth looking at, by name. */
export const STATES: { readonly [name: string]: SessionState } = {
  start: START,
  ...signInStates(START, SIGN_IN, ATTIC),
  ...signedInStates(START, SIGN_IN, PEOPLE)
};
