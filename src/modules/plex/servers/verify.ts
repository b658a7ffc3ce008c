import { asFailure, failureOf } from '../../../core/model/failure';
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
/** What a place may take at the first attempt after a sleep, either of its two questions. */
const BRISK_MS = 3000;

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

/** Whether the token was taken; the reply, if so. */
export function readLibrary(reply: HttpReply): HttpReply {
  if (!isSuccess(reply)) {
    throw refusalOf('server', reply);
  }
  return reply;
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

/** How a race listens to a try, hurries it, and ends it. */
export type Rein = { readonly stop: IStop; readonly answered: () => void; readonly brisk: boolean };

/** First who it is, then whether the token is taken: no other machine is ever shown one. */
export function verify(
  http: IHttp,
  { uri, place }: Pick<Candidate, 'uri' | 'place'>,
  machine: string,
  headers: Headers,
  rein?: Rein
): Promise<HttpReply> {
  const stop = rein === undefined ? undefined : rein.stop;
  const isBrisk = rein !== undefined && rein.brisk;
  const timeoutMs = isBrisk ? BRISK_MS : TIMEOUT_MS[place];
  const named = isBrisk ? whoAnswersFresh(http, uri, stop) : whoAnswers(http, uri, timeoutMs, stop);
  return named
    .then((name): Promise<HttpReply> => {
      if (name !== machine) {
        throw failureOf('wrongMachine');
      }
      if (rein !== undefined) {
        rein.answered();
      }
      return sendStraight(http, libraryRequest(uri, headers, timeoutMs), stop);
    })
    .then(readLibrary);
}

/**
 * After a sleep an engine may send on a connection whose other end is long gone, and no script can ask for a new one.
 * But giving up a request closes its connection, so what is asked again right after goes out on a fresh one.
 */
function whoAnswersFresh(http: IHttp, uri: string, stop?: IStop): Promise<string> {
  const ask = (): Promise<string> => whoAnswers(http, uri, BRISK_MS / 2, stop);
  return ask().then(undefined, (reason: unknown): Promise<string> => {
    if (asFailure(reason).code !== 'timeout') {
      throw reason;
    }
    return ask();
  });
}

function originOf(url: string): string {
  const origin = parseOrigin(url);
  return origin === null ? url : originText(origin);
}
