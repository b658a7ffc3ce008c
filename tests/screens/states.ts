import { startSession } from '../../src/core/machine/session-machine';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { secretOf } from '../../src/core/model/secret';
import type { Person, Route, Server, SessionState, SignIn } from '../../src/core/model/session-state';

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
export const ROUTE: Route = {
  server: ATTIC,
  uri: 'https://192-168-1-5.0123.plex.direct:32400',
  class: 'local',
  secure: true,
  latencyMs: 4
};

/** Every picture worth looking at, by name. */
export const STATES: { readonly [name: string]: SessionState } = {
  start: START,
  link: {
    ...START,
    auth: {
      kind: 'awaitingLink',
      provider: 'plex',
      code: {
        id: '7',
        text: 'K7RQ',
        link: 'https://plex.tv/link/?pin=K7RQ',
        expiresAt: 100000 + 12.4 * 60000
      },
      old: null,
      since: 100000,
      poll: { nth: 1, afterMs: 2000, codeId: '7' },
      misses: 0,
      renewal: { count: 0, ask: null }
    }
  }
};

/** A PIN that was typed. */
export const PIN = secretOf('1234');
