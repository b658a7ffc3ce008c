import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { startSession } from '../../../src/core/machine/session-machine';
import { failureOf } from '../../../src/core/model/failure';
import { screenFor } from '../../../src/ui/screen-for';
import {
  choosingServer,
  DEN_ROUTE,
  online,
  searching,
  stuck,
  tryingAddress,
  typingAddress,
  waiting
} from '../../support/connection-states';
import type { AuthState, ConnectionState, SessionState } from '../../../src/core/model/session-state';

const ask = { nth: 1, afterMs: 0 };
const ann = { id: 'ann', title: 'Ann', thumb: null, guarded: false };
const who = { key: 'plex/ann', provider: 'plex' as const, account: ann, profile: ann };
const signIn = { ...who, hasServers: true, hasProfiles: true };
const remembered = true;
const reason = failureOf('unreachable');
const owner = signIn.key;
const signedIn: AuthState = { kind: 'signedIn', signIn, remembered, confirmed: true, ask };
const code = { id: '1', text: 'X', link: '', expiresAt: 1 };
const awaiting: AuthState = {
  kind: 'awaitingLink',
  provider: 'plex',
  code,
  old: null,
  since: 0,
  poll: { codeId: '1', ...ask },
  misses: 0,
  renewal: { count: 0, ask: null }
};

function stateWith(change: Partial<SessionState>): SessionState {
  const start = startSession(
    DEFAULT_CONFIG,
    { visible: true, online: true, memoryLow: false },
    DEFAULT_SETTINGS
  );
  return { ...start, auth: signedIn, ...change };
}

const GROUNDS: readonly (readonly [string, AuthState])[] = [
  ['start', { kind: 'restoring', ask }],
  ['trouble', { kind: 'restoring', ask, reason }],
  ['start', { kind: 'leaving', ask, all: false }],
  ['chooseService', { kind: 'signedOut' }],
  ['link', { kind: 'requestingCode', provider: 'plex', ask, reason }],
  ['link', awaiting],
  ['link', { kind: 'resting', provider: 'plex', reason }],
  ['link', { kind: 'accepting', provider: 'plex', remembered, ask }],
  ['trouble', { kind: 'accepting', provider: 'plex', remembered, ask, reason }],
  ['profilesAwaited', { kind: 'choosingProfile', signIn, remembered, profiles: null, ask }],
  ['profiles', { kind: 'choosingProfile', signIn, remembered, profiles: [], ask }],
  ['home', { ...signedIn, signIn: { ...signIn, hasServers: false } }]
];

const WAYS: readonly (readonly [string, string, ConnectionState])[] = [
  ['connecting', 'none', { kind: 'idle' }],
  ['connecting', 'none', { kind: 'listing', owner, choose: false, ask }],
  ['trouble', 'none', { kind: 'listing', owner, choose: false, ask, reason }],
  ['servers', 'none', choosingServer()],
  ['servers', 'keyboard', typingAddress()],
  ['servers', 'keyboard', tryingAddress()],
  ['connecting', 'none', searching()],
  ['trouble', 'none', searching({ reason })],
  ['home', 'none', searching({ reason, quiet: DEN_ROUTE })],
  ['trouble', 'none', waiting()],
  ['home', 'none', waiting({ quiet: DEN_ROUTE })],
  ['trouble', 'none', stuck()]
];

describe('screenFor', () => {
  it.each(GROUNDS)('shows %s', (screen, auth) => {
    expect(screenFor(stateWith({ auth })).screen).toBe(screen);
  });

  it.each(WAYS)('shows %s under %s', (screen, overlay, connection) => {
    expect(screenFor(stateWith({ connection }))).toEqual({ screen, overlay });
  });

  it('shows the PIN pad while a PIN is asked for or tried, and no pad where none was needed', () => {
    const parts = { signIn, remembered, profiles: [ann], profile: ann, nth: 1 };
    const pin = { reveal: () => '1', toJSON: () => '***' };
    const overlays = [
      { kind: 'askingProfilePin' as const, ...parts },
      { kind: 'openingProfile' as const, ...parts, pin },
      { kind: 'openingProfile' as const, ...parts, pin: null }
    ].map((auth) => screenFor(stateWith({ auth })).overlay);
    expect(overlays).toEqual(['pinPad', 'pinPad', 'none']);
  });

  it('shows a dialog above everything, and exiting as the exit question', () => {
    const connection = typingAddress();
    expect(screenFor(stateWith({ connection, dialog: { kind: 'help' } })).overlay).toBe('help');
    expect(screenFor(stateWith({ connection, dialog: { kind: 'exiting' } })).overlay).toBe('exit');
  });

  it('shows the target in a kiosk where a set at home shows home', () => {
    const connection = online();
    const target = { url: '', message: 'Ask at the desk.' };
    const kiosk = { ...DEFAULT_CONFIG, kiosk: true, target };
    expect(screenFor(stateWith({ connection })).screen).toBe('home');
    expect(screenFor(stateWith({ connection, config: kiosk })).screen).toBe('kioskTarget');
  });

  it('shows home in a kiosk whose operator has named no target', () => {
    const config = { ...DEFAULT_CONFIG, kiosk: true };
    expect(screenFor(stateWith({ connection: online(), config })).screen).toBe('home');
  });
});
