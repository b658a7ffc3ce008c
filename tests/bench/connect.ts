/**
 * Time from a stored account token to a connection, with one live address and seven dead ones, the live one at every
 * rank. Three contenders, each in a process of its own, against the same simulator in the same run, one after another.
 * Then the time from "the server is back" to online after outages, in virtual time.
 */
import { runClient } from '../simulator/third-party/run-client';
import { addCases, addRelayCase, openPark, type Case } from './support/park';
import { faultsOf, recoverAll, recoveryTable } from './support/recovery';
import { faultsIn, table, type All, type Results } from './support/verdicts';
import type { Simulator } from '../simulator/start';

const RUNS = Number(process.env['RUNS'] ?? 15);
const RELAY_HEAD_START_MS = 200;

const HEAD = `Medians of ${RUNS} runs each, in real time, 20 ms injected before every answer of anybody.
The sequential baseline's black holes are waited for at a fortieth and counted at 10 s each.`;

const CONTENDERS = { couchkey: 'couchkey.cjs', ctrl: 'ctrl-plex.mjs', sequential: 'sequential.cjs' } as const;
const OUTAGES = Number(process.env['OUTAGES'] ?? 200);
export type Contender = keyof typeof CONTENDERS;

async function race(
  sim: Simulator,
  contender: Contender,
  cases: readonly Case[],
  token: string
): Promise<Results> {
  const env = {
    TOKEN: token,
    SERVERS: JSON.stringify(cases.map(({ name }) => name)),
    IDS: JSON.stringify(Object.fromEntries(cases.map(({ name, machine }) => [name, machine]))),
    RUNS: String(RUNS)
  };
  sim.journal.clear();
  const script = `../../../bench/support/${CONTENDERS[contender]}`;
  const runs = await runClient<Results['runs']>(sim, { script, env });
  const shown = sim.journal.all().filter(({ headers }) => headers['x-plex-token'] !== undefined);
  return { runs, tokenPorts: shown.map(({ port }) => port) };
}

function merged(results: readonly Results[]): Results {
  return {
    runs: Object.assign({}, ...results.map(({ runs }) => runs)) as Results['runs'],
    tokenPorts: results.flatMap(({ tokenPorts }) => tokenPorts)
  };
}

/** The two that are compared take turns, so that whatever else this machine does troubles both alike. */
async function raceAll(sim: Simulator, cases: readonly Case[], token: string): Promise<All> {
  const couchkey: Results[] = [];
  const ctrl: Results[] = [];
  for (const each of cases) {
    couchkey.push(await race(sim, 'couchkey', [each], token));
    ctrl.push(await race(sim, 'ctrl', [each], token));
  }
  const sequential = await race(sim, 'sequential', cases, token);
  return { couchkey: merged(couchkey), ctrl: merged(ctrl), sequential };
}

/** Couchkey alone: the others do not reconnect. */
async function recovery(): Promise<string[]> {
  const figures = await recoverAll(OUTAGES);
  process.stdout.write(
    `\nfrom "the server is back" to online: medians of ${OUTAGES} seeded outages each, virtual time, 20 ms a request\n`
  );
  process.stdout.write(recoveryTable(figures));
  return figures.flatMap(faultsOf);
}

async function main(): Promise<void> {
  const sim = await openPark();
  const token = sim.plex.mintToken('ada', 'bench');
  try {
    const quiet = await addCases(sim, 'quiet', ['silent', 'refused']);
    const foreign = await addCases(sim, 'foreign', ['silent', 'refused', 'stranger']);
    const relay = [await addRelayCase(sim, RELAY_HEAD_START_MS)];
    const sets = [
      { title: 'seven dead: black-holed and refusing', cases: quiet },
      { title: 'seven dead: black-holed, refusing and another machine', cases: foreign },
      { title: 'relay and direct both alive', cases: relay }
    ];
    const faults: string[] = [];
    process.stdout.write(`${HEAD}\n`);
    for (const { title, cases } of sets) {
      const results = await raceAll(sim, cases, token);
      process.stdout.write(`\n${title}\n`);
      process.stdout.write(table(cases, results));
      faults.push(...faultsIn(cases, results));
    }
    faults.push(...(await recovery()));
    process.stdout.write(faults.length === 0 ? '\nwithin every bound\n' : `\n${faults.join('\n')}\n`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await sim.stop();
  }
}

void main();
