/** What the program does about a failure. Which button a screen offers follows from the state, not from this. */
export type Recovery = 'retry' | 'refresh' | 'signOut' | 'refetch' | 'askViewer';

type Entry = { readonly short: string; readonly recovery: Recovery };

/**
 * Everything that can go wrong, by stable name. A name is never reused for something else.
 * `short` is what the screen shows in its corner and the viewer reads out on the telephone.
 * Words live under the text key `failure.<code>`, help under the anchor `<code>` of docs/troubleshooting.md.
 */
const TABLE = {
  offline: { short: 'N1', recovery: 'retry' },
  nameNotFound: { short: 'N2', recovery: 'retry' },
  connectionRefused: { short: 'N3', recovery: 'retry' },
  certificateUntrusted: { short: 'N4', recovery: 'retry' },
  timeout: { short: 'N5', recovery: 'retry' },
  unreachable: { short: 'N6', recovery: 'retry' },
  redirected: { short: 'N7', recovery: 'retry' },
  clockWrong: { short: 'N8', recovery: 'retry' },
  busy: { short: 'P1', recovery: 'retry' },
  serviceDown: { short: 'P2', recovery: 'retry' },
  malformedReply: { short: 'P3', recovery: 'retry' },
  forbidden: { short: 'P4', recovery: 'retry' },
  issuerRefused: { short: 'A1', recovery: 'signOut' },
  tokenExpired: { short: 'A2', recovery: 'refresh' },
  tokenNotAccepted: { short: 'A3', recovery: 'askViewer' },
  profilePinWrong: { short: 'A4', recovery: 'askViewer' },
  operatorKeyRefused: { short: 'A5', recovery: 'retry' },
  jwtDowngraded: { short: 'A6', recovery: 'retry' },
  codeGone: { short: 'C1', recovery: 'askViewer' },
  codesUsedUp: { short: 'C2', recovery: 'askViewer' },
  cancelled: { short: 'C3', recovery: 'askViewer' },
  noServer: { short: 'S1', recovery: 'retry' },
  noRoute: { short: 'S2', recovery: 'retry' },
  serverRefused: { short: 'S3', recovery: 'refetch' },
  wrongMachine: { short: 'S4', recovery: 'retry' },
  badAddress: { short: 'S5', recovery: 'askViewer' },
  serverNotOnAccount: { short: 'S6', recovery: 'askViewer' },
  serverNeedsGateway: { short: 'S7', recovery: 'askViewer' },
  notPlexServer: { short: 'S8', recovery: 'askViewer' },
  needsHttps: { short: 'S9', recovery: 'askViewer' },
  storage: { short: 'V1', recovery: 'askViewer' },
  vaultKeyLost: { short: 'V2', recovery: 'askViewer' },
  bug: { short: 'X1', recovery: 'retry' }
} as const;

export type FailureCode = keyof typeof TABLE;

/** Why an address of a server was not even tried. */
export type RuledOut =
  | 'badUri'
  | 'unspecified'
  | 'linkLocal'
  | 'dockerBridge'
  | 'otherNetwork'
  | 'httpsRequired'
  | 'mixedContent'
  | 'insecureRemote'
  | 'needsConsent'
  | 'plainForbidden'
  | 'duplicate'
  | 'noToken'
  | 'jwtToken';

/** One address of a server and what became of it, for the trouble screen. `slower`: another one was taken. */
export type Tried = { readonly uri: string; readonly result: FailureCode | RuledOut | 'slower' };

/**
 * Data, not an exception: what went wrong, whose answer said so, and how long it asked us to wait.
 * `tried` names the addresses, where a server was looked for.
 */
export type Failure = {
  readonly code: FailureCode;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly tried?: readonly Tried[];
};

const ENTRIES: { readonly [code in FailureCode]: Entry } = TABLE;

/** Every code there is, for tables and the tests that walk them. */
export const FAILURE_CODES = Object.keys(TABLE) as readonly FailureCode[];

/** What the program does about it. */
export function recoveryFor(failure: Failure): Recovery {
  return ENTRIES[failure.code].recovery;
}

/** The two characters shown in the corner of the screen. */
export function shortCodeFor(failure: Failure): string {
  return ENTRIES[failure.code].short;
}

/** A failure from its parts; what is not known is left out rather than set to undefined. */
export function failureOf(code: FailureCode, status?: number, retryAfterMs?: number): Failure {
  const known: { code: FailureCode; status?: number; retryAfterMs?: number } = { code };
  if (status !== undefined) {
    known.status = status;
  }
  if (retryAfterMs !== undefined) {
    known.retryAfterMs = retryAfterMs;
  }
  return known;
}

/** Whatever was thrown, as data: a Failure stays itself, anything else is a bug of ours. */
export function asFailure(thrown: unknown): Failure {
  const code =
    typeof thrown === 'object' && thrown !== null ? (thrown as { code?: unknown }).code : undefined;
  return typeof code === 'string' && FAILURE_CODES.indexOf(code as FailureCode) >= 0
    ? (thrown as Failure)
    : failureOf('bug');
}
