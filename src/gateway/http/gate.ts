import { BlockList } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world';
import { admit, callerOf, checkCsrf, type ReadAccessToken, whereaboutsOf } from './callers';
import { cookiesIn } from './cookies';
import { limitsOf, spend } from './limits';
import { problemOf } from './problem';
import type { Asked, Caller, Route } from './route';

const HERE = new BlockList();
HERE.addSubnet('127.0.0.0', 8, 'ipv4');
HERE.addAddress('::1', 'ipv6');

function isHere(address: string): boolean {
  return HERE.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

/** Cookies over plain http can be read by anybody on the way; on this machine there is no way. */
export function checkTransport(request: FastifyRequest, { settings }: World): void {
  if (request.protocol !== 'https' && !settings.COUCHKEY_INSECURE_LAN && !isHere(request.ip)) {
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
  return {
    caller,
    where: whereaboutsOf(request),
    params: (request.params ?? {}) as Asked['params'],
    query: (request.query ?? {}) as Asked['query'],
    body: request.body,
    headers: request.headers as Asked['headers'],
    cookies: cookiesIn(request),
    gone: goneOf(reply, world)
  };
}

function goneOf(reply: FastifyReply, { stopping }: World): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return AbortSignal.any([controller.signal, stopping]);
}
