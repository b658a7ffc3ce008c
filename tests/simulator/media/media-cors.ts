import type { SimReply, SimRequest } from '../kernel/types';
import type { MediaCors } from './media-types';

const PLEX_APP = 'https://app.plex.tv';

/** The preflight echoes whoever asks, which promises more than the answer then keeps. */
export function preflight(cors: MediaCors, request: SimRequest): SimReply | null {
  if (request.method !== 'OPTIONS') return null;
  if (cors === 'none') return { status: 200, headers: {} };
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': request.headers['origin'] ?? PLEX_APP,
      'access-control-allow-methods': 'POST, GET, OPTIONS, DELETE, PUT, HEAD',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '1209600'
    }
  };
}

/** Real answers name one origin, whoever asked. */
export function withCors(cors: MediaCors, request: SimRequest, reply: SimReply): SimReply {
  if (cors === 'none' || request.method === 'OPTIONS') return reply;
  const origin = cors === 'any' ? '*' : PLEX_APP;
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'Location, Date'
    }
  };
}
