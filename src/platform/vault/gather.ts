import { judge } from '../../core/vault/slots';
import type { Cancel, IClock } from '../../core/ports';
import type { Answers, Pair } from '../../core/vault/slots';
import type { ICalm } from './calm';
import type { Shelf } from './shelf';

/** A shelf and the gate that keeps its calls in order and in time. */
export type Place = {
  readonly shelf: Shelf;
  readonly calm: ICalm;
  /** Answers still to come that nobody waits for any more. */
  owes: number;
  /** Whether it has answered at all in this run. */
  heard: boolean;
};

type Round = {
  readonly places: readonly Place[];
  readonly answers: (Pair | null)[];
  readonly open: boolean[];
  readonly done: (answers: Answers) => void;
  overdue: boolean;
  over: boolean;
  cancel: Cancel;
};

/** Asks every store for its two copies at once, and waits for all of them: each answers within its cap. */
export function gatherAll(places: readonly Place[], name: string): Promise<Answers> {
  return Promise.all(places.map((place): Promise<Pair | null> => ask(place, name)));
}

/** The same, but no longer than `quickMs` once there is something to go on with: a slow store must not hold up a start. */
export function gatherQuick(
  places: readonly Place[],
  name: string,
  clock: IClock,
  quickMs: number
): Promise<Answers> {
  return new Promise<Answers>((done): void => {
    const round: Round = {
      places,
      answers: places.map((): null => null),
      open: places.map((): boolean => true),
      done,
      overdue: false,
      over: false,
      cancel: (): void => undefined
    };
    round.cancel = clock.after(quickMs, (): void => giveUpOnTheLate(round));
    places.forEach((place, at): void => {
      void ask(place, name).then((pair): void => arrive(round, at, pair));
    });
    endIfEnough(round);
  });
}

function arrive(round: Round, at: number, pair: Pair | null): void {
  const place = round.places[at];
  if (place !== undefined && round.overdue) {
    place.owes -= 1;
  }
  round.answers[at] = pair;
  round.open[at] = false;
  endIfEnough(round);
}

function giveUpOnTheLate(round: Round): void {
  round.overdue = true;
  round.places.forEach((place, at): void => {
    place.owes += round.open[at] === true ? 1 : 0;
  });
  endIfEnough(round);
}

/** Nobody waits for a place that already owes an answer from an earlier round. */
function endIfEnough(round: Round): void {
  const isAllIn = round.open.indexOf(true) < 0;
  const isWorthWaiting = round.places.some(
    (place, at): boolean => round.open[at] === true && place.owes === 0
  );
  if (round.over || !(isAllIn || (!isWorthWaiting && judge(round.answers).kind === 'text'))) {
    return;
  }
  round.over = true;
  if (!isAllIn && !round.overdue) {
    giveUpOnTheLate(round);
  }
  round.cancel();
  round.done(round.answers.slice());
}

function ask(place: Place, name: string): Promise<Pair | null> {
  return place.calm
    .run((): Promise<Pair> => place.shelf.pair(name))
    .then(
      (pair): Pair => {
        place.heard = true;
        return pair;
      },
      (): null => null
    );
}
