import type { AdminState } from './admin-state';
import type { Config, ProviderId } from './config';
import type { DialogState } from './dialog-state';
import type { Failure } from './failure';
import type { Secret } from './secret';
import type { SettingsState } from './settings-state';

/** A sign-in code as the viewer sees it. `text` is empty where there is only a QR. `expiresAt` is monotonic. */
export type Code = {
  readonly id: string;
  readonly text: string;
  readonly link: string;
  readonly expiresAt: number;
};

export type Person = {
  readonly id: string;
  readonly title: string;
  readonly thumb: string | null;
  readonly guarded: boolean;
};

/** Who is signed in, without any token. `key` is what a connection is tied to. */
export type SignIn = {
  readonly key: string;
  readonly provider: ProviderId;
  readonly account: Person;
  readonly profile: Person;
  readonly hasServers: boolean;
  readonly hasProfiles: boolean;
};

export type Server = {
  readonly id: string;
  readonly name: string;
  readonly owned: boolean;
  readonly present: boolean;
};
export type RouteClass = 'local' | 'remote' | 'relay';
export type Route = {
  readonly server: Server;
  readonly uri: string;
  readonly class: RouteClass;
  readonly secure: boolean;
  /** How long the server took to say who it is when the way was found, and what counts for the way. */
  readonly latencyMs?: number;
  readonly reasons?: readonly RouteReason[];
};
/** What counts for or against an address. */
export type RouteReason =
  | 'loopback'
  | 'sameNetwork'
  | 'privateAddress'
  | 'direct'
  | 'relay'
  | 'secure'
  | 'plain'
  | 'dockerRange'
  | 'plainTwin'
  | 'typed';

/** The question now out, or the rest before it: asked after `afterMs`, for the `nth` time. */
export type Ask = { readonly nth: number; readonly afterMs: number };

export type Library = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'movie' | 'show' | 'artist' | 'photo' | 'other';
  readonly items: number | null;
  readonly tookMs: number;
};

/** What came of looking at a server while the viewer chooses. */
export type Look =
  { readonly kind: 'reached'; readonly route: Route } | { readonly kind: 'failed'; readonly reason: Failure };
export type Looks = { readonly [serverId: string]: Look };

/** What is known of an outage: which server, when one last answered, since when it has been away (monotonic). */
export type Track = {
  readonly server: Server | null;
  readonly answeredAt: number | null;
  readonly since: number;
};

export type Renewal = { readonly count: number; readonly ask: Ask | null };

export type AuthState =
  | { readonly kind: 'restoring'; readonly ask: Ask; readonly reason?: Failure | undefined }
  | {
      readonly kind: 'signedOut';
      readonly reason?: Failure | undefined;
      /** What the vault refused to forget: `retryNow` asks it again instead of reading it. */
      readonly unwiped?: 'account' | 'all' | undefined;
    }
  | {
      readonly kind: 'requestingCode';
      readonly provider: ProviderId;
      readonly ask: Ask;
      readonly reason?: Failure | undefined;
    }
  | {
      readonly kind: 'awaitingLink';
      readonly provider: ProviderId;
      readonly code: Code;
      readonly old: Code | null;
      /** When `code` came (monotonic). */
      readonly since: number;
      /** Null once the last code on screen has had its last poll and only a new one is awaited. */
      readonly poll: (Ask & { readonly codeId: string }) | null;
      readonly misses: number;
      readonly renewal: Renewal;
      readonly reason?: Failure | undefined;
    }
  | { readonly kind: 'resting'; readonly provider: ProviderId; readonly reason: Failure }
  | {
      readonly kind: 'acceptingToken';
      readonly provider: ProviderId;
      readonly token: Secret;
      readonly ask: Ask;
      readonly reason?: Failure | undefined;
    }
  | {
      readonly kind: 'accepting';
      readonly provider: ProviderId;
      readonly remembered: boolean;
      readonly ask: Ask;
      readonly reason?: Failure | undefined;
    }
  | {
      readonly kind: 'choosingProfile';
      readonly signIn: SignIn;
      readonly remembered: boolean;
      readonly profiles: readonly Person[] | null;
      readonly ask: Ask;
      readonly reason?: Failure | undefined;
    }
  | {
      readonly kind: 'askingProfilePin';
      readonly signIn: SignIn;
      readonly remembered: boolean;
      readonly profiles: readonly Person[];
      readonly profile: Person;
      readonly nth: number;
      readonly reason?: Failure | undefined;
    }
  | {
      readonly kind: 'openingProfile';
      readonly signIn: SignIn;
      readonly remembered: boolean;
      readonly profiles: readonly Person[];
      readonly profile: Person;
      readonly pin: Secret | null;
      readonly nth: number;
    }
  | {
      readonly kind: 'signedIn';
      readonly signIn: SignIn;
      /** False when nothing durable took the record: the screen says that this set cannot remember. */
      readonly remembered: boolean;
      readonly confirmed: boolean;
      readonly ask: Ask;
      readonly reason?: Failure | undefined;
    }
  /** Every way out: the vault is being emptied. Nothing else may start before it answers. */
  | {
      readonly kind: 'leaving';
      readonly ask: Ask;
      readonly all: boolean;
      readonly reason?: Failure | undefined;
    };

/**
 * `choose`: the viewer picks, whatever is remembered. `back`: cancel leads to the search it came from.
 * `quiet`: the way just lost, while the viewer need not know. `libraries` outlive an outage of their server.
 */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'listing';
      readonly owner: string;
      readonly choose: boolean;
      readonly ask: Ask;
      readonly reason?: Failure | undefined;
      readonly track?: Track | undefined;
      /** When a list that rests is asked for again. */
      readonly retryAt?: number | undefined;
    }
  | {
      readonly kind: 'choosingServer';
      readonly owner: string;
      readonly servers: readonly Server[];
      readonly back: boolean;
      readonly looks: Looks;
      readonly reason?: Failure | undefined;
      /** The list itself is being asked for once more. */
      readonly relist?: Ask | undefined;
    }
  | {
      readonly kind: 'typingAddress';
      readonly owner: string;
      readonly servers: readonly Server[];
      readonly back: boolean;
      readonly looks: Looks;
      readonly reason?: Failure | undefined;
      /** What was tried before. */
      readonly address?: string | undefined;
      /** The token of the server at that address is typed instead. */
      readonly asksToken?: boolean | undefined;
    }
  | {
      readonly kind: 'tryingAddress';
      readonly owner: string;
      readonly servers: readonly Server[];
      readonly back: boolean;
      readonly looks: Looks;
      readonly address: string;
      readonly token?: Secret | undefined;
    }
  | {
      readonly kind: 'searching';
      readonly owner: string;
      readonly serverId: string | null;
      readonly attempt: number;
      readonly nth: number;
      readonly refetch: boolean;
      /** The first attempt after a sleep: what was open before it may be dead, so it is not waited for. */
      readonly brisk: boolean;
      /** The viewer agreed to plain http in the house for this server. */
      readonly allow: boolean;
      readonly track: Track;
      readonly quiet: Route | null;
      readonly libraries: readonly Library[] | null;
      /** Why the attempt before this one failed. */
      readonly reason?: Failure | undefined;
    }
  | {
      readonly kind: 'online';
      readonly owner: string;
      readonly route: Route;
      /** 0 is well, 1 is degraded; a second miss is offline. */
      readonly misses: number;
      readonly missedAt: number | null;
      readonly answeredAt: number;
      readonly since: number;
      /** The last few answers in milliseconds; what is shown is their median. */
      readonly latencies: readonly number[];
      readonly libraries: readonly Library[] | null;
      /** Null once the libraries came, or were asked for often enough. */
      readonly librariesAsk: Ask | null;
      /** Whether the question now due is for a better way rather than for a sign of life. */
      readonly improving: boolean;
      readonly brisk: boolean;
      readonly ask: Ask;
    }
  | {
      readonly kind: 'waiting';
      readonly owner: string;
      readonly serverId: string | null;
      readonly attempt: number;
      readonly nth: number;
      readonly ms: number;
      readonly retryAt: number;
      readonly track: Track;
      readonly quiet: Route | null;
      readonly libraries: readonly Library[] | null;
      readonly reason: Failure;
    }
  | {
      readonly kind: 'stuck';
      readonly owner: string;
      readonly serverId: string | null;
      readonly nth: number;
      readonly retryAt: number;
      readonly track: Track;
      readonly reason: Failure;
    };

/** What the set tells unasked, turned into an answer: `watchDevice` asks "tell me when it is no longer so". */
export type DeviceState = {
  readonly visible: boolean;
  readonly online: boolean;
  readonly memoryLow: boolean;
};

export type SessionState = {
  readonly config: Config;
  readonly device: DeviceState;
  readonly auth: AuthState;
  readonly connection: ConnectionState;
  readonly dialog: DialogState;
  readonly admin: AdminState;
  readonly settings: SettingsState;
};
