export type ProviderId = 'plex' | 'tmdb';

/** What may be done from this screen besides watching; a gateway says so. */
export type Capabilities = { readonly admin: boolean; readonly setup: boolean; readonly handover: boolean };

/** What this program is for. In the state so that `screenFor(state)` needs nothing else; only a gateway changes it. */
export type Config = {
  readonly providers: readonly ProviderId[];
  /** With one service there is nothing to choose: a set that knows nobody shows its code at once. */
  readonly straightToCode: boolean;
  readonly kiosk: boolean;
  readonly pollMs: number;
  /** Give up on a code after this long even if it lives longer; null follows the code's own life. */
  readonly pollLimitMs: number | null;
  /** How many codes may follow the first before the viewer has to ask; null renews without end (kiosk). */
  readonly renewals: number | null;
  /** A kiosk's own page, and what its screen says above. */
  readonly target: { readonly url: string; readonly message: string };
  /** A kiosk signs out after nobody has touched it for so long. */
  readonly idleMs: number | null;
  readonly capabilities: Capabilities;
  /** Whether the gateway keeps this screen signed in for longer. It says nothing where nobody may choose. */
  readonly remember?: boolean | null;
  /** False where nobody may name a server that is not on the account: by way of a gateway. */
  readonly foreignServers?: boolean;
  /** How often a server that answers is asked whether it still does. */
  readonly healthMs: number;
};

export type Settings = {
  readonly language: string;
  readonly contrast: boolean;
  readonly calm: boolean;
  readonly largeText: boolean;
  readonly voice: boolean;
  readonly deviceName: string;
  readonly gateway: string;
  /** Whether the viewer may be asked to allow plain http in the house. */
  readonly insecureLan: boolean;
};

/** Follows each code's own life (15 minutes at plex.tv) and renews it four times. */
export const DEFAULT_CONFIG: Config = {
  providers: ['plex'],
  straightToCode: false,
  kiosk: false,
  pollMs: 2000,
  pollLimitMs: null,
  renewals: 4,
  target: { url: '', message: '' },
  idleMs: null,
  capabilities: { admin: false, setup: false, handover: false },
  healthMs: 30000
};

/** What holds until the viewer says otherwise, and again after a reset. An empty language is the set's own. */
export const DEFAULT_SETTINGS: Settings = {
  language: '',
  contrast: false,
  calm: false,
  largeText: false,
  voice: false,
  deviceName: '',
  gateway: '',
  insecureLan: true
};
