import { failureOf } from '../../src/core/model/failure';
import { secretOf } from '../../src/core/model/secret';
import type { Failure, FailureCode } from '../../src/core/model/failure';
import type { DialogKind } from '../../src/core/model/dialog-state';
import type {
  AuthState,
  Code,
  ConnectionState,
  Server,
  SessionState,
  SignIn
} from '../../src/core/model/session-state';

type Awaiting = Extract<AuthState, { kind: 'awaitingLink' }>;
type States = { readonly [name: string]: SessionState };
type World = { readonly start: SessionState; readonly signIn: SignIn; readonly server: Server };

/** The moment at which the clock of the gallery stands. */
export const NOW = 100000;
const MINUTE = 60000;
const ask = { nth: 1, afterMs: 0 };
const again = { nth: 5, afterMs: 8000 };
const failed = (code: FailureCode): Failure => failureOf(code);
const remembered = true;

export const CODE: Code = {
  id: '7',
  text: 'K7RQ',
  link: 'https://plex.tv/link/?pin=K7RQ',
  expiresAt: NOW + 13.9 * MINUTE
};
const TMDB_LINK = `https://www.themoviedb.org/authenticate/${'5f0c'.repeat(10)}`;
const V4_LINK = `https://www.themoviedb.org/auth/access?request_token=${'eyJhbGciOiJIUzI1NiJ9.'.repeat(8)}`;
export const AWAITING: Awaiting = {
  kind: 'awaitingLink',
  provider: 'plex',
  code: CODE,
  old: null,
  since: NOW - MINUTE,
  poll: { nth: 1, afterMs: 2000, codeId: '7' },
  misses: 0,
  renewal: { count: 0, ask: null }
};
const TMDB: Pick<Awaiting, 'provider' | 'code'> = {
  provider: 'tmdb',
  code: { ...CODE, text: '', link: TMDB_LINK }
};

const named = (name: string): string => `https://${name}.0123456789abcdef0123456789abcdef.plex.direct:32400`;
export const TRIED: NonNullable<Failure['tried']> = [
  { uri: named('192-168-1-5'), result: 'timeout' },
  { uri: named('172-17-0-2'), result: 'dockerBridge' },
  { uri: named('203-0-113-9'), result: 'connectionRefused' },
  { uri: 'http://192.168.1.5:32400', result: 'needsConsent' },
  { uri: 'https://media.example.org', result: 'wrongMachine' },
  { uri: 'https://[2001:db8::5]:32400', result: 'unreachable' },
  { uri: 'https://relay.example.net:8443', result: 'slower' }
];

/** Everything on the way in, and everything that stands in the way. */
export function signInStates(start: SessionState, signIn: SignIn, server: Server): States {
  const world = { start, signIn, server };
  return { ...waysIn(world), ...codes(world), ...moments(world), ...troubles(world), ...dialogs(world) };
}

function waysIn({ start }: World): States {
  const auth = (is: AuthState): SessionState => ({ ...start, auth: is });
  const onlyPlex = { ...start, config: { ...start.config, providers: ['plex' as const] } };
  return {
    leaving: auth({ kind: 'leaving', ask, all: false }),
    chooseService: auth({ kind: 'signedOut' }),
    chooseServiceRefused: auth({ kind: 'signedOut', reason: failed('issuerRefused') }),
    chooseServiceStorage: auth({ kind: 'signedOut', reason: failed('storage') }),
    signInOnly: { ...onlyPlex, auth: { kind: 'signedOut' } }
  };
}

/** A code in all its forms. */
function codes({ start }: World): States {
  const on = (change: Partial<Awaiting>): SessionState => ({ ...start, auth: { ...AWAITING, ...change } });
  const typed = (text: string): SessionState => on({ code: { ...CODE, text } });
  const lastMinute = { ...CODE, expiresAt: NOW + 48000 };
  const tmdbV4 = { ...TMDB.code, link: V4_LINK };
  return {
    link: on({}),
    linkLastMinute: on({
      code: lastMinute,
      since: NOW - 14 * MINUTE,
      renewal: { count: 4, ask: null }
    }),
    linkRenewing: on({ since: NOW - 13 * MINUTE, renewal: { count: 1, ask } }),
    linkRenewed: on({ old: { ...CODE, id: '6', text: 'P3XW', expiresAt: NOW + MINUTE } }),
    linkFails: on({ misses: 4, reason: failed('timeout') }),
    linkLong: typed('BX4WK7RQ'),
    linkStrong: typed('a1b2c3d4e5f6g7h8i9j0k1l2m'),
    linkLocal: on({ code: { ...CODE, link: 'http://127.0.0.1:43210/link/?pin=K7RQ' } }),
    linkTmdb: on(TMDB),
    linkTmdbV4: on({ ...TMDB, code: tmdbV4, misses: 2, reason: failed('busy') })
  };
}

/** Before and after a code. */
function moments({ start }: World): States {
  const auth = (is: AuthState): SessionState => ({ ...start, auth: is });
  const accepting = { kind: 'accepting', provider: 'plex', remembered, ask } as const;
  return {
    fetching: auth({ kind: 'requestingCode', provider: 'plex', ask }),
    fetchingFails: auth({
      kind: 'requestingCode',
      provider: 'plex',
      ask: again,
      reason: failed('timeout')
    }),
    fetchingQueued: auth({
      kind: 'requestingCode',
      provider: 'plex',
      ask: again,
      reason: { code: 'busy', status: 202, retryAfterMs: 1000, place: 12 }
    }),
    resting: auth({ kind: 'resting', provider: 'plex', reason: failed('codesUsedUp') }),
    checkingToken: auth({ kind: 'acceptingToken', provider: 'plex', token: secretOf('x'), ask }),
    accepting: auth(accepting),
    acceptingForgetful: auth({ ...accepting, remembered: false }),
    acceptingFails: auth({ ...accepting, ask: again, reason: failed('serviceDown') }),
    restoringFails: auth({ kind: 'restoring', ask: again, reason: failed('unreachable') })
  };
}

function lossOf({ signIn, server }: World): {
  lost: Omit<Extract<ConnectionState, { kind: 'searching' }>, 'kind' | 'refetch' | 'brisk' | 'allow'>;
  signedIn: Extract<AuthState, { kind: 'signedIn' }>;
} {
  const track = { server, answeredAt: NOW - 4.2 * MINUTE, since: NOW - 4 * MINUTE };
  const whose = { owner: signIn.key, serverId: server.id };
  return {
    lost: { ...whose, attempt: 4, nth: 4, track, quiet: null, libraries: null },
    signedIn: { kind: 'signedIn', signIn, remembered, confirmed: true, ask }
  };
}

function troubles(world: World): States {
  const { lost, signedIn } = lossOf(world);
  const on = (connection: ConnectionState): SessionState => ({ ...world.start, auth: signedIn, connection });
  const waiting = (reason: Failure): SessionState =>
    on({ kind: 'waiting', ...lost, ms: 16000, retryAt: NOW + 6000, reason });
  const searching = { ...lost, refetch: false, brisk: false, allow: false };
  const list = { kind: 'listing', owner: lost.owner, choose: false } as const;
  const listing = (code: FailureCode): SessionState =>
    on({ ...list, ask: again, retryAt: NOW + 5000, reason: failed(code) });
  const stuck = { kind: 'stuck', ...lost, retryAt: NOW + 4.4 * MINUTE } as const;
  const nowhere = { server: null, answeredAt: null, since: NOW - 600 };
  const unreached = { ...failed('noRoute'), tried: TRIED };
  return {
    connecting: on({ kind: 'searching', ...searching, track: { ...lost.track, answeredAt: null } }),
    connectingForgetful: { ...on({ ...list, ask }), auth: { ...signedIn, remembered: false } },
    trouble: waiting(unreached),
    troubleNow: on({ kind: 'searching', ...searching, reason: unreached }),
    troubleOffline: waiting(failed('offline')),
    troubleCertificate: waiting({ ...failed('certificateUntrusted'), tried: TRIED }),
    troubleList: listing('timeout'),
    troubleNoServer: listing('noServer'),
    troubleRefused: on({ ...stuck, reason: failed('serverRefused') }),
    troubleGateway: on({ ...stuck, track: nowhere, reason: failed('serverNeedsGateway') })
  };
}

function dialogs(world: World): States {
  const over = (state: SessionState | undefined, kind: DialogKind): SessionState => ({
    ...(state as SessionState),
    dialog: { kind }
  });
  const { link, linkTmdb } = codes(world);
  return {
    help: over(link, 'help'),
    helpSignedOut: over({ ...world.start, auth: { kind: 'signedOut' } }, 'help'),
    helpTmdb: over(linkTmdb, 'help'),
    tried: over(troubles(world).trouble, 'tried'),
    exit: over({ ...world.start, auth: lossOf(world).signedIn }, 'exit')
  };
}
