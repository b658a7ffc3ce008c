import { asFailure, failureOf, recoveryFor } from '../../../core/model/failure';
import { backoffMs, BUSY, POLL_FAULT } from '../../../core/model/backoff';
import type { Failure } from '../../../core/model/failure';
import type { Cancel, IClock, IStop } from '../../../core/ports';
import type { PlexPinRequest } from './interfaces';

/** `until` is asked again after each look, because plex.tv may say that a code lives longer or shorter. */
export type PollLoop = {
  readonly clock: IClock;
  readonly stop: IStop;
  readonly pollMs: number;
  readonly until: () => number;
  readonly look: () => Promise<PlexPinRequest>;
  readonly giveUp: () => Failure;
};

function restAfter(failure: Failure, misses: number, random: number): number {
  const policy = failure.code === 'busy' ? BUSY : POLL_FAULT;
  return failure.retryAfterMs === undefined ? backoffMs(policy, misses, random) : failure.retryAfterMs;
}

function isWorthAnotherLook(failure: Failure): boolean {
  return recoveryFor(failure) === 'retry' && failure.code !== 'bug';
}

/** Looks at a PIN until it is granted, gone, stopped or out of time; the last look is taken at the deadline itself. */
export function pollUntilGranted(loop: PollLoop): Promise<PlexPinRequest> {
  return new Promise((resolve, reject) => {
    let wake: Cancel = () => undefined;
    let misses = 0;
    const rest = (ms: number): void => {
      const left = Math.max(0, loop.until() - loop.clock.now());
      wake = loop.clock.after(Math.min(ms, left), look);
    };
    const seen = (pin: PlexPinRequest, isLast: boolean): void => {
      misses = 0;
      if (pin.authToken !== null) {
        resolve(pin);
      } else if (isLast && loop.clock.now() >= loop.until()) {
        reject(loop.giveUp());
      } else {
        rest(loop.pollMs);
      }
    };
    const missed = (failure: Failure, isLast: boolean): void => {
      misses += 1;
      if (isLast || !isWorthAnotherLook(failure)) {
        reject(failure);
      } else {
        rest(restAfter(failure, misses, loop.clock.random()));
      }
    };
    const look = (): void => {
      const isLast = loop.clock.now() >= loop.until();
      loop.look().then(
        (pin) => (loop.stop.stopped ? undefined : seen(pin, isLast)),
        (reason: unknown) => (loop.stop.stopped ? undefined : missed(asFailure(reason), isLast))
      );
    };
    loop.stop.onStop(() => {
      wake();
      reject(failureOf('cancelled'));
    });
    look();
  });
}
