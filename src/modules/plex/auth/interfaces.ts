import type { Headers, HttpRequest, IEmitter, ILog, Ports } from '../../../core/ports';

/** `short`: four characters for plex.tv/link. `strong`: a long code for the auth app. `jwt`: short, with a device key. */
export type PlexMode = 'short' | 'strong' | 'jwt';

/** What plex.tv is told about this program and this set. An empty text is not sent. */
export type PlexApp = {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly platformVersion: string;
  readonly device: string;
  readonly deviceName: string;
  readonly model: string;
  readonly vendor: string;
  readonly provides: string;
  readonly screenResolution: string;
  readonly language: string;
};

export type PlexConfig = PlexApp & {
  readonly plexUrl: string;
  readonly linkBase: string;
  readonly authAppUrl: string;
  readonly mode: PlexMode;
};

/** Whom a request comes from. plex.tv ties PIN, token and device list to the identifier. */
export type Identity = { readonly config: PlexConfig; readonly clientId: string };

/**
 * What must outlive one effect and may never be written down: made once per program and handed to each provider.
 * `guarded` is the token of a profile with a PIN, `refresh` the one renewal in flight, `serverOffsetMs` how far plex.tv's
 * time is ahead of the monotonic clock, `unread` how often in a row a code was wanted and our name could not be read,
 * `durable` whether the sign-in was last written where a power cut does not reach it.
 */
export type PlexMemory = {
  guarded: { readonly key: string; readonly token: string } | null;
  refresh: { readonly stale: string; readonly fresh: Promise<string>; readonly since: number } | null;
  serverOffsetMs: number | null;
  unread: number;
  durable: boolean;
};

/**
 * JWT mode, handed in by whoever wants it: with its signer it is as big as all the rest. `newPin` and `look` build
 * the requests with a key and a proof, `settle` turns down the older kind of token, `early` and `expired` renew.
 */
export interface IPlexJwt {
  newPin(context: PlexContext, me: Identity): Promise<HttpRequest>;
  look(context: PlexContext, me: Identity, pinId: string): Promise<HttpRequest>;
  settle(context: PlexContext, me: Identity, token: string): Promise<string>;
  early(context: PlexContext, me: Identity, token: string): Promise<string>;
  expired(context: PlexContext, me: Identity, token: string): Promise<string>;
}

/** A provider's ports; JWT mode needs one more. */
export type PlexPorts = Ports & { readonly jwt?: IPlexJwt };

/** All that an exchange with plex.tv needs. */
export type PlexContext = {
  readonly ports: PlexPorts;
  readonly config: PlexConfig;
  readonly memory: PlexMemory;
};

export type PlexPinRequest = {
  readonly id: number;
  readonly code: string;
  readonly expiresAt: Date;
  readonly authToken: string | null;
  readonly clientIdentifier: string;
};

export type PlexAuthToken = {
  readonly token: string;
  readonly userId: string;
  readonly username: string;
  readonly email: string;
  readonly thumb: string;
  readonly expiresAt: Date | null;
  readonly issuedAt: Date;
};

export type PlexAuthData = {
  readonly token: PlexAuthToken;
  readonly selectedServerId: string | null;
  readonly selectedServerUri: string | null;
};

/** Retune's seven fields, and whatever of ours differs from DEFAULTS. `pollLimitMs` null follows the code's own life. */
export type PlexAuthConfig = Partial<PlexConfig> & {
  readonly clientIdentifier: string;
  readonly pollMs?: number;
  readonly pollLimitMs?: number | null;
  readonly storageKey?: string;
};

export type PlexAuthPorts = PlexPorts & { readonly emitter: IEmitter; readonly log?: ILog };

export interface IDisposable {
  dispose(): void;
}

/** Retune's contract. Every promise rejects with a Failure and nothing else. */
export interface IPlexAuth {
  requestPin(): Promise<PlexPinRequest>;
  checkPinStatus(pinId: number): Promise<PlexPinRequest>;
  pollForPin(pinId: number): Promise<PlexPinRequest>;
  cancelPin(pinId: number): Promise<void>;
  validateToken(token: string): Promise<boolean>;
  getStoredCredentials(): Promise<PlexAuthData | null>;
  storeCredentials(auth: PlexAuthData): Promise<void>;
  clearCredentials(): Promise<void>;
  isAuthenticated(): boolean;
  getCurrentUser(): PlexAuthToken | null;
  getAuthHeaders(): Headers;
  on(event: 'authChange', listener: (isAuthenticated: boolean) => void): IDisposable;
}
