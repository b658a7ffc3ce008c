import type { SimReply, SimRequest } from '../kernel/types';

const MAX_AGE_SECONDS = '86400';

/** plex.tv lets any origin read, and takes whatever headers a page says it will send. */
export function corsPreflight(request: SimRequest): SimReply | null {
  if (request.method !== 'OPTIONS') return null;
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': MAX_AGE_SECONDS
    }
  };
}

/** Only `Date` and the like stay hidden, as on the real site: no header is exposed. */
export function corsHeaders(_request: SimRequest, reply: SimReply): SimReply {
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } };
}
