import { failureOf } from '../core/model/failure';
import { causeOf } from './http';
import type { Failure, FailureCode } from '../core/model/failure';
import type { Cancel, HttpReply, HttpRequest, IClock, IHttp, IStop } from '../core/ports';
import type { HttpOptions } from './http';

/** The half of a window that can refuse a redirect. */
export type FetchWorld = {
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly Request?: { readonly prototype: object };
  readonly AbortController?: new () => AbortController;
};

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Settle = { readonly resolve: (reply: HttpReply) => void; readonly reject: (failure: Failure) => void };

/**
 * Sends what carries a token by `fetch`, the one way to say that it must not follow a redirect; everything else, and
 * everything on engines without it, by the transport given. There a redirect takes the token along: docs/security.md.
 */
export function refuseRedirects(http: IHttp, world: FetchWorld, clock: IClock, options: HttpOptions): IHttp {
  const { fetch, Request } = world;
  if (fetch === undefined || Request === undefined || !('redirect' in Request.prototype)) {
    return http;
  }
  const go: Fetch = (url, init) => fetch.call(world, url, init);
  return {
    send: (request, stop): Promise<HttpReply> =>
      carriesToken(request)
        ? sendStrictly(go, world, clock, options, request, stop)
        : http.send(request, stop)
  };
}

function carriesToken(request: HttpRequest): boolean {
  return Object.keys(request.headers).some((name): boolean => /^(x-plex-token|authorization)$/i.test(name));
}

function sendStrictly(
  go: Fetch,
  world: FetchWorld,
  clock: IClock,
  options: HttpOptions,
  request: HttpRequest,
  stop: IStop | undefined
): Promise<HttpReply> {
  if (stop !== undefined && stop.stopped) {
    return Promise.reject(failureOf('cancelled'));
  }
  return new Promise<HttpReply>((resolve, reject): void => {
    const aborter = world.AbortController === undefined ? null : new world.AbortController();
    const undo: Cancel[] = [];
    const settle = once(undo, { resolve, reject });
    const giveUp = (code: FailureCode): void => {
      settle.reject(failureOf(code));
      if (aborter !== null) {
        aborter.abort();
      }
    };
    undo.push(clock.after(request.timeoutMs, (): void => giveUp('timeout')));
    if (stop !== undefined) {
      undo.push(stop.onStop((): void => giveUp('cancelled')));
    }
    Promise.resolve()
      .then(() => go(request.url, initOf(request, aborter)))
      .then((response) => readWithin(response, options.maxBytes))
      .then(settle.resolve, (reason: unknown): void =>
        giveUp(reason === TOO_LONG ? 'malformedReply' : causeOf(request, clock, options))
      );
  });
}

const TOO_LONG = { tooLong: true };

/** Cookies stay away: a token speaks for itself. */
function initOf(request: HttpRequest, aborter: AbortController | null): RequestInit {
  return {
    method: request.method,
    headers: { ...request.headers },
    redirect: 'error',
    credentials: 'omit',
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(aborter === null ? {} : { signal: aborter.signal })
  };
}

function readWithin(response: Response, maxBytes: number): Promise<HttpReply> {
  if (Number(response.headers.get('content-length')) > maxBytes) {
    throw TOO_LONG;
  }
  return textWithin(response, maxBytes).then((text): HttpReply => {
    if (text.length > maxBytes) {
      throw TOO_LONG;
    }
    return {
      status: response.status,
      text,
      url: response.url || null,
      header: (name): string | null => response.headers.get(name)
    };
  });
}

/** Piece by piece where the engine can, so that a body without an end is cut off while it arrives. */
function textWithin(response: Response, maxBytes: number): Promise<string> {
  const body = response.body;
  if (body === null || body === undefined || typeof body.getReader !== 'function') {
    return response.text();
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const readOn = (text: string): Promise<string> => {
    if (text.length > maxBytes) {
      reader.cancel().then(undefined, (): void => undefined);
      throw TOO_LONG;
    }
    return reader
      .read()
      .then(({ done, value }): string | Promise<string> =>
        done ? text + decoder.decode() : readOn(text + decoder.decode(value, { stream: true }))
      );
  };
  return readOn('');
}

/** The first answer counts, and nothing of the exchange is left behind it. */
function once(undo: readonly Cancel[], settle: Settle): Settle {
  let isOver = false;
  const end = (then: () => void): void => {
    if (!isOver) {
      isOver = true;
      undo.forEach((each): void => each());
      then();
    }
  };
  return {
    resolve: (reply): void => end((): void => settle.resolve(reply)),
    reject: (failure): void => end((): void => settle.reject(failure))
  };
}
