import { failureOf } from '../core/model/failure';
import type { Cancel, HttpReply, HttpRequest, IClock, IHttp, IStop } from '../core/ports';

/** How many requests may go at once after a quiet time, and how often one more is granted. */
export type Rate = { readonly burst: number; readonly everyMs: number };

/** Well above what any screen of ours needs, well below what plex.tv minds: it stops a bug, not a person. */
export const PLEX_RATE: Rate = { burst: 12, everyMs: 500 };

/** Calls back when it is one's turn; the Cancel gives the turn up. */
type Wait = (then: () => void) => Cancel;

/** Holds back requests to some hosts so that no fault of ours can hammer them. They wait; none is refused. */
export function limitRate(
  http: IHttp,
  clock: IClock,
  rate: Rate,
  isLimited: (request: HttpRequest) => boolean
): IHttp {
  const wait = turnsAt(clock, rate);
  return {
    send: (request, stop): Promise<HttpReply> =>
      isLimited(request) ? sendAfter(wait, http, request, stop) : http.send(request, stop)
  };
}

/** At most one request in flight for the same purpose: the same verb at the same address, whatever the query says. */
export function onePerPurpose(http: IHttp): IHttp {
  const tails: { [purpose: string]: Promise<void> } = {};
  return {
    send: (request, stop): Promise<HttpReply> => {
      const purpose = request.method + ' ' + request.url.split('?')[0];
      const before = tails[purpose];
      const turn =
        before === undefined ? http.send(request, stop) : sendAfter(turnAfter(before), http, request, stop);
      const tail: Promise<void> = turn.then(ignore, ignore).then((): void => {
        if (tails[purpose] === tail) {
          delete tails[purpose];
        }
      });
      tails[purpose] = tail;
      return turn;
    }
  };
}

/** A token bucket: each request books the next free moment. */
function turnsAt(clock: IClock, rate: Rate): Wait {
  let nextFree = -Infinity;
  // A turn given up is free again, or a key held down would book the line for minutes.
  const refunding =
    (cancel: Cancel): Cancel =>
    (): void => {
      nextFree -= rate.everyMs;
      cancel();
    };
  return (then): Cancel => {
    const now = clock.now();
    const booked = Math.max(nextFree, now - (rate.burst - 1) * rate.everyMs);
    nextFree = booked + rate.everyMs;
    if (booked > now) {
      return refunding(clock.after(booked - now, then));
    }
    then();
    return ignore;
  };
}

/** A turn given up before it came lets the next one by as soon as the one before is over. */
function turnAfter(before: Promise<void>): Wait {
  return (then): Cancel => {
    let isWanted = true;
    void before.then((): void => (isWanted ? then() : undefined));
    return (): void => {
      isWanted = false;
    };
  };
}

function sendAfter(
  wait: Wait,
  http: IHttp,
  request: HttpRequest,
  stop: IStop | undefined
): Promise<HttpReply> {
  if (stop !== undefined && stop.stopped) {
    return Promise.reject(failureOf('cancelled'));
  }
  return new Promise<HttpReply>((resolve, reject): void => {
    let unlisten: Cancel = ignore;
    let isSent = false;
    const giveUp = wait((): void => {
      isSent = true;
      unlisten();
      http.send(request, stop).then(resolve, reject);
    });
    if (stop !== undefined && !isSent) {
      unlisten = stop.onStop((): void => {
        giveUp();
        reject(failureOf('cancelled'));
      });
    }
  });
}

function ignore(): void {
  return undefined;
}
