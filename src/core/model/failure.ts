/** What the program does about a failure. Which button a screen offers follows from the state, not from this. */
export type Recovery = 'retry' | 'refresh' | 'signOut' | 'refetch' | 'askViewer';

/**
 * Everything that can go wrong, by stable name, and what is done about it. A name is never reused for something else.
 * Words live under the text key `failure.<code>`, help under the anchor `<code>` of docs/troubleshooting.md.
 */
const RECOVERY = {
  offline: 'retry',
  nameNotFound: 'retry',
  connectionRefused: 'retry',
  certificateUntrusted: 'retry',
  timeout: 'retry',
  unreachable: 'retry',
  redirected: 'retry',
  clockWrong: 'retry',
  busy: 'retry',
  serviceDown: 'retry',
  malformedReply: 'retry',
  forbidden: 'retry',
  issuerRefused: 'signOut',
  tokenExpired: 'refresh',
  tokenNotAccepted: 'askViewer',
  profilePinWrong: 'askViewer',
  operatorKeyRefused: 'retry',
  jwtDowngraded: 'retry',
  codeGone: 'askViewer',
  codesUsedUp: 'askViewer',
  cancelled: 'askViewer',
  noServer: 'retry',
  noRoute: 'retry',
  serverRefused: 'refetch',
  wrongMachine: 'retry',
  badAddress: 'askViewer',
  serverNotOnAccount: 'askViewer',
  serverNeedsGateway: 'askViewer',
  notPlexServer: 'askViewer',
  needsHttps: 'askViewer',
  storage: 'askViewer',
  vaultKeyLost: 'askViewer',
  bug: 'retry'
} as const;

export type FailureCode = keyof typeof RECOVERY;

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
 * `tried` names the addresses, where a server was looked for; `place` says how many others a gateway serves first.
 */
export type Failure = {
  readonly code: FailureCode;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly tried?: readonly Tried[];
  readonly place?: number;
};

/** What the screen shows in its corner and the viewer reads out on the telephone. Apart, so that who shows none has none. */
const SHORT: { readonly [code in FailureCode]: string } = {
  offline: 'N1',
  nameNotFound: 'N2',
  connectionRefused: 'N3',
  certificateUntrusted: 'N4',
  timeout: 'N5',
  unreachable: 'N6',
  redirected: 'N7',
  clockWrong: 'N8',
  busy: 'P1',
  serviceDown: 'P2',
  malformedReply: 'P3',
  forbidden: 'P4',
  issuerRefused: 'A1',
  tokenExpired: 'A2',
  tokenNotAccepted: 'A3',
  profilePinWrong: 'A4',
  operatorKeyRefused: 'A5',
  jwtDowngraded: 'A6',
  codeGone: 'C1',
  codesUsedUp: 'C2',
  cancelled: 'C3',
  noServer: 'S1',
  noRoute: 'S2',
  serverRefused: 'S3',
  wrongMachine: 'S4',
  badAddress: 'S5',
  serverNotOnAccount: 'S6',
  serverNeedsGateway: 'S7',
  notPlexServer: 'S8',
  needsHttps: 'S9',
  storage: 'V1',
  vaultKeyLost: 'V2',
  bug: 'X1'
};

/** Every code there is, for tables and the tests that walk them. */
export const FAILURE_CODES = Object.keys(RECOVERY) as readonly FailureCode[];

/** What the program does about it. */
export function recoveryFor(failure: Failure): Recovery {
  return RECOVERY[failure.code];
}

/** The two characters shown in the corner of the screen. */
export function shortCodeFor(failure: Failure): string {
  return SHORT[failure.code];
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
