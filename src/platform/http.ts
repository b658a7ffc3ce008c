import { failureOf } from '../core/model/failure';
import type { Failure, FailureCode } from '../core/model/failure';
import type { Cancel, HttpReply, HttpRequest, IClock, IHttp, IStop } from '../core/ports';

export type HttpOptions = {
  /** Longer bodies are cut off as `malformedReply`: a stuck server must not fill a television's memory. */
  readonly maxBytes: number;
  /** A hint only: false is believed, true is not. */
  readonly isOnline: () => boolean;
  /** When this program was built, as wall-clock milliseconds; a set whose clock is before that cannot do TLS. */
  readonly builtAt: number;
  /** What a platform knows about a request that got no answer; engines themselves say nothing. */
  readonly explain?: (request: HttpRequest) => FailureCode | null;
};

export const MAX_BYTES = 2000000;

/** One request under way: settled once, and nothing of it is left behind afterwards. */
type Exchange = {
  readonly xhr: XMLHttpRequest;
  readonly resolve: (reply: HttpReply) => void;
  readonly reject: (failure: Failure) => void;
  undo: readonly Cancel[];
  isOver: boolean;
};

/** HTTP over XMLHttpRequest, the one transport that every set has, with a timer of its own beside the engine's. */
export function createHttp(makeXhr: () => XMLHttpRequest, clock: IClock, options: HttpOptions): IHttp {
  return {
    send: (request: HttpRequest, stop?: IStop): Promise<HttpReply> =>
      new Promise<HttpReply>((resolve, reject): void => {
        const exchange: Exchange = { xhr: makeXhr(), resolve, reject, undo: [], isOver: false };
        if (stop !== undefined && stop.stopped) {
          reject(failureOf('cancelled'));
        } else if (!start(exchange, request)) {
          reject(failureOf('badAddress'));
        } else {
          watch(exchange, request, clock, options, stop);
          send(exchange, request, () => causeOf(request, clock, options));
        }
      })
  };
}

/** Some engines throw here what others report as an error: a policy of the page, a file page, mixed content. */
function send(exchange: Exchange, request: HttpRequest, cause: () => FailureCode): void {
  try {
    exchange.xhr.send(request.body === undefined ? null : request.body);
  } catch (_refused) {
    end(exchange, (): void => exchange.reject(failureOf(cause())));
  }
}

/** False for an address or a header that the engine will not even try. `timeout` counts only when set after `open`. */
function start(exchange: Exchange, request: HttpRequest): boolean {
  const { xhr } = exchange;
  try {
    xhr.open(request.method, request.url, true);
    xhr.timeout = request.timeoutMs;
    Object.keys(request.headers).forEach((name): void =>
      xhr.setRequestHeader(name, request.headers[name] as string)
    );
    return true;
  } catch (_refused) {
    return false;
  }
}

function watch(
  exchange: Exchange,
  request: HttpRequest,
  clock: IClock,
  options: HttpOptions,
  stop: IStop | undefined
): void {
  const { xhr } = exchange;
  const giveUp = (code: FailureCode): void => end(exchange, (): void => exchange.reject(failureOf(code)));
  xhr.onload = (): void => finish(exchange, request, options, giveUp);
  xhr.onerror = (): void => giveUp(causeOf(request, clock, options));
  xhr.ontimeout = (): void => giveUp('timeout');
  xhr.onabort = (): void => giveUp('cancelled');
  xhr.onprogress = (event): void => {
    if (event.loaded > options.maxBytes) {
      giveUp('malformedReply');
    }
  };
  const timer = clock.after(request.timeoutMs, (): void => giveUp('timeout'));
  exchange.undo = stop === undefined ? [timer] : [timer, stop.onStop((): void => giveUp('cancelled'))];
}

function finish(
  exchange: Exchange,
  request: HttpRequest,
  options: HttpOptions,
  giveUp: (code: FailureCode) => void
): void {
  const reply = replyOf(exchange.xhr);
  if (reply.status === 0) {
    giveUp('unreachable');
  } else if (reply.text.length > options.maxBytes) {
    giveUp('malformedReply');
  } else if (isFromElsewhere(request.url, reply.url)) {
    giveUp('redirected');
  } else {
    end(exchange, (): void => exchange.resolve(reply));
  }
}

/** The engine tells a script nothing of why. Certificate, name and refusal are known only where a platform says so. */
export function causeOf(request: HttpRequest, clock: IClock, options: HttpOptions): FailureCode {
  const told = options.explain === undefined ? null : options.explain(request);
  if (told !== null) {
    return told;
  }
  if (!options.isOnline()) {
    return 'offline';
  }
  return clock.wall() < options.builtAt && request.url.indexOf('https:') === 0 ? 'clockWrong' : 'unreachable';
}

function replyOf(xhr: XMLHttpRequest): HttpReply {
  const headers = xhr.getAllResponseHeaders() || '';
  return {
    status: xhr.status,
    text: xhr.responseText,
    url: xhr.responseURL || null,
    header: (name): string | null => headerIn(headers, name)
  };
}

/** Taken from the list of those that may be seen: asking for another one by name writes a warning to the console. */
function headerIn(headers: string, name: string): string | null {
  const wanted = name.toLowerCase() + ':';
  const line = headers.split('\n').filter((each): boolean => each.toLowerCase().indexOf(wanted) === 0)[0];
  return line === undefined ? null : line.slice(wanted.length).replace(/^\s+|\s+$/g, '');
}

/** No service we speak to redirects to another host; a hotel's sign-in page does, and so would a thief. */
function isFromElsewhere(asked: string, answered: string | null): boolean {
  return answered !== null && originOf(answered) !== originOf(asked);
}

function originOf(url: string): string {
  const origin = /^[a-z]+:\/\/[^/?#]*/i.exec(url);
  const plain = origin === null ? '' : origin[0].toLowerCase();
  return plain.replace(/^(http:.*):80$/, '$1').replace(/^(https:.*):443$/, '$1');
}

function end(exchange: Exchange, settle: () => void): void {
  if (exchange.isOver) {
    return;
  }
  exchange.isOver = true;
  exchange.undo.forEach((undo): void => undo());
  silence(exchange.xhr);
  settle();
}

/** Aborting a request that is done does nothing, so there is no need to know whether it is. */
function silence(xhr: XMLHttpRequest): void {
  xhr.onload = null;
  xhr.onerror = null;
  xhr.ontimeout = null;
  xhr.onabort = null;
  xhr.onprogress = null;
  xhr.abort();
}
