import { failureOf, type FailureCode } from '../../src/core/model/failure';
import type { Candidate, Place } from '../../src/modules/plex/servers/interfaces';
import type { Try } from '../../src/modules/plex/servers/race';
import type { VirtualClock } from './virtual-clock';

/** How an address behaves: when it says who it is, when it is done, and with what failure. `ms` Infinity: never. */
export type Manner = { readonly ms: number; readonly answersMs?: number; readonly failure?: FailureCode };

export type Runner = Candidate & Manner;

const SCORE: Readonly<Record<Place, number>> = { loopback: 300, local: 200, remote: 100, relay: 0 };

/** An address in a race. */
export function runner(uri: string, place: Place, manner: Manner, change: Partial<Candidate> = {}): Runner {
  return { uri, place, secure: true, score: SCORE[place], reasons: [], ...manner, ...change };
}

/** What happened on the way: who set off when, and who was called back. */
export type Course = {
  readonly attempt: Try;
  readonly started: { readonly uri: string; readonly at: number }[];
  readonly aborted: string[];
  /** Tries that are neither settled nor called back. */
  inFlight: number;
};

/** A track on which each runner does as it was told, in the clock's time. */
export function courseFor(clock: VirtualClock, runners: readonly Runner[]): Course {
  const course: Course = {
    started: [],
    aborted: [],
    inFlight: 0,
    attempt: (candidate, stop, answered) => {
      const { ms, answersMs, failure } = runners.find((each) => each.uri === candidate.uri) as Runner;
      course.started.push({ uri: candidate.uri, at: clock.now() });
      course.inFlight += 1;
      return new Promise((resolve, reject) => {
        const hush = answersMs === undefined ? () => undefined : clock.after(answersMs, answered);
        const end = (settle: () => void) => {
          course.inFlight -= 1;
          unhook();
          cancel();
          hush();
          settle();
        };
        const arrive = () => end(() => (failure === undefined ? resolve() : reject(failureOf(failure))));
        const cancel = ms === Infinity ? () => undefined : clock.after(ms, arrive);
        const unhook = stop.onStop(() =>
          end(() => {
            course.aborted.push(candidate.uri);
            reject(failureOf('cancelled'));
          })
        );
      });
    }
  };
  return course;
}
