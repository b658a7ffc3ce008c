import type { Failure, FailureCode } from './failure';

/** What a failure is called where Bazarr's clients read it: an HTTP status and a code. */
export type BazarrError = { readonly status: number; readonly code: string };

const error = (status: number, code: string): BazarrError => ({ status, code });

const CONNECTION = error(503, 'CONNECTION_ERROR');
const INVALID = error(401, 'INVALID_TOKEN');
const UNAUTHORIZED = error(401, 'UNAUTHORIZED');
const NO_SERVER = error(404, 'SERVER_NOT_FOUND');
const PIN_EXPIRED = error(410, 'PIN_EXPIRED');
const SAVING = error(500, 'CONFIG_SAVE_ERROR');

const TABLE: { readonly [code in FailureCode]: BazarrError } = {
  offline: CONNECTION,
  nameNotFound: CONNECTION,
  connectionRefused: CONNECTION,
  certificateUntrusted: CONNECTION,
  timeout: CONNECTION,
  unreachable: CONNECTION,
  redirected: CONNECTION,
  clockWrong: CONNECTION,
  busy: CONNECTION,
  serviceDown: error(503, 'PLEX_CONNECTION_ERROR'),
  malformedReply: error(503, 'PLEX_CONNECTION_ERROR'),
  forbidden: UNAUTHORIZED,
  issuerRefused: INVALID,
  tokenExpired: error(401, 'TOKEN_EXPIRED'),
  tokenNotAccepted: INVALID,
  profilePinWrong: UNAUTHORIZED,
  operatorKeyRefused: UNAUTHORIZED,
  jwtDowngraded: INVALID,
  codeGone: PIN_EXPIRED,
  codesUsedUp: PIN_EXPIRED,
  cancelled: error(408, 'AUTH_TIMEOUT'),
  noServer: NO_SERVER,
  noRoute: CONNECTION,
  serverRefused: UNAUTHORIZED,
  wrongMachine: NO_SERVER,
  badAddress: CONNECTION,
  serverNotOnAccount: NO_SERVER,
  serverNeedsGateway: CONNECTION,
  notPlexServer: NO_SERVER,
  needsHttps: CONNECTION,
  storage: SAVING,
  vaultKeyLost: SAVING,
  bug: error(500, 'INTERNAL_ERROR')
};

/** The error that a client of Bazarr's interface expects for this failure. */
export function bazarrErrorFor(failure: Failure): BazarrError {
  return TABLE[failure.code];
}
