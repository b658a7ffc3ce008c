import { IDLE } from '../../src/core/machine/connection-machine';
import { ADMIN_WORDS } from '../../src/gateway/words/admin-words';
import type { AdminRow, AdminState } from '../../src/core/model/admin-state';
import { failureOf } from '../../src/core/model/failure';
import { secretOf } from '../../src/core/model/secret';
import type { DialogState } from '../../src/core/model/dialog-state';
import type {
  AuthState,
  ConnectionState,
  Library,
  Look,
  Looks,
  Person,
  Route,
  Server,
  SessionState,
  SignIn
} from '../../src/core/model/session-state';

type States = { readonly [name: string]: SessionState };
type Kind<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;

const NOW = 100000;
const ask = { nth: 1, afterMs: 0 };
const remembered = true;

/** Names as people give them: long, in other scripts, of one sign, or of pictures only. */
export const NAMES = [
  'Marta',
  'Jonas',
  'さくらこ',
  'عبد الرحمن بن عبد العزيز',
  '👩‍👧‍👦 Family',
  'Maximilian-Alexander von und zu Hohenfels',
  '小林',
  'Ω',
  'Παναγιώτης',
  'Łucja',
  '🇫🇷',
  'x'.repeat(60)
];

export const PEOPLE_OF_MANY: readonly Person[] = NAMES.map((title, at) => ({
  id: `person-${at}`,
  title,
  thumb: null,
  guarded: at % 3 === 1
}));

const SERVERS: readonly Server[] = [
  { id: 'attic', name: 'Attic', owned: true, present: true },
  { id: 'nas', name: 'Jonas’ NAS', owned: false, present: true },
  { id: 'office', name: 'Office', owned: true, present: true },
  { id: 'cabin', name: 'Cabin', owned: true, present: false }
];

const MANY: readonly Server[] = Array.from({ length: 40 }, (_, at) => ({
  id: `server-${at}`,
  name: `${NAMES[at % NAMES.length]} ${at + 1}`,
  owned: at % 2 === 0,
  present: at % 5 !== 4
}));

function reached(server: Server, change: Partial<Route>): Look {
  const uri = 'https://192-168-1-5.0123456789abcdef0123456789abcdef.plex.direct:32400';
  return { kind: 'reached', route: { server, uri, class: 'local', secure: true, latencyMs: 4, ...change } };
}

const LOOKS: Looks = {
  attic: reached(SERVERS[0] as Server, {}),
  nas: reached(SERVERS[1] as Server, {
    uri: 'https://203-0-113-9.0123456789abcdef0123456789abcdef.plex.direct:32400',
    class: 'remote',
    latencyMs: 38
  }),
  office: reached(SERVERS[2] as Server, { class: 'relay', latencyMs: 210 }),
  cabin: { kind: 'failed', reason: failureOf('noRoute') }
};

const library = (title: string, items: number | null, kind: Library['kind'] = 'movie'): Library => ({
  id: title,
  title,
  kind,
  items,
  tookMs: 37.4
});

const LIBRARIES: readonly Library[] = [
  library('Films', 1204),
  library('Series', 186, 'show'),
  library('Music', 9310, 'artist'),
  library('Photos', 22118, 'photo')
];

const MANY_LIBRARIES: readonly Library[] = [
  ...LIBRARIES,
  library('Sammlung der Familie von Hohenfels und ihrer Freunde', 1234567),
  library('日本の映画とアニメ', 42),
  library('أفلام عائلية', null),
  library('🎄', 1)
];

type Base = {
  readonly start: SessionState;
  readonly signIn: SignIn;
  readonly people: readonly Person[];
};
type SignedIn = Extract<AuthState, { kind: 'signedIn' }>;

const ROUTE = (LOOKS['attic'] as { readonly route: Route }).route;

/** A picture wider than high, as it may come from anywhere: a sun over a sea. */
const SUN =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#fb8"/>' +
      '<circle cx="200" cy="150" r="60" fill="#fe6"/><rect y="170" width="400" height="130" fill="#37a"/></svg>'
  );

function signedIn({ signIn }: Base, change: Partial<SignedIn> = {}): SignedIn {
  return { kind: 'signedIn', signIn, remembered, confirmed: true, ask, ...change };
}

function online({ signIn }: Base, change: Partial<Kind<'online'>> = {}): Kind<'online'> {
  const well = { misses: 0, missedAt: null, answeredAt: NOW - 8000, since: NOW - 60000, latencies: [4] };
  const rest = { libraries: LIBRARIES, librariesAsk: null, improving: false, brisk: false, ask };
  return { kind: 'online', owner: signIn.key, route: ROUTE, ...well, ...rest, ...change };
}

function tmdbOf(signIn: SignIn): SignIn {
  return { ...signIn, key: 'tmdb/marta', provider: 'tmdb', hasServers: false, hasProfiles: false };
}

function profileStates({ start, signIn, people }: Base): States {
  const auth = (is: AuthState): SessionState => ({ ...start, auth: is });
  const choosing = { kind: 'choosingProfile' as const, signIn, remembered, profiles: people, ask };
  const pin = { signIn, remembered, profiles: people, profile: people[1] as Person, nth: 0 };
  const asking = { kind: 'askingProfilePin' as const, ...pin };
  return {
    profiles: auth(choosing),
    profilesPictures: auth({
      ...choosing,
      profiles: people.map((each, at) => ({ ...each, thumb: at === 2 ? 'http://127.0.0.1:9999/none' : SUN }))
    }),
    profilesMany: auth({ ...choosing, profiles: PEOPLE_OF_MANY }),
    profilesLoading: auth({ ...choosing, profiles: null }),
    profilesFail: auth({ ...choosing, profiles: null, reason: failureOf('serviceDown') }),
    profilesStay: auth({ ...choosing, reason: failureOf('nameNotFound') }),
    profileOpens: auth({ kind: 'openingProfile', ...pin, pin: null }),
    pinPad: auth(asking),
    pinPadWrong: auth({ ...asking, nth: 1, reason: failureOf('profilePinWrong') }),
    pinPadFail: auth({ ...asking, nth: 1, reason: failureOf('nameNotFound') }),
    pinPadBusy: auth({ kind: 'openingProfile', ...pin, pin: secretOf('1234') }),
    pinPadLong: auth({ ...asking, profile: PEOPLE_OF_MANY[5] as Person })
  };
}

function serverStates(base: Base): States {
  const list = { owner: base.signIn.key, servers: SERVERS, back: false, looks: LOOKS };
  const on = (connection: ConnectionState): SessionState => ({
    ...base.start,
    auth: signedIn(base),
    connection
  });
  const choosing = { kind: 'choosingServer' as const, ...list };
  const foreign = { address: '192.168.1.9:32400' };
  return {
    servers: on(choosing),
    serversLooking: on({ ...choosing, looks: { attic: LOOKS['attic'] as Look } }),
    serversMany: on({ ...choosing, servers: MANY, looks: {} }),
    serversFail: on({ ...choosing, reason: failureOf('nameNotFound') }),
    serversAgain: on({ ...choosing, relist: ask }),
    serversNone: on({ ...choosing, servers: [], looks: {} }),
    keyboard: on({ kind: 'typingAddress', ...list }),
    keyboardFail: on({ kind: 'typingAddress', ...list, reason: failureOf('nameNotFound') }),
    keyboardBusy: on({ kind: 'tryingAddress', ...list, address: '192.168.1.5:32400' }),
    keyboardForeign: on({
      kind: 'typingAddress',
      ...list,
      ...foreign,
      reason: failureOf('serverNotOnAccount')
    }),
    serverToken: on({ kind: 'typingAddress', ...list, ...foreign, asksToken: true }),
    serverTokenFail: on({
      kind: 'typingAddress',
      ...list,
      ...foreign,
      asksToken: true,
      reason: failureOf('serverRefused')
    }),
    serverTokenBusy: on({ kind: 'tryingAddress', ...list, ...foreign, token: secretOf('x') })
  };
}

function homeStates(base: Base): States {
  const on = (connection: ConnectionState, is: AuthState = signedIn(base)): SessionState => ({
    ...base.start,
    auth: is,
    connection
  });
  const slow = { route: { ...ROUTE, class: 'relay' as const, secure: false }, latencies: [310] };
  const track = { server: SERVERS[0] as Server, answeredAt: NOW - 9000, since: NOW - 4000 };
  const lost = { owner: base.signIn.key, serverId: 'attic', attempt: 1, nth: 1, track, quiet: ROUTE };
  const rest = { libraries: LIBRARIES, ms: 500, retryAt: NOW, reason: failureOf('timeout') };
  const reason = failureOf('serviceDown');
  return {
    home: on(online(base)),
    homeMany: on(online(base, { libraries: MANY_LIBRARIES })),
    homeLoading: on(online(base, { libraries: null, librariesAsk: ask })),
    homeFail: on(online(base, { libraries: null })),
    homeNone: on(online(base, { libraries: [] })),
    homeWeak: on(online(base, { misses: 1 })),
    homeQuiet: on({ kind: 'waiting', ...lost, ...rest }),
    homeRelay: on(online(base, slow)),
    homeForgets: on(online(base), signedIn(base, { remembered: false })),
    homeUnconfirmed: on(online(base), signedIn(base, { confirmed: false, reason })),
    homeTmdb: on(IDLE, signedIn(base, { signIn: tmdbOf(base.signIn) }))
  };
}

function kioskStates(base: Base): States {
  const target = (message: string, url: string): SessionState => ({
    ...base.start,
    auth: signedIn(base),
    connection: online(base),
    config: { ...base.start.config, kiosk: true, target: { message, url } }
  });
  return {
    kioskTarget: target('Welcome to the reading room. Ask at the desk.', 'https://media.example.org'),
    kioskBare: target('', 'https://media.example.org')
  };
}

const ADMIN_ROWS: readonly AdminRow[] = [
  {
    id: 'a',
    title: 'Marta',
    facts: ['Reading room', '192.168.1.20', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0'],
    flags: ['mine'],
    agoMs: 5000,
    acts: ['endSession']
  },
  {
    id: 'b',
    title: 'Jonas',
    facts: ['Lobby'],
    flags: ['admin', 'disabled'],
    agoMs: 7200000,
    acts: ['makeUser', 'enable', 'remove']
  }
];

const AUDIT_ROWS: readonly AdminRow[] = Object.keys(ADMIN_WORDS['en'] as object)
  .filter((name) => name.indexOf('event.') === 0)
  .map((name, at) => ({
    ...{ id: String(at), title: name.slice(6), facts: ['plex', 'Lobby'], acts: [] },
    ...{ flags: at % 3 === 0 ? ['refused', 'unusual'] : [], agoMs: at * 7200000 }
  }));

function adminStates(base: Base): States {
  const home: SessionState = { ...base.start, auth: signedIn(base), connection: online(base) };
  const capabilities = { admin: true, setup: true, handover: true };
  const config = { ...base.start.config, kiosk: true, capabilities };
  const over = (admin: Partial<AdminState>): SessionState => ({
    ...home,
    config,
    dialog: { kind: 'admin' },
    admin: { ...base.start.admin, words: ADMIN_WORDS, ...admin }
  });
  const table = { page: 'table' as const, rows: ADMIN_ROWS };
  return {
    homeManaged: { ...home, config },
    kioskHandOver: {
      ...home,
      config: { ...config, target: { message: 'Welcome.', url: 'https://media.example.org' } }
    },
    adminMenu: over({ page: 'menu' }),
    adminCode: over({ page: 'code' }),
    adminCodeWrong: over({ page: 'code', why: 'codeWrong' }),
    adminNewPin: over({ page: 'newPin' }),
    adminPin: over({ page: 'pin', why: 'pinWrong' }),
    adminTable: over(table),
    adminWordless: over({ words: null, ask: { what: 'words' } }),
    adminTableMore: over({ ...table, table: 'audit', rows: AUDIT_ROWS, next: '50' }),
    adminTableEmpty: over({ page: 'table', table: 'audit', rows: [] }),
    adminRow: over({ ...table, page: 'row', id: 'b' }),
    adminScreen: over({ ...table, page: 'row', id: 'a' }),
    adminSure: over({ ...table, page: 'sure', id: 'b', act: 'remove', why: 'lastAdmin' })
  };
}

function dialogStates(base: Base): States {
  const home: SessionState = { ...base.start, auth: signedIn(base), connection: online(base) };
  const over = (dialog: DialogState, state: SessionState = home): SessionState => ({ ...state, dialog });
  const tmdb = signedIn(base, { signIn: tmdbOf(base.signIn) });
  const offline = { ...home, device: { ...home.device, online: false } };
  const values = { ...base.start.settings.values, deviceName: '' };
  const unsaved = { values, known: true, saved: false, nth: 4 };
  return {
    library: over({ kind: 'library', about: 'Films' }),
    libraryGone: over({ kind: 'library', about: 'none' }),
    accountMenu: over({ kind: 'accountMenu' }),
    accountMenuTmdb: over({ kind: 'accountMenu' }, { ...base.start, auth: tmdb }),
    confirmSignOut: over({ kind: 'confirmSignOut' }),
    confirmSignOutOffline: over({ kind: 'confirmSignOut' }, offline),
    settings: over({ kind: 'settings' }),
    settingsUnsaved: over({ kind: 'settings' }, { ...home, settings: unsaved }),
    language: over({ kind: 'language' }),
    deviceName: over({ kind: 'deviceName' }),
    gateway: over({ kind: 'gateway' }),
    confirmReset: over({ kind: 'confirmReset' }),
    about: over({ kind: 'about' }),
    diagnostics: over({ kind: 'diagnostics' })
  };
}

/** Everything that somebody sees who is signed in. */
export function signedInStates(start: SessionState, signIn: SignIn, people: readonly Person[]): States {
  const base = { start, signIn, people };
  return {
    ...profileStates(base),
    ...serverStates(base),
    ...homeStates(base),
    ...kioskStates(base),
    ...dialogStates(base),
    ...adminStates(base)
  };
}
