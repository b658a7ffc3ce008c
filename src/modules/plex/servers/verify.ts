import { failureOf } from '../../../core/model/failure';
import { isSuccess, readFields, refusalOf, textOf, fieldsOf, withoutToken } from '../../../core/wire';
import { originText, parseOrigin } from './hosts';
import type { Headers, HttpReply, HttpRequest, IHttp, IStop } from '../../../core/ports';
import type { Candidate, Place } from './interfaces';

/** What a probe of a place may take; a dead private address shall cost seconds, not the patience of a browser. */
export const TIMEOUT_MS: { readonly [place in Place]: number } = {
  loopback: 2000,
  local: 4000,
  remote: 6000,
  relay: 8000
};

/** Nobody knows yet who answers there, so nothing is said but which form the answer should have. */
export function identityRequest(uri: string, timeoutMs: number): HttpRequest {
  return { method: 'GET', url: uri + '/identity', headers: { Accept: 'application/json' }, timeoutMs };
}

/** Which machine answered. */
export function readIdentity(reply: HttpReply): string {
  if (!isSuccess(reply)) {
    const failure = refusalOf('server', reply);
    throw failure.code === 'serverRefused' ? failureOf('forbidden', reply.status) : withoutToken(failure);
  }
  const container = fieldsOf(readFields('server', reply)['MediaContainer']);
  const machine = container === null ? null : textOf(container['machineIdentifier']);
  if (machine === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return machine;
}

/** A path that a server shows to nobody without a token; unlike `/`, no proxy has a page of its own there. */
export function libraryRequest(uri: string, headers: Headers, timeoutMs: number): HttpRequest {
  return { method: 'GET', url: uri + '/library/sections', headers, timeoutMs };
}

/** Whether the token was taken. */
export function readLibrary(reply: HttpReply): void {
  if (!isSuccess(reply)) {
    throw refusalOf('server', reply);
  }
}

/** Custom headers follow a redirect wherever it leads, so whoever redirects never gets to see one. */
export function sendStraight(http: IHttp, request: HttpRequest, stop?: IStop): Promise<HttpReply> {
  return http.send(request, stop).then((reply): HttpReply => {
    if (reply.url !== null && originOf(reply.url) !== originOf(request.url)) {
      throw failureOf('redirected', reply.status);
    }
    return reply;
  });
}

/** Which machine answers at an address. */
export function whoAnswers(http: IHttp, uri: string, timeoutMs: number, stop?: IStop): Promise<string> {
  return sendStraight(http, identityRequest(uri, timeoutMs), stop).then(readIdentity);
}

/** How a race listens to a try, and ends it. */
export type Rein = { readonly stop: IStop; readonly answered: () => void };

/** First who it is, then whether the token is taken: no other machine is ever shown one. */
export function verify(
  http: IHttp,
  candidate: Candidate,
  machine: string,
  headers: Headers,
  rein?: Rein
): Promise<void> {
  const timeoutMs = TIMEOUT_MS[candidate.place];
  const stop = rein === undefined ? undefined : rein.stop;
  return whoAnswers(http, candidate.uri, timeoutMs, stop)
    .then((name): Promise<HttpReply> => {
      if (name !== machine) {
        throw failureOf('wrongMachine');
      }
      if (rein !== undefined) {
        rein.answered();
      }
      return sendStraight(http, libraryRequest(candidate.uri, headers, timeoutMs), stop);
    })
    .then(readLibrary);
}

function originOf(url: string): string {
  const origin = parseOrigin(url);
  return origin === null ? url : originText(origin);
}
