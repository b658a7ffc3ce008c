import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Whereabouts } from '../stores/rows';
import type { World } from '../world';
import { admit, callerOf, checkCsrf, type ReadBearer, whereaboutsOf } from './callers';
import { cookiesIn } from './cookies';
import { leavingOf } from './leaving';
import { limitsOf, spend } from './limits';
import { problemOf, type Problem } from './problem';
import type { Asked, Caller, Cookies, Route } from './route';

/** This machine, as node writes the other end of a connection. */
const HERE = /^(127\.|::1$|::ffff:127\.)/;

/** Cookies over plain http can be read by anybody on the way; on this machine there is no way. */
export function transportFault(request: FastifyRequest, { settings }: World): Problem | undefined {
  const isSafe = request.protocol === 'https' || settings.COUCHKEY_INSECURE_LAN || HERE.test(request.ip);
  return isSafe ? undefined : problemOf('TLS_NEEDED');
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
  readBearer: ReadBearer
): Promise<Caller> {
  const caller = await callerOf(request, world, readBearer);
  if (route.free !== true) {
    await spend(world, limitsOf(caller, request.ip, world.settings), reply);
  }
  admit(route.who, caller, world.clock.wall());
  if (route.method !== 'GET') {
    checkCsrf(request, caller);
  }
  return caller;
}

/**
 * The request as a handler sees it, once its parts were held against the route's schemas. A class, because most of it
 * is asked for by few handlers, and getters of a literal cost more than the rest of a request.
 */
class Seen implements Asked {
  private _gone: AbortSignal | undefined;

  constructor(
    private readonly _request: FastifyRequest,
    private readonly _reply: FastifyReply,
    readonly caller: Caller,
    private readonly _world: World
  ) {}

  get where(): Whereabouts {
    return whereaboutsOf(this._request);
  }

  get params(): Asked['params'] {
    return (this._request.params ?? {}) as Asked['params'];
  }

  get query(): Asked['query'] {
    return (this._request.query ?? {}) as Asked['query'];
  }

  get body(): unknown {
    return this._request.body;
  }

  get headers(): Asked['headers'] {
    return this._request.headers as Asked['headers'];
  }

  get cookies(): Cookies {
    return cookiesIn(this._request);
  }

  get isHead(): boolean {
    return this._request.method === 'HEAD';
  }

  get gone(): AbortSignal {
    return (this._gone ??= leavingOf(this._reply.raw, this._world.stopping));
  }
}

/** The request as a handler sees it. */
export function askedBy(request: FastifyRequest, reply: FastifyReply, caller: Caller, world: World): Asked {
  return new Seen(request, reply, caller, world);
}
