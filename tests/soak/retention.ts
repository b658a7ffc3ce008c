/**
 * Does a set that is never switched off grow? 100 000 polls and 10 000 sign-ins in virtual time;
 * the heap after a collection in the last tenth against that in the second (the first is warm-up).
 * Run: npm run soak:retention [-- --polls 1000 --sign-ins 100]
 */
import { readOptions } from '../../scripts/options';
import { FakeWorld } from '../support/fake-world';
import { heapAfterGc } from './heap';

const LIMIT_KB = 256;
const TENTHS = 10;

type Stage = {
  readonly name: string;
  readonly rounds: number;
  readonly round: (world: FakeWorld) => Promise<void>;
};
type Growth = {
  readonly name: string;
  readonly rounds: number;
  readonly kB: number;
  readonly wallMs: number;
};

/** What the fake world remembers for other tests is not the program's. */
function forgetJournals(world: FakeWorld): void {
  world.http.asked.length = 0;
  world.vault.calls.length = 0;
  world.house.reached.length = 0;
  const last = 'c' + world.issuer.issued;
  const pin = world.issuer.pins[last];
  world.issuer.pins = pin === undefined ? {} : { [last]: pin };
}

async function measure(stage: Stage): Promise<Growth> {
  const begun = Date.now();
  const world = new FakeWorld();
  world.isSeeing = false;
  await world.boot({ renewals: null });
  const heaps: number[] = [];
  for (let tenth = 0; tenth < TENTHS; tenth++) {
    for (let round = 0; round < stage.rounds / TENTHS; round++) {
      await stage.round(world);
    }
    forgetJournals(world);
    heaps.push(heapAfterGc());
  }
  const kB = Math.round(((heaps[TENTHS - 1] as number) - (heaps[1] as number)) / 1024);
  return { name: stage.name, rounds: stage.rounds, kB, wallMs: Date.now() - begun };
}

async function poll(world: FakeWorld): Promise<void> {
  if (world.state.auth.kind === 'signedOut') {
    world.send({ type: 'signIn', provider: 'plex' });
  }
  const before = world.http.asked.length;
  await world.clock.run(() => world.http.asked.slice(before).some((each) => each.method === 'GET'));
}

async function signInAndOut(world: FakeWorld): Promise<void> {
  world.send({ type: 'signIn', provider: 'plex' });
  await world.go(100);
  world.issuer.claim('c' + world.issuer.issued);
  await world.clock.run(() => world.state.connection.kind === 'online', 60000);
  world.send({ type: 'openDialog', dialog: 'accountMenu' }, { type: 'signOut' });
  await world.clock.run(() => world.state.auth.kind === 'signedOut', 60000);
  if (world.state.auth.kind !== 'signedOut') {
    throw new Error('a cycle did not end: ' + JSON.stringify(world.state.auth));
  }
  forgetJournals(world);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), {
    polls: { kind: 'number', fallback: 100_000, min: 10, about: 'how often a code is asked after' },
    'sign-ins': { kind: 'number', fallback: 10_000, min: 10, about: 'how often somebody signs in and out' }
  });
  const stages: readonly Stage[] = [
    { name: 'polls', rounds: options.polls, round: poll },
    { name: 'sign-ins', rounds: options['sign-ins'], round: signInAndOut }
  ];
  let failed = 0;
  for (const stage of stages) {
    const { name, rounds, kB, wallMs } = await measure(stage);
    failed += kB < LIMIT_KB ? 0 : 1;
    console.log(
      `${rounds} ${name}: heap ${kB} kB more in the last tenth than in the second (limit ${LIMIT_KB}), ${wallMs} ms`
    );
  }
  console.log(`${stages.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
