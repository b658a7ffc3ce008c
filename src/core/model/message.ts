import type { AdminAnswer, AdminAsk, AdminState } from './admin-state';
import type { Failure } from './failure';
import type { Secret } from './secret';
import type { Config, ProviderId, Settings } from './config';
import type { DialogKind } from './dialog-state';
import type { Code, DeviceState, Library, Person, Route, Server, SignIn } from './session-state';

/** What the viewer wants. It names its object by id, never by position. */
export type Intent =
  | { readonly type: 'signIn'; readonly provider: ProviderId }
  | { readonly type: 'cancel' }
  | { readonly type: 'useToken'; readonly provider: ProviderId; readonly token: Secret }
  | { readonly type: 'chooseProfile'; readonly profileId: string }
  | { readonly type: 'enterProfilePin'; readonly pin: Secret }
  | { readonly type: 'switchProfile' }
  | { readonly type: 'chooseServer'; readonly serverId: string }
  | { readonly type: 'switchServer' }
  | { readonly type: 'typeAddress' }
  | { readonly type: 'tryAddress'; readonly address: string; readonly token?: Secret | undefined }
  /** The server that answered is on nobody's list: its own token is typed. */
  | { readonly type: 'typeToken' }
  | { readonly type: 'retryNow' }
  /** Any key: somebody is here, so whatever waits is tried at once. */
  | { readonly type: 'nudge' }
  | { readonly type: 'lookAgain' }
  | { readonly type: 'allowInsecure'; readonly serverId: string }
  | { readonly type: 'signOut' }
  | { readonly type: 'reset' }
  | { readonly type: 'openDialog'; readonly dialog: DialogKind; readonly about?: string | undefined }
  | { readonly type: 'closeDialog' }
  | { readonly type: 'exit' }
  | { readonly type: 'changeSettings'; readonly settings: Settings }
  /** A gateway's wish rather than a viewer's: what this screen is for. */
  | { readonly type: 'configure'; readonly config: Partial<Config> }
  /** Another page of whoever runs the gateway, or a question of theirs. */
  | { readonly type: 'admin'; readonly change: Partial<AdminState> };

/** What the world answered. */
export type Outcome =
  | { readonly type: 'restored'; readonly signIn: SignIn; readonly remembered: boolean }
  | { readonly type: 'restoredToken'; readonly provider: ProviderId; readonly remembered: boolean }
  | { readonly type: 'restoredCode'; readonly provider: ProviderId; readonly code: Code }
  | { readonly type: 'nothingStored' }
  | { readonly type: 'codeIssued'; readonly code: Code }
  | { readonly type: 'codePending'; readonly codeId: string; readonly lifeMs: number | null }
  | { readonly type: 'codeGranted'; readonly remembered: boolean }
  | { readonly type: 'codeGone'; readonly codeId: string }
  | { readonly type: 'tokenAccepted'; readonly remembered: boolean }
  | { readonly type: 'accountLoaded'; readonly signIn: SignIn; readonly remembered: boolean }
  | { readonly type: 'accountConfirmed' }
  | { readonly type: 'profilesListed'; readonly profiles: readonly Person[] }
  | { readonly type: 'profileOpened'; readonly signIn: SignIn; readonly remembered: boolean }
  | { readonly type: 'forgotten' }
  | {
      readonly type: 'serversListed';
      readonly servers: readonly Server[];
      readonly rememberedId: string | null;
    }
  | { readonly type: 'routeFound'; readonly route: Route }
  | { readonly type: 'lookedAt'; readonly serverId: string; readonly route: Route }
  | { readonly type: 'librariesListed'; readonly libraries: readonly Library[] }
  | { readonly type: 'routeAlive'; readonly latencyMs: number }
  | { readonly type: 'adminAnswered'; readonly answer: AdminAnswer }
  | { readonly type: 'waited' }
  | { readonly type: 'deviceChanged'; readonly device: DeviceState }
  | { readonly type: 'settingsLoaded'; readonly settings: Settings }
  | { readonly type: 'settingsSaved' }
  | { readonly type: 'failed'; readonly failure: Failure };

type Rest = { readonly afterMs: number; readonly nth: number };

/** What the core asks of the world. A pure function of the state says which are open; its data is its key. */
export type Effect =
  | ({ readonly type: 'restore'; readonly providers: readonly ProviderId[] } & Rest)
  | ({ readonly type: 'requestCode'; readonly provider: ProviderId } & Rest)
  | ({ readonly type: 'checkCode'; readonly provider: ProviderId; readonly codeId: string } & Rest)
  | ({ readonly type: 'acceptToken'; readonly provider: ProviderId; readonly token: Secret } & Rest)
  | ({ readonly type: 'loadAccount'; readonly provider: ProviderId } & Rest)
  | ({ readonly type: 'confirmAccount'; readonly provider: ProviderId } & Rest)
  | ({ readonly type: 'listProfiles'; readonly provider: ProviderId } & Rest)
  | {
      readonly type: 'openProfile';
      readonly provider: ProviderId;
      readonly profileId: string;
      readonly pin: Secret | null;
      readonly nth: number;
    }
  | ({ readonly type: 'forget'; readonly all: boolean } & Rest)
  | ({ readonly type: 'listServers'; readonly owner: string } & Rest)
  | {
      readonly type: 'findRoute';
      readonly owner: string;
      readonly serverId: string | null;
      readonly nth: number;
      readonly refetch: boolean;
      readonly brisk: boolean;
      readonly allow: boolean;
    }
  | { readonly type: 'lookAt'; readonly owner: string; readonly serverId: string }
  | {
      readonly type: 'tryAddress';
      readonly owner: string;
      readonly address: string;
      readonly token?: Secret | undefined;
    }
  | ({ readonly type: 'probeRoute'; readonly route: Route; readonly brisk: boolean } & Rest)
  | ({ readonly type: 'improveRoute'; readonly owner: string; readonly route: Route } & Rest)
  | ({ readonly type: 'listLibraries'; readonly route: Route } & Rest)
  /** Answered at that moment (monotonic): an outage that lasts longer is shown. */
  | { readonly type: 'keepQuiet'; readonly until: number }
  | { readonly type: 'wait'; readonly ms: number; readonly nth: number }
  | { readonly type: 'watchDevice'; readonly device: DeviceState }
  | ({ readonly type: 'loadSettings' } & Rest)
  | { readonly type: 'saveSettings'; readonly settings: Settings; readonly nth: number }
  | { readonly type: 'askAdmin'; readonly ask: AdminAsk; readonly nth: number }
  | { readonly type: 'exit' };

/** An outcome as it reaches the machines: with the effect it answers. */
export type Answer = { readonly type: 'answer'; readonly to: Effect; readonly outcome: Outcome };
export type Message = Intent | Answer;
/** When a message arrived (monotonic) and one random number for whatever it makes necessary. */
export type Moment = { readonly now: number; readonly random: number };
