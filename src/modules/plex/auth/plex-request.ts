import { plexHeaders } from './headers';
import type { HttpRequest } from '../../../core/ports';
import type { Identity } from './interfaces';

const TIMEOUT_MS = 10000;

/** A call to plex.tv. The account token goes nowhere else, so no path may name another host. */
export function plexRequest(
  me: Identity,
  method: string,
  path: string,
  token: string | null,
  body?: object
): HttpRequest {
  const call = { method, url: me.config.plexUrl + '/api/v2' + path, timeoutMs: TIMEOUT_MS };
  const headers = plexHeaders(me, token);
  return body === undefined
    ? { ...call, headers }
    : { ...call, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
