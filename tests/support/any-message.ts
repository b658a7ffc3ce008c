import { FAILURE_CODES, failureOf } from '../../src/core/model/failure';
import { secretOf } from '../../src/core/model/secret';
import { DEFAULT_SETTINGS } from '../../src/core/model/config';
import type { Effect, Intent, Outcome } from '../../src/core/model/message';
import type { DialogKind } from '../../src/core/model/dialog-state';
import type { DeviceState, Library, Person, Route, Server, SignIn } from '../../src/core/model/session-state';

/** Texts that no printed state may ever show. */
export const SECRETS = ['PIN-4711', 'PIN-0815', 'TOKEN-pasted', 'TOKEN-other'] as const;

const GUARDED: Person = { id: 'ann', title: 'Ann', thumb: null, guarded: true };
const OPEN: Person = { id: 'kid', title: 'Kid', thumb: null, guarded: false };
const DEN: Server = { id: 'den', name: 'Den', owned: true, present: true };
const LOFT: Server = { id: 'loft', name: 'Loft', owned: true, present: true };

function signInOf(profile: Person, change: Partial<SignIn> = {}): SignIn {
  const key = 'plex/ann/' + profile.id;
  const who = { key, provider: 'plex' as const, account: GUARDED, profile };
  return { ...who, hasServers: true, hasProfiles: true, ...change };
}

const FOREIGN = signInOf(OPEN, { key: 'tmdb/kid', provider: 'tmdb', hasServers: false, hasProfiles: false });
const KNOWN = [signInOf(GUARDED), signInOf(OPEN), signInOf(OPEN, { hasProfiles: false }), FOREIGN];
const BOTH = [true, false];
const DEVICES: readonly DeviceState[] = BOTH.flatMap((visible) =>
  BOTH.flatMap((online) => BOTH.map((memoryLow) => ({ visible, online, memoryLow })))
);
const WAYS: readonly Route[] = [
  { server: DEN, uri: 'http://den', class: 'local', secure: false, latencyMs: 9 },
  { server: DEN, uri: 'https://den', class: 'local', secure: true },
  { server: DEN, uri: 'https://relay', class: 'relay', secure: true }
];
const FILMS: Library = { id: '1', title: 'Films', kind: 'movie', items: null, tookMs: 5 };
const LIVES_MS = [null, 0, 5000, 100000, 900000];

/** Everything that may lie over a screen. */
export const DIALOGS: readonly DialogKind[] = [
  'exit',
  'accountMenu',
  'confirmSignOut',
  'confirmReset',
  'settings',
  'help',
  'about',
  'diagnostics',
  'tried',
  'library',
  'language',
  'deviceName',
  'gateway',
  'admin'
];

/** Everything a viewer can wish for, sensible or not. */
export const INTENTS: readonly Intent[] = [
  { type: 'signIn', provider: 'plex' },
  { type: 'signIn', provider: 'tmdb' },
  { type: 'cancel' },
  { type: 'useToken', provider: 'plex', token: secretOf(SECRETS[2]) },
  { type: 'useToken', provider: 'plex', token: secretOf(SECRETS[3]) },
  { type: 'chooseProfile', profileId: 'ann' },
  { type: 'chooseProfile', profileId: 'kid' },
  { type: 'chooseProfile', profileId: 'nobody' },
  { type: 'enterProfilePin', pin: secretOf(SECRETS[0]) },
  { type: 'enterProfilePin', pin: secretOf(SECRETS[1]) },
  { type: 'switchProfile' },
  { type: 'chooseServer', serverId: 'den' },
  { type: 'chooseServer', serverId: 'loft' },
  { type: 'switchServer' },
  { type: 'typeAddress' },
  { type: 'tryAddress', address: '10.0.0.2' },
  { type: 'tryAddress', address: '10.0.0.2', token: secretOf(SECRETS[3]) },
  { type: 'typeToken' },
  { type: 'retryNow' },
  { type: 'nudge' },
  { type: 'lookAgain' },
  { type: 'allowInsecure', serverId: 'den' },
  { type: 'signOut' },
  { type: 'reset' },
  { type: 'closeDialog' },
  { type: 'exit' },
  ...DIALOGS.map((dialog): Intent => ({ type: 'openDialog', dialog })),
  { type: 'openDialog', dialog: 'library', about: '1' },
  { type: 'changeSettings', settings: { ...DEFAULT_SETTINGS, language: 'de' } },
  { type: 'changeSettings', settings: DEFAULT_SETTINGS },
  { type: 'configure', config: { providers: ['plex', 'tmdb'], idleMs: 60000 } },
  { type: 'configure', config: { providers: ['plex'], idleMs: null } },
  { type: 'openDialog', dialog: 'admin', about: 'setUp' },
  { type: 'admin', change: { page: 'newPin', code: secretOf(SECRETS[2]) } },
  { type: 'admin', change: { ask: { what: 'unlock', pin: secretOf(SECRETS[0]) } } },
  {
    type: 'admin',
    change: { page: 'table', table: 'users', rows: null, ask: { what: 'list', table: 'users', after: null } }
  },
  { type: 'admin', change: { ask: { what: 'act', act: 'remove', id: 'ann' } } }
];

/** Every failure there is; two of them also with a wait of their own. */
export const FAILURES: readonly Outcome[] = [
  ...FAILURE_CODES.map((code) => failureOf(code)),
  failureOf('busy', 429, 7000),
  failureOf('serviceDown', 503, 0)
].map((failure): Outcome => ({ type: 'failed', failure }));

let codes = 0;

/** Every answer, failures aside, that the world may give to a question. */
export function answersTo(effect: Effect, now: number): readonly Outcome[] {
  switch (effect.type) {
    case 'restore':
      return [
        ...KNOWN.map((signIn): Outcome => ({ type: 'restored', signIn, remembered: true })),
        { type: 'restoredToken', provider: 'plex', remembered: false },
        { type: 'restoredCode', provider: 'plex', code: codeOf(now, 900000) },
        { type: 'nothingStored' }
      ];
    case 'requestCode':
      return [0, 60000, 900000, 1e12, NaN].map((ms): Outcome => ({
        type: 'codeIssued',
        code: codeOf(now, ms)
      }));
    case 'checkCode':
      return [
        ...LIVES_MS.map((lifeMs): Outcome => ({ type: 'codePending', codeId: effect.codeId, lifeMs })),
        { type: 'codeGranted', remembered: true },
        { type: 'codeGone', codeId: effect.codeId }
      ];
    case 'acceptToken':
      return [{ type: 'tokenAccepted', remembered: true }];
    case 'loadAccount':
      return KNOWN.map((signIn): Outcome => ({ type: 'accountLoaded', signIn, remembered: false }));
    case 'confirmAccount':
      return [{ type: 'accountConfirmed' }];
    case 'listProfiles':
      return [[], [OPEN], [GUARDED, OPEN]].map((profiles): Outcome => ({ type: 'profilesListed', profiles }));
    case 'openProfile':
      return KNOWN.map((signIn): Outcome => ({ type: 'profileOpened', signIn, remembered: true }));
    case 'forget':
      return [{ type: 'forgotten' }];
    case 'askAdmin':
      return [
        { kind: 'done' as const },
        { kind: 'listed' as const, rows: [], next: null },
        { kind: 'refused' as const, why: 'pinNeeded' as const },
        { kind: 'refused' as const, why: 'codeWrong' as const }
      ].map((answer): Outcome => ({ type: 'adminAnswered', answer }));
    default:
      return houseAnswersTo(effect);
  }
}

/** What may go wrong with a question. Waiting and watching cannot. */
export function failuresOf(effect: Effect): readonly Outcome[] {
  return ['wait', 'keepQuiet', 'watchDevice'].includes(effect.type) ? [] : FAILURES;
}

function houseAnswersTo(effect: Effect): readonly Outcome[] {
  switch (effect.type) {
    case 'listServers':
      return [[], [DEN], [DEN, LOFT]].flatMap((servers): Outcome[] =>
        [null, 'den', 'gone'].map((rememberedId) => ({ type: 'serversListed', servers, rememberedId }))
      );
    case 'findRoute':
    case 'improveRoute':
    case 'tryAddress':
      return WAYS.map((route): Outcome => ({ type: 'routeFound', route }));
    case 'lookAt':
      return [{ type: 'lookedAt', serverId: effect.serverId, route: WAYS[0] as Route }];
    case 'listLibraries':
      return [[], [FILMS]].map((libraries): Outcome => ({ type: 'librariesListed', libraries }));
    case 'probeRoute':
      return [{ type: 'routeAlive', latencyMs: 5 }];
    case 'watchDevice':
      return DEVICES.filter((each) => JSON.stringify(each) !== JSON.stringify(effect.device)).map(
        (device): Outcome => ({ type: 'deviceChanged', device })
      );
    case 'loadSettings':
      return [{ type: 'settingsLoaded', settings: { ...DEFAULT_SETTINGS, language: 'ja' } }];
    case 'saveSettings':
      return [{ type: 'settingsSaved' }];
    default:
      return [{ type: 'waited' }];
  }
}

function codeOf(now: number, lifeMs: number): { id: string; text: string; link: string; expiresAt: number } {
  const id = 'c' + ++codes;
  return { id, text: id.toUpperCase(), link: 'link:' + id, expiresAt: now + lifeMs };
}
