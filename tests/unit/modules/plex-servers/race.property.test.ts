import fc from 'fast-check';
import { runRace, type RaceResult } from '../../../../src/modules/plex/servers/race';
import {
  GRACE_MS,
  MAX_YOUNG,
  RELAY_AFTER_MS,
  YOUNG_MS
} from '../../../../src/modules/plex/servers/race-state';
import { courseFor, runner, type Course, type Runner } from '../../../support/race-course';
import { VirtualClock } from '../../../support/virtual-clock';

const RUNS = 300;

const manner = fc.record({
  // Who it is comes before whether it lets us in, if it comes at all.
  answersMs: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 500 })),
  ms: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 4000 }), fc.constant(8000)),
  failure: fc.constantFrom(
    undefined,
    undefined,
    'timeout',
    'connectionRefused',
    'wrongMachine',
    'serverRefused'
  )
});
const place = fc.constantFrom('loopback', 'local', 'remote', 'relay' as const);
const runners: fc.Arbitrary<Runner[]> = fc
  .array(fc.tuple(place, manner), { maxLength: 14 })
  .map((all) =>
    all.map(([where, how], at) =>
      runner(`${where}${at}`, where, { ...how, ms: how.ms + (how.answersMs ?? 0) } as Runner)
    )
  );

type Raced = { readonly result: RaceResult; readonly course: Course; readonly clock: VirtualClock };

async function race(all: readonly Runner[]): Promise<Raced> {
  const clock = new VirtualClock();
  const course = courseFor(clock, all);
  let result: RaceResult | null = null;
  void runRace(clock, all, course.attempt).then((said) => (result = said));
  await clock.run(() => result !== null);
  if (result === null) throw new Error('the race never ended');
  return { result, course, clock };
}

function holds(check: (raced: Raced, all: readonly Runner[]) => void): Promise<void> {
  return fc.assert(
    fc.asyncProperty(runners, async (all) => check(await race(all), all)),
    { numRuns: RUNS, seed: 20261120 }
  );
}

/** When a runner that set off would have arrived. */
function arrivalOf({ course }: Raced, each: Runner): number {
  const start = course.started.find(({ uri }) => uri === each.uri);
  return start === undefined ? Infinity : start.at + each.ms;
}

function welcomes(raced: Raced, all: readonly Runner[]): readonly Runner[] {
  return all.filter((each) => each.failure === undefined && arrivalOf(raced, each) <= raced.result.tookMs);
}

describe('whatever the addresses do', () => {
  it('the race ends, with nothing left behind', () =>
    holds(({ clock, course }) => expect([clock.pending, course.inFlight]).toEqual([0, 0])));

  it('only an address that let us in wins, and no better one had by then', () =>
    holds((raced, all) => {
      const { winner } = raced.result;
      const scores = welcomes(raced, all).map(({ score }) => score);
      expect(winner?.score ?? null).toEqual(scores.length === 0 ? null : Math.max(...scores));
    }));

  it('nobody waits longer than the grace after the first welcome', () =>
    holds((raced, all) => {
      const first = Math.min(...welcomes(raced, all).map((each) => arrivalOf(raced, each)));
      if (first < Infinity) expect(raced.result.tookMs - first).toBeLessThanOrEqual(GRACE_MS);
    }));

  it('a relay sets off only after two seconds, or when no direct address is left', () =>
    holds((raced, all) => {
      const direct = all.filter(({ place: where }) => where !== 'relay');
      const lastDirect = Math.max(0, ...direct.map((each) => arrivalOf(raced, each)));
      const relays = raced.course.started.filter(({ uri }) => uri.startsWith('relay'));
      relays.forEach(({ at }) => expect(at).toBeGreaterThanOrEqual(Math.min(RELAY_AFTER_MS, lastDirect)));
    }));

  it('no more than six probes are young at once', () =>
    holds((raced, all) => {
      const { started } = raced.course;
      started.forEach(({ at }) => {
        const young = started.filter((each) => {
          const end = arrivalOf(raced, all.find(({ uri }) => uri === each.uri) as Runner);
          return each.at <= at && at < each.at + YOUNG_MS && at < end;
        });
        expect(young.length).toBeLessThanOrEqual(MAX_YOUNG);
      });
    }));

  it('it is lost only when all have failed, or the server has refused us and the grace is over', () =>
    holds((raced) => {
      if (raced.result.winner !== null) return;
      const refused = raced.result.lanes.some(({ status }) => status === 'refused');
      const open = raced.result.lanes.filter(({ status }) => status === 'running' || status === 'waiting');
      expect(refused || open.length === 0).toBe(true);
    }));
});
