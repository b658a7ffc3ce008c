/**
 * Does a set always find its way back to its server? Days of random outages, moves, new tokens and naps in virtual
 * time, over the real session and the real servers module; then whether what it keeps grows.
 * Run: npm run soak:servers [-- --long]
 */
import { readOptions } from '../../scripts/options';
import { BOUND_MS, idleDays, soakServers } from '../support/server-soak';
import { heapAfterGc } from './heap';

const HEAP_DAYS = { early: 30, late: 150 } as const;
/** Until the engine has compiled what it will ever compile, its own memory grows. */
const WARM_UP_DAYS = 150;
const LIMIT_KB = 256;
const LONG_SEEDS = 1000;

const options = readOptions(process.argv.slice(2), {
  seeds: { kind: 'number', fallback: 20, min: 1, about: 'how many sets live through it' },
  from: { kind: 'number', fallback: 1, min: 1, about: 'the first seed' },
  days: { kind: 'number', fallback: 30, min: 1, about: 'how many days each' },
  long: { kind: 'flag', about: `${LONG_SEEDS} seeds` }
});

async function findTheWayBack(): Promise<string[]> {
  const seeds = options.long ? LONG_SEEDS : options.seeds;
  const waysBackMs: number[] = [];
  const faults: string[] = [];
  let idleTimers = 0;
  for (let seed = options.from; seed < options.from + seeds; seed++) {
    const life = await soakServers(seed, options.days);
    waysBackMs.push(...life.waysBackMs);
    faults.push(...life.faults);
    idleTimers = Math.max(idleTimers, life.idleTimers);
    if (life.faults.length > 0) {
      console.log(life.faults.join('\n'));
    } else if (seed % 100 === 0) {
      console.log(`seed ${seed}: well`);
    }
  }
  const sorted = waysBackMs.filter((ms) => ms > 0).sort((one, other) => one - other);
  const at = (share: number): string =>
    ((sorted[Math.floor(share * (sorted.length - 1))] as number) / 1000).toFixed(1);
  console.log(
    `${seeds} sets, ${options.days} days each: ${waysBackMs.length} troubles, ${sorted.length} of them ended offline; ` +
      `back after ${at(0.5)} s (median), ${at(0.99)} s (99 %), ${at(1)} s (longest; bound ${BOUND_MS / 1000} s)`
  );
  console.log(
    `timers alive while a server answers: ${idleTimers}, and one for the account's daily sign of life`
  );
  return idleTimers <= 1 ? faults : [...faults, `${idleTimers} timers while idle`];
}

async function growth(): Promise<string[]> {
  await soakServers(2, WARM_UP_DAYS);
  let earlyHeap = 0;
  let lateHeap = 0;
  const life = await soakServers(1, HEAP_DAYS.late, (day) => {
    earlyHeap = day === HEAP_DAYS.early ? heapAfterGc() : earlyHeap;
    lateHeap = day === HEAP_DAYS.late ? heapAfterGc() : lateHeap;
  });
  const kB = Math.round((lateHeap - earlyHeap) / 1024);
  console.log(
    `heap on day ${HEAP_DAYS.late} against day ${HEAP_DAYS.early}: ${kB} kB more (limit ${LIMIT_KB}), after ${WARM_UP_DAYS} days of warm-up`
  );
  return kB < LIMIT_KB ? [...life.faults] : [...life.faults, `the heap grew by ${kB} kB`];
}

async function main(): Promise<void> {
  const faults = [...(await growth()), ...(await findTheWayBack())];
  for (const { name, perDay } of await idleDays()) {
    const { plex, identity, tokens } = perDay;
    console.log(
      `requests in an idle day, ${name}: ${identity} identity, ${plex} to plex.tv, ${tokens} with a token`
    );
  }
  console.log(faults.length === 0 ? 'within every bound' : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
}

void main();
