import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStoreFailure } from '../stores/store-failure';
import type { World } from '../world';
import { changeCookies } from './cookies';
import { isApp } from './callers';
import { refusalFor } from './problem';
import type { Answer } from './route';

/** What is personal may be kept by nobody on the way. */
export function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  reply.code(answer.status).header('cache-control', 'no-store');
  if (answer.headers !== undefined) {
    reply.headers(answer.headers);
  }
  if (answer.cookies !== undefined && !isApp(request.caller)) {
    changeCookies(request, reply, answer.cookies);
  }
  reply.send(answer.stream ?? answer.body);
}

function note({ log, meters }: World, thrown: unknown, status: number): void {
  if (isStoreFailure(thrown)) {
    meters.storeError(thrown.code);
    log.warn('storeTrouble', { code: thrown.code, what: thrown.what });
  } else if (status >= 500) {
    const bug = thrown instanceof Error ? thrown.stack : undefined;
    log.error('requestFailed', bug === undefined ? { failure: thrown } : { bug });
  }
}

/** What was said of a body that does not come after all. */
const OF_THE_BODY = /^(content-(?!security)|etag$|last-modified$|accept-ranges$)/;

function takeBack(reply: FastifyReply): void {
  for (const name of Object.keys(reply.getHeaders()).filter((each) => OF_THE_BODY.test(each))) {
    void reply.removeHeader(name);
  }
}

/** One shape for every error; what was thrown stays here. */
export function refuse(world: World, thrown: unknown, reply: FastifyReply): FastifyReply {
  const { status, retryAfterMs, body } = refusalFor(thrown);
  note(world, thrown, status);
  takeBack(reply);
  if (retryAfterMs !== null) {
    reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  }
  return reply.header('cache-control', 'no-store').code(status).send(body);
}
