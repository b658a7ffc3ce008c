import { runRace, lossOf, type RaceResult } from '../../../../src/modules/plex/servers/race';
import { courseFor, runner, type Course, type Runner } from '../../../support/race-course';
import { VirtualClock } from '../../../support/virtual-clock';

type Raced = { readonly result: RaceResult; readonly course: Course; readonly clock: VirtualClock };

const LIMIT_MS = 60_000;

async function race(...runners: Runner[]): Promise<Raced> {
  const clock = new VirtualClock();
  const course = courseFor(clock, runners);
  let result: RaceResult | null = null;
  void runRace(clock, runners, course.attempt).then((said) => (result = said));
  await clock.run(() => result !== null, LIMIT_MS);
  if (result === null) throw new Error('the race never ended');
  return { result, course, clock };
}

const winnerOf = ({ result }: Raced): string | null => result.winner?.uri ?? null;
const startOf = ({ course }: Raced, uri: string): number | undefined =>
  course.started.find((each) => each.uri === uri)?.at;

describe('the race', () => {
  it('is over at once when the best address answers first', async () => {
    const raced = await race(
      runner('lan', 'local', { ms: 20 }),
      runner('wan', 'remote', { ms: 30 }),
      runner('relay', 'relay', { ms: 5 })
    );
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['lan', 20]);
  });

  it('waits a grace for a better address, and takes it', async () => {
    const raced = await race(runner('lan', 'local', { ms: 419 }), runner('wan', 'remote', { ms: 20 }));
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['lan', 419]);
  });

  it('takes what it has when the grace is over', async () => {
    const raced = await race(runner('lan', 'local', { ms: 421 }), runner('wan', 'remote', { ms: 20 }));
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['wan', 420]);
  });

  it('does not wait for an address that is no better', async () => {
    const raced = await race(runner('a', 'local', { ms: 90 }), runner('b', 'local', { ms: 20 }));
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['b', 20]);
  });

  it('does not wait out the grace once the better ones have failed', async () => {
    const raced = await race(
      runner('lan', 'local', { ms: 60, failure: 'connectionRefused' }),
      runner('wan', 'remote', { ms: 20 })
    );
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['wan', 60]);
  });

  it('leaves the relay alone while a direct address may answer', async () => {
    const raced = await race(runner('wan', 'remote', { ms: 1999 }), runner('relay', 'relay', { ms: 1 }));
    expect(winnerOf(raced)).toBe('wan');
    expect(startOf(raced, 'relay')).toBeUndefined();
  });

  it('tries the relay at once when every direct address has failed', async () => {
    const raced = await race(
      runner('lan', 'local', { ms: 30, failure: 'wrongMachine' }),
      runner('wan', 'remote', { ms: 50, failure: 'connectionRefused' }),
      runner('relay', 'relay', { ms: 40 })
    );
    expect([winnerOf(raced), startOf(raced, 'relay'), raced.result.tookMs]).toEqual(['relay', 50, 90]);
  });

  it('tries the relay after two seconds of silence, and still prefers a direct address in the grace', async () => {
    const lan = runner('lan', 'local', { ms: 2300 });
    const raced = await race(lan, runner('relay', 'relay', { ms: 50 }));
    expect([winnerOf(raced), startOf(raced, 'relay'), raced.result.tookMs]).toEqual(['lan', 2000, 2300]);
  });

  it('goes by the relay when silence is all there is otherwise', async () => {
    const raced = await race(runner('lan', 'local', { ms: Infinity }), runner('relay', 'relay', { ms: 50 }));
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['relay', 2450]);
  });

  it('does not try the relay of a server that has just refused us', async () => {
    const raced = await race(
      runner('lan', 'local', { ms: 20, failure: 'serverRefused' }),
      runner('relay', 'relay', { ms: 5 })
    );
    expect([winnerOf(raced), raced.result.tookMs]).toEqual([null, 20]);
    expect(lossOf(raced.result.lanes, []).code).toBe('serverRefused');
  });

  it('lets another address overrule a refusal within the grace, as a proxy may have spoken', async () => {
    const refusal = runner('proxy', 'remote', { ms: 20, failure: 'serverRefused' });
    const raced = await race(refusal, runner('lan', 'local', { ms: 300 }));
    expect(winnerOf(raced)).toBe('lan');
    const slow = await race(refusal, runner('lan', 'local', { ms: Infinity }));
    expect([winnerOf(slow), slow.result.tookMs]).toEqual([null, 420]);
  });

  it('waits beyond the grace for an answer that may overrule the refusal', async () => {
    const refusal = runner('proxy', 'remote', { ms: 20, failure: 'serverRefused' });
    const raced = await race(refusal, runner('lan', 'local', { answersMs: 30, ms: 900 }));
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['lan', 900]);
  });

  it('sets nobody off any more who could not win', async () => {
    const stalled = Array.from({ length: 5 }, (_, at) => runner(`near${at}`, 'local', { ms: Infinity }));
    const raced = await race(
      ...stalled,
      runner('wan', 'remote', { ms: 10 }),
      runner('wan2', 'remote', { ms: 10 })
    );
    expect(winnerOf(raced)).toBe('wan');
    expect(startOf(raced, 'wan2')).toBeUndefined();
  });

  it('has no more than six young probes, and makes room for the next when one stalls', async () => {
    const stalled = Array.from({ length: 8 }, (_, at) => runner(`dead${at}`, 'local', { ms: Infinity }));
    const raced = await race(...stalled, runner('wan', 'remote', { ms: 10 }));
    const starts = raced.course.started.map(({ at }) => at);
    expect(starts).toEqual([0, 0, 0, 0, 0, 0, 250, 250, 250]);
    expect(winnerOf(raced)).toBe('wan');
  });

  it('gives the place of one that has failed to the next at once', async () => {
    const dead = Array.from({ length: 6 }, (_, at) =>
      runner(`dead${at}`, 'local', { ms: 5, failure: 'connectionRefused' })
    );
    const raced = await race(...dead, runner('wan', 'remote', { ms: 10 }));
    expect([startOf(raced, 'wan'), raced.result.tookMs]).toEqual([5, 15]);
  });

  it('is lost when nobody is left, and at once when there is nobody', async () => {
    const raced = await race(runner('lan', 'local', { ms: 40, failure: 'timeout' }));
    expect([winnerOf(raced), raced.result.tookMs]).toEqual([null, 40]);
    expect((await race()).result).toMatchObject({ winner: null, tookMs: 0 });
  });

  it('counts the grace from the moment at which the right machine speaks, not from the welcome', async () => {
    const wan = runner('wan', 'remote', { answersMs: 20, ms: 40 });
    const raced = await race(runner('lan', 'local', { ms: Infinity }), wan);
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['wan', 420]);
  });

  it('still lets an answer in whose welcome comes after the grace', async () => {
    const wan = runner('wan', 'remote', { answersMs: 20, ms: 900 });
    const raced = await race(runner('lan', 'local', { ms: Infinity }), wan);
    expect([winnerOf(raced), raced.result.tookMs]).toEqual(['wan', 900]);
  });

  it('forgets an answer that came to nothing: the relay gets its turn, a later answer its grace', async () => {
    const broken = runner('lan', 'local', { answersMs: 10, ms: 30, failure: 'timeout' });
    const relayed = await race(broken, runner('relay', 'relay', { ms: 40 }));
    expect([winnerOf(relayed), startOf(relayed, 'relay')]).toEqual(['relay', 30]);
    const better = runner('near', 'loopback', { ms: 1300 });
    const later = await race(broken, runner('wan', 'remote', { ms: 1000 }), better);
    expect([winnerOf(later), later.result.tookMs]).toEqual(['near', 1300]);
  });

  it('calls the losers back and leaves no timer and no try behind', async () => {
    const raced = await race(
      runner('lan', 'local', { ms: 20 }),
      runner('slow', 'local', { ms: 5000 }),
      runner('dead', 'remote', { ms: Infinity }),
      runner('relay', 'relay', { ms: 5 })
    );
    expect(raced.course.aborted.sort()).toEqual(['dead', 'slow']);
    expect([raced.clock.pending, raced.course.inFlight]).toEqual([0, 0]);
  });
});

describe('what a lost race is called', () => {
  const lost = async (...runners: Runner[]) => {
    const { result } = await race(...runners);
    return lossOf(result.lanes, [{ uri: 'http://0.0.0.0:32400', result: 'unspecified' }]);
  };
  const dead = (uri: string, failure: Runner['failure'] & string) => runner(uri, 'local', { ms: 5, failure });

  it('is what all addresses had in common', async () => {
    expect((await lost(dead('a', 'offline'), dead('b', 'offline'))).code).toBe('offline');
  });

  it('is the other machine, where one answered', async () => {
    expect((await lost(dead('a', 'timeout'), dead('b', 'wrongMachine'))).code).toBe('wrongMachine');
  });

  it('is otherwise that no address answered, each named with what became of it', async () => {
    const failure = await lost(dead('a', 'timeout'), dead('b', 'connectionRefused'));
    expect(failure).toEqual({
      code: 'noRoute',
      tried: [
        { uri: 'a', result: 'timeout' },
        { uri: 'b', result: 'connectionRefused' },
        { uri: 'http://0.0.0.0:32400', result: 'unspecified' }
      ]
    });
  });
});
