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
  before?(request: SimRequest): SimReply | null;
};
