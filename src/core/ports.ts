import type { AdminAnswer, AdminAsk } from './model/admin-state';
import type { Effect, Outcome } from './model/message';
import type { ProviderId } from './model/config';
import type { Code, DeviceState, Library, Person, Route, Server, SignIn } from './model/session-state';

export type Cancel = () => void;

/** The only source of time and timers. `now` is monotonic; `wall` may be wrong by decades. */
export interface IClock {
  now(): number;
  wall(): number;
  random(): number;
  after(ms: number, then: () => void): Cancel;
}

/** Structural twin of AbortSignal's useful half. */
export interface IStop {
  readonly stopped: boolean;
  onStop(then: () => void): Cancel;
}

export type Headers = { readonly [name: string]: string };

export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: string;
  readonly timeoutMs: number;
};

/** `url` is where the reply came from in the end; null where the engine does not say. */
export type HttpReply = {
  readonly status: number;
  readonly text: string;
  readonly url: string | null;
  readonly header: (name: string) => string | null;
};

/** Rejects with a Failure only. An HTTP status is a reply, never a rejection. */
export interface IHttp {
  send(request: HttpRequest, stop?: IStop): Promise<HttpReply>;
}

/** Said of a write: it will be there after a power cut. False is "kept as long as the program runs". */
export type Written = { readonly durable: boolean };

/** What a wipe takes: sign-out takes the account, reset takes all. core/vault/records.ts gives each name a class. */
export type WipeScope = 'account' | 'all';

/**
 * Small named records. Calls are carried out in the order made. A write that no store takes still resolves,
 * with `durable: false`. `read` is null only when no store holds the name; a record that cannot be opened
 * rejects with `vaultKeyLost` or `storage`, never reads as missing.
 */
export interface IVault {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<Written>;
  remove(name: string): Promise<void>;
  wipe(scope: WipeScope): Promise<void>;
}

export interface IDevice {
  current(): DeviceState;
  onChange(then: () => void): Cancel;
  exit(): void;
}

/** Satisfied by eventemitter3 as it is. */
export interface IEmitter {
  on(event: string, listener: (...values: any[]) => void): unknown;
  off(event: string, listener: (...values: any[]) => void): unknown;
  emit(event: string, ...values: any[]): boolean;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What is written has been redacted before it is kept. `facts` are small and flat. */
export interface ILog {
  write(level: LogLevel, event: string, facts?: { readonly [name: string]: unknown }): void;
}

/** Ed25519 for JWT mode: raw 32-byte keys, bytes as plain number arrays so that no engine's types are needed. */
export interface ISigner {
  newKey(): Promise<{ readonly publicKey: readonly number[]; readonly privateKey: readonly number[] }>;
  sign(privateKey: readonly number[], message: string): Promise<readonly number[]>;
}

/** What an effect may touch. Each effect gets its own, which dies with it. */
export type Ports = { readonly http: IHttp; readonly vault: IVault; readonly clock: IClock };

/** Four results, never folded: these three, and a rejection for "unreachable". */
export type CodeAnswer =
  | { readonly kind: 'pending'; readonly lifeMs: number | null }
  | { readonly kind: 'granted'; readonly remembered: boolean }
  | { readonly kind: 'gone' };

/** What a provider finds on waking. In a kiosk this needs the network, so it may fail and be asked again. */
export type Restored =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'claimed'; readonly remembered: boolean }
  | { readonly kind: 'code'; readonly code: Code }
  | { readonly kind: 'signedIn'; readonly signIn: SignIn; readonly remembered: boolean };

export type Known = { readonly signIn: SignIn; readonly remembered: boolean };

/** One way of signing in: Plex, TMDB, or either of them through the gateway. Keeps nothing in memory. */
export interface IProvider {
  readonly hasServers: boolean;
  restore(): Promise<Restored>;
  requestCode(): Promise<Code>;
  checkCode(codeId: string): Promise<CodeAnswer>;
  /** A token typed, pasted or imported: asked of the issuer first, stored only when it is good. */
  acceptToken(token: string): Promise<Written>;
  loadAccount(): Promise<Known>;
  /** Asks whether the stored token still counts, and keeps it alive. Rejects with issuerRefused when it does not. */
  confirmAccount(): Promise<void>;
  listProfiles(): Promise<readonly Person[]>;
  openProfile(profileId: string, pin: string | null): Promise<Known>;
  /** Best effort at the issuer. The runner wipes the vault whatever it says. */
  revoke(): Promise<void>;
}

/** `refetch`: asks for addresses and token first. `brisk`: the first attempt after a sleep, which may not take long. */
export type ReachHow = { readonly refetch: boolean; readonly brisk: boolean };

export interface IServers {
  list(): Promise<{ readonly servers: readonly Server[]; readonly rememberedId: string | null }>;
  reach(serverId: string | null, how: ReachHow): Promise<Route>;
  /** A token typed for the server stands in for the one that the account lists. */
  reachAddress(address: string, serverToken?: string): Promise<Route>;
  /** Reaches a server without remembering it. */
  look(serverId: string): Promise<Route>;
  /** Milliseconds it took. */
  probe(route: Route): Promise<number>;
  libraries(route: Route): Promise<readonly Library[]>;
  /** The viewer agrees to plain http in the house, for this server. */
  allowInsecure(serverId: string): Promise<Written>;
}

/** Looking after a gateway from one of its screens. */
export interface IAdmin {
  ask(ask: AdminAsk): Promise<AdminAnswer>;
}

/** What it is made of may have to be found out or loaded first. */
export type Make<T> = (ports: Ports) => T | Promise<T>;

export type Services = {
  readonly providers: { readonly [id in ProviderId]?: Make<IProvider> };
  readonly servers: Make<IServers>;
  /** Only a page that a gateway serves has somebody to ask. */
  readonly admin?: Make<IAdmin>;
};

/** Carries out effects. Each gets exactly one answer unless cancelled, and never in the same call. */
export interface IEffectRunner {
  run(effect: Effect, answer: (outcome: Outcome) => void): Cancel;
}
