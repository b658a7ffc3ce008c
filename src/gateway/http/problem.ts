import { bazarrErrorFor } from '../../core/model/bazarr';
import { asFailure, type Failure } from '../../core/model/failure';
import { isSecretFailure } from '../secrets/secret-failure';
import { isStoreFailure } from '../stores/store-failure';

/** What the gateway itself refuses, by stable name. What upstream refused is a Failure of the core. */
const REFUSALS = {
  BAD_REQUEST: [400, 'this request is not what the route takes'],
  NO_SESSION: [401, 'this screen has no session any more: ask /api/session for one'],
  SIGN_IN_NEEDED: [401, 'somebody has to sign in first'],
  ACCESS_TOKEN_INVALID: [401, 'this access token does not count'],
  REFRESH_REUSED: [401, 'this refresh token was used before: all that came from it are ended'],
  ADMIN_ONLY: [403, 'only an admin may do this'],
  ADMIN_PIN_NEEDED: [403, 'the admin PIN has to be given first'],
  ADMIN_PIN_WRONG: [403, 'this is not the admin PIN'],
  CSRF_REFUSED: [403, "the CSRF token is missing or not this session's"],
  TLS_NEEDED: [403, 'plain http is answered on this machine only'],
  SETUP_NEEDED: [409, 'finish set-up at the gateway first'],
  SETUP_CODE_WRONG: [403, 'this is not the set-up code'],
  SETUP_OVER: [410, 'set-up is over'],
  HAND_OVER_UNKNOWN: [410, 'this hand-over code does not count any more'],
  LAST_ADMIN: [409, 'somebody must be able to administrate'],
  NOT_FOUND: [404, 'there is no such thing'],
  PATH_NOT_ALLOWED: [404, 'this path of the media server is not handed on'],
  ADDRESS_NOT_ALLOWED: [400, 'no media server was found there'],
  TOO_LARGE: [413, 'this is more than the gateway takes'],
  TOO_SLOW: [408, 'this request took too long to arrive'],
  TOO_MANY_REQUESTS: [429, 'too many requests'],
  BUSY: [503, 'the gateway has too much to do'],
  STORE_UNAVAILABLE: [503, 'the gateway cannot reach what it keeps; nobody is signed out'],
  INTERNAL_ERROR: [500, 'something went wrong here']
} as const;

export type ProblemCode = keyof typeof REFUSALS;

/** Every code of the gateway's own with its status, for documents and the tests that walk them. */
export const PROBLEMS: { readonly [code in ProblemCode]: readonly [number, string] } = REFUSALS;

/** Thrown as data by handlers and hooks. */
export type Problem = {
  readonly kind: 'problem';
  readonly code: ProblemCode;
  readonly retryAfterMs?: number;
};

/** The one JSON shape of every error. `failure` is what a television's core understands. */
export type ErrorBody = {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly failure?: Failure;
  };
};

export type Refusal = {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly body: ErrorBody;
};

/** A refusal of the gateway's own. */
export function problemOf(code: ProblemCode, retryAfterMs?: number): Problem {
  return retryAfterMs === undefined ? { kind: 'problem', code } : { kind: 'problem', code, retryAfterMs };
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === 'problem';
}

function own({ code, retryAfterMs = 0 }: Problem): Refusal {
  const [status, message] = REFUSALS[code];
  return { status, retryAfterMs: retryAfterMs || null, body: { error: { code, message } } };
}

function upstream(failure: Failure): Refusal {
  const { status, code } = bazarrErrorFor(failure);
  const retryAfterMs = failure.retryAfterMs ?? (status === 503 ? 2000 : null);
  return { status, retryAfterMs, body: { error: { code, message: failure.code, failure } } };
}

/** What fastify and its plugins throw: a status, and nothing of theirs for the caller. */
function plugin(thrown: unknown): Refusal | null {
  const status = Number((thrown as { statusCode?: unknown } | null)?.statusCode);
  if (status === 413) {
    return own(problemOf('TOO_LARGE'));
  }
  if (status === 503) {
    return own(problemOf('BUSY', 5000));
  }
  return status >= 400 && status < 500 ? own(problemOf('BAD_REQUEST')) : null;
}

/** What a caller is told of whatever was thrown. */
export function refusalFor(thrown: unknown): Refusal {
  if (isProblem(thrown)) {
    return own(thrown);
  }
  if (isStoreFailure(thrown)) {
    return own(problemOf('STORE_UNAVAILABLE', thrown.retryAfterMs));
  }
  if (isSecretFailure(thrown)) {
    return own(problemOf('INTERNAL_ERROR'));
  }
  const failure = asFailure(thrown);
  return failure.code === 'bug' ? (plugin(thrown) ?? own(problemOf('INTERNAL_ERROR'))) : upstream(failure);
}
