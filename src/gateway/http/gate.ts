import type { FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world';
import { admit, callerOf, checkCsrf, type ReadAccessToken, whereaboutsOf } from './callers';
import { cookiesIn } from './cookies';
import { limitsOf, spend } from './limits';
import { problemOf } from './problem';
import type { Asked, Caller, Route } from './route';

/** This machine, as node writes the other end of a connection. */
const HERE = /^(127\.|::1$|::ffff:127\.)/;

/** Cookies over plain http can be read by anybody on the way; on this machine there is no way. */
export function checkTransport(request: FastifyRequest, { settings }: World): void {
  if (request.protocol !== 'https' && !settings.COUCHKEY_INSECURE_LAN && !HERE.test(request.ip)) {
    throw problemOf('TLS_NEEDED');
  }
}

/**
 * Everything that a request has to pass, in this order, before anything of its body is read: what is refused costs
 * little, counts in the limits, and learns nothing of what the route would have taken.
 */
export async function letIn(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  world: World,
  readAccessToken: ReadAccessToken
): Promise<Caller> {
  const caller = await callerOf(request, world, readAccessToken);
  if (route.free !== true) {
    await spend(world, limitsOf(caller, request.ip, world.settings), reply);
  }
  admit(route.who, caller, world.clock.wall());
  if (route.method !== 'GET') {
    checkCsrf(request, caller);
  }
  return caller;
}

/** The request as a handler sees it, once its parts were held against the route's schemas. */
export function askedBy(request: FastifyRequest, reply: FastifyReply, caller: Caller, world: World): Asked {
  let gone: AbortSignal | undefined;
  return {
    caller,
    where: whereaboutsOf(request),
    params: (request.params ?? {}) as Asked['params'],
    query: (request.query ?? {}) as Asked['query'],
    body: request.body,
    headers: request.headers as Asked['headers'],
    cookies: cookiesIn(request),
    isHead: request.method === 'HEAD',
    // Most handlers never wait, and a signal costs more than the rest of a request.
    get gone(): AbortSignal {
      return (gone ??= goneOf(reply, world));
    }
  };
}

function goneOf(reply: FastifyReply, { stopping }: World): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return AbortSignal.any([controller.signal, stopping]);
}
