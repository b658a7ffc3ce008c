import type { SimReply, SimRequest } from '../kernel/types';
import { jsonDocument, xmlDocument, type XmlValue } from './xml';

export type PlexError = { readonly status: number; readonly code: number; readonly message: string };

/** Where no source names a code (the JWT ones but 1097, the Home ones but 1041) only the status is known for certain. */
export const ERRORS = {
  clientIdentifierMissing: { status: 400, code: 1000, message: 'X-Plex-Client-Identifier is missing' },
  userNotAuthenticated: { status: 401, code: 1001, message: 'User could not be authenticated' },
  rateLimited: { status: 429, code: 1003, message: 'API rate limit exceeded' },
  pinNotFound: { status: 404, code: 1020, message: 'Code not found or expired' },
  verificationCodeRequired: { status: 401, code: 1029, message: 'Please enter the verification code' },
  profilePinRequired: { status: 403, code: 1041, message: 'A valid PIN is required' },
  issuerMismatch: { status: 422, code: 1097, message: 'Invalid token: issuer does not match the device' },
  tokenExpired: { status: 498, code: 498, message: 'Token has expired' },
  badRequest: { status: 400, code: 1000, message: 'Bad request' },
  jwtMalformed: { status: 422, code: 1094, message: 'Malformed JWT' },
  signatureFailed: { status: 422, code: 1095, message: 'Signature verification failed' },
  nonceInvalid: { status: 422, code: 1096, message: 'Invalid token: nonce is missing or unknown' },
  thumbprintTaken: { status: 422, code: 1098, message: 'Thumbprint has already been taken' },
  homeUserNotFound: { status: 404, code: 1004, message: 'User not found' },
  clientIdentifierUnprocessable: { status: 422, code: 1000, message: 'X-Plex-Client-Identifier is missing' },
  homeNotFound: { status: 404, code: 1002, message: 'Home not found' }
} as const satisfies Readonly<Record<string, PlexError>>;

/** plex.tv speaks XML unless JSON is asked for. */
export function wantsJson(request: SimRequest): boolean {
  if (request.path.endsWith('.xml')) return false;
  return request.path.endsWith('.json') || /json/i.test(request.headers['accept'] ?? '');
}

/** Data in the form that was asked for. `name` is the root element of the XML form. */
export function answer(request: SimRequest, status: number, name: string, value: XmlValue): SimReply {
  const json = wantsJson(request);
  return {
    status,
    headers: { 'content-type': json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8' },
    body: json ? jsonDocument(value) : xmlDocument(name, value)
  };
}

/** The error envelope, JSON or XML. */
export function refuse(
  request: SimRequest,
  error: PlexError,
  headers: Readonly<Record<string, string>> = {}
): SimReply {
  const errors = [{ code: error.code, message: error.message, status: error.status }];
  const reply = wantsJson(request)
    ? answer(request, error.status, 'errors', { errors })
    : answer(request, error.status, 'errors', errors);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
