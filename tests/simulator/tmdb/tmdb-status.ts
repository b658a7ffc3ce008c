import type { SimReply } from '../kernel/types';

type Status = { readonly http: number; readonly message: string };

/** The codes of TMDB that this simulator answers with, in TMDB's own words. */
export const TMDB_STATUS = {
  1: { http: 200, message: 'Success.' },
  3: { http: 401, message: 'Authentication failed: You do not have permissions to access the service.' },
  5: { http: 422, message: 'Invalid parameters: Your request parameters are incorrect.' },
  7: { http: 401, message: 'Invalid API key: You must be granted a valid key.' },
  10: {
    http: 401,
    message: 'Suspended API key: Access to your account has been suspended, contact TMDB.'
  },
  13: { http: 200, message: 'The item/record was deleted successfully.' },
  17: { http: 401, message: 'Session denied.' },
  25: { http: 429, message: 'Your request count is over the allowed limit.' },
  26: { http: 400, message: 'You must provide a username and password.' },
  30: { http: 401, message: 'Invalid username and/or password: You did not provide a valid login.' },
  33: { http: 401, message: 'Invalid request token: The request token is either expired or invalid.' },
  34: { http: 404, message: 'The resource you requested could not be found.' },
  35: { http: 401, message: 'Invalid token.' },
  37: { http: 404, message: 'The requested session could not be found.' },
  41: { http: 422, message: "This request token hasn't been approved by the user." },
  47: { http: 400, message: 'The input is not valid.' }
} as const satisfies Record<number, Status>;

export type TmdbCode = keyof typeof TMDB_STATUS;

/** A JSON reply with TMDB's own content type. */
export function jsonReply(status: number, body: object): SimReply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify(body)
  };
}

/** `{status_code, status_message, success}` under the HTTP status that belongs to the code. */
export function statusReply(code: TmdbCode): SimReply {
  const { http, message } = TMDB_STATUS[code];
  return jsonReply(http, { success: http === 200, status_code: code, status_message: message });
}
