/** What a simulated service sees of one request. Header names are lower case, as Node gives them. */
export type SimRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secure: boolean;
  readonly port: number;
};

/** `body` is sent as it is; a service turns its data into JSON or XML itself, because it knows what was asked for. */
export type SimReply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

export type SimHandler = (request: SimRequest) => SimReply | Promise<SimReply>;

/** `path` may hold `:name` segments. `name` is what faults and the journal call the route. */
export type SimRoute = {
  readonly method: string;
  readonly path: string;
  readonly name: string;
  readonly handle: SimHandler;
};

/** The simulator's own time in milliseconds since 1970: a real clock plus jumps made on command. */
export type SimClock = { now(): number };

/** Seeded: two runs with one seed mint the same codes, ids and tokens. */
export type SimRandom = {
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  chars(alphabet: string, length: number): string;
};

export type SimService = {
  readonly name: string;
  readonly routes: readonly SimRoute[];
  /** Answers before any route does, e.g. a CORS preflight; null lets the route answer. */
  before?(request: SimRequest): SimReply | null;
  /** Sees every answer on its way out, e.g. to add CORS headers; also those that a fault made. */
  after?(request: SimRequest, reply: SimReply): SimReply;
  /** World faults this service understands ('pinDies', 'tokenRevoked'), applied just before its route answers. */
  readonly misfortunes?: Readonly<Record<string, (request: SimRequest) => void>>;
  /** Control surfaces are neither journalled nor faulted. */
  readonly internal?: boolean;
};

/** One address a media server is announced under. Field names are those of the wire. */
export type SimConnection = {
  readonly protocol: 'http' | 'https';
  readonly address: string;
  readonly port: number;
  readonly uri: string;
  readonly local: boolean;
  readonly relay: boolean;
  readonly IPv6: boolean;
};

/** What a media server lets plex.tv know about itself. Read anew for each answer, so a server may move. */
export type SimServerFacts = {
  readonly machineIdentifier: string;
  readonly name: string;
  readonly ownerId: number;
  readonly sharedWith: readonly number[];
  readonly connections: readonly SimConnection[];
  readonly publicAddress?: string;
  readonly publicAddressMatches?: boolean;
  readonly httpsRequired?: boolean;
  readonly relay?: boolean;
  readonly presence?: boolean;
  readonly dnsRebindingProtection?: boolean;
  readonly natLoopbackSupported?: boolean;
  readonly synced?: boolean;
  readonly productVersion?: string;
  readonly platform?: string;
  readonly platformVersion?: string;
  readonly device?: string;
  readonly createdAt?: number;
  readonly lastSeenAt?: number;
  /** The token plex.tv hands this user for this server; the same one until the server forgets it. */
  tokenFor(userId: number): string;
};

/** What plex.tv tells a media server about a token that is not the server's own. */
export type SimAccount = { readonly userId: number; readonly kind: 'legacy' | 'jwt' };

export type SimAccounts = {
  /** null for an unknown, rotated, revoked or signed-out token. */
  accountOf(token: string): SimAccount | null;
};

export type SimListener = {
  readonly url: string;
  readonly port: number;
  readonly secure: boolean;
  /** Refuses connections, and drops open ones, until `open` is called; the port stays the same. */
  close(): Promise<void>;
  open(): Promise<void>;
};

export type SimListenOptions = {
  readonly port?: number;
  readonly tls?: boolean;
  /** A TLS port that answers plain http as well, as the one port of a media server does. */
  readonly plainToo?: boolean;
  readonly address?: string;
};

/** What every simulated service is built from. `listen` registers with the journal, the faults and `stop`. */
export type SimContext = {
  readonly clock: SimClock;
  readonly random: SimRandom;
  readonly accounts: SimAccounts;
  readonly caPem: string | null;
  listen(services: SimService | readonly SimService[], options?: SimListenOptions): Promise<SimListener>;
  /** Adds a server to what plex.tv lists; the function is called for every answer. */
  announce(servers: () => readonly SimServerFacts[]): void;
  /** Runs at `stop`. */
  onStop(task: () => void | Promise<void>): void;
};
