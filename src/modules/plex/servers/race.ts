import { asFailure, failureOf } from '../../../core/model/failure';
import { newBrake } from '../auth/brake';
import { lanesToStart, newRace, nextLook, verdictOf, withAnswer, withEnd, withStart } from './race-state';
import type { Failure, Tried } from '../../../core/model/failure';
import type { Cancel, IClock, IStop } from '../../../core/ports';
import type { Candidate } from './interfaces';
import type { Lane, RaceState } from './race-state';

/**
 * Tries one address: resolves when it is the right machine and lets us in, rejects with a Failure otherwise.
 * `answered` tells already that it is the right machine.
 */
export type Try = (candidate: Candidate, stop: IStop, answered: () => void) => Promise<void>;

/** `winner` null: nobody answered as they should. `latencyMs` is how long the winner took to say who it is. */
export type RaceResult = {
  readonly winner: Candidate | null;
  readonly lanes: readonly Lane[];
  readonly latencyMs: number;
  readonly tookMs: number;
};

/** Runs all candidates against one another, by the rules of race-state. Leaves no request and no timer behind. */
export function runRace(clock: IClock, candidates: readonly Candidate[], attempt: Try): Promise<RaceResult> {
  return new Promise<RaceResult>((resolve): void => {
    const brake = newBrake();
    let state: RaceState = newRace(candidates, clock.now());
    let cancelLook: Cancel = nothing;
    const note = (next: RaceState): void => {
      if (!brake.stopped) {
        state = next;
        step();
      }
    };
    const start = (at: number): void => {
      state = withStart(state, at, clock.now());
      const answered = (): void => note(withAnswer(state, at, clock.now()));
      const end = (failure: Failure | null): void => note(withEnd(state, at, clock.now(), failure));
      attempt((state.lanes[at] as Lane).candidate, brake, answered).then(
        (): void => end(null),
        (reason: unknown): void => end(asFailure(reason))
      );
    };
    const finish = (winner: Lane | null): void => {
      brake.pull();
      const { lanes, startedAt } = state;
      const tookMs = clock.now() - startedAt;
      resolve({ winner: winner && winner.candidate, lanes, latencyMs: latencyOf(winner), tookMs });
    };
    const step = (): void => {
      cancelLook();
      lanesToStart(state, clock.now()).forEach(start);
      const verdict = verdictOf(state, clock.now());
      const look = nextLook(state, clock.now());
      if (verdict !== null) {
        finish(verdict.lane);
      } else if (look !== null) {
        cancelLook = clock.after(look - clock.now(), step);
      }
    };
    step();
  });
}

/** What the screen may say about each address. */
export function triedIn(lanes: readonly Lane[]): readonly Tried[] {
  return lanes.map((lane): Tried => ({
    uri: lane.candidate.uri,
    result: lane.failure === null ? 'slower' : lane.failure.code
  }));
}

/** One failure for a race that nobody won: the one that all had, else the one that tells most. */
export function lossOf(lanes: readonly Lane[], ruledOut: readonly Tried[]): Failure {
  const failures = lanes
    .map((lane): Failure | null => lane.failure)
    .filter((each): each is Failure => each !== null);
  const tried = triedIn(lanes).concat(ruledOut);
  return { ...(tellingOf(failures) || failureOf('noRoute')), tried };
}

function tellingOf(failures: readonly Failure[]): Failure | null {
  const refused = failures.filter((each): boolean => each.code === 'serverRefused')[0];
  const first = failures[0];
  if (refused !== undefined || first === undefined) {
    return refused === undefined ? null : refused;
  }
  const foreign = failures.filter((each): boolean => each.code === 'wrongMachine')[0];
  return failures.every((each): boolean => each.code === first.code)
    ? failureOf(first.code)
    : foreign === undefined
      ? null
      : foreign;
}

function latencyOf(lane: Lane | null): number {
  return lane === null || lane.answeredAt === null ? 0 : lane.answeredAt - lane.since;
}

function nothing(): void {
  return undefined;
}
