/**
 * Time from a stored account token to a connection, with one live address and seven dead ones, the live one at every
 * rank. Three contenders, each in a process of its own, against the same simulator in the same run, one after another.
 * Then the time from "the server is back" to online after outages, in virtual time.
 */
import { runClient } from '../simulator/third-party/run-client';
import { addCases, addRelayCase, openPark, type Case } from './support/park';
import { readOptions } from '../../scripts/options';
import { connectPanel, connectTable, recoveryFigures } from './support/connect-report';
import { faultsOf, recoverAll, recoveryTable, type Figures } from './support/recovery';
import { handOver, JSON_OPTION, type Panel, type Table } from './support/report';
import { faultsIn, table, type All, type Results } from './support/verdicts';
import type { Simulator } from '../simulator/start';

const options = readOptions(process.argv.slice(2), {
  runs: { kind: 'number', fallback: 15, min: 1, about: 'how often each connects in each case' },
  outages: { kind: 'number', fallback: 200, min: 1, about: 'how many outages of each kind' },
  ...JSON_OPTION
});
const RUNS = options.runs;
const OUTAGES = options.outages;
const RELAY_HEAD_START_MS = 200;

const HOW = [
  `Medians of ${RUNS} runs each, in real time, 20 ms injected before every answer of anybody.`,
  "The sequential baseline's black holes are waited for at a fortieth and counted at 10 s each.",
  'One server with eight addresses, of which one lives; it stands at each rank in turn.',
  `Outages: seeds 1 to ${OUTAGES}, in virtual time, Couchkey alone: the others do not reconnect.`
];

const CONTENDERS = { couchkey: 'couchkey.cjs', ctrl: 'ctrl-plex.mjs', sequential: 'sequential.cjs' } as const;
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
async function recovery(): Promise<readonly Figures[]> {
  const figures = await recoverAll(OUTAGES);
  process.stdout.write(
    `\nfrom "the server is back" to online: medians of ${OUTAGES} seeded outages each, virtual time, 20 ms a request\n`
  );
  process.stdout.write(recoveryTable(figures));
  return figures;
}

type Found = { readonly tables: Table[]; readonly panels: Panel[]; readonly faults: string[] };

async function raceSets(sim: Simulator): Promise<Found> {
  const token = sim.plex.mintToken('ada', 'bench');
  const sets = [
    {
      title: 'seven dead: black-holed and refusing',
      cases: await addCases(sim, 'quiet', ['silent', 'refused'])
    },
    {
      title: 'seven dead: black-holed, refusing and another machine',
      cases: await addCases(sim, 'foreign', ['silent', 'refused', 'stranger'])
    },
    { title: 'relay and direct both alive', cases: [await addRelayCase(sim, RELAY_HEAD_START_MS)] }
  ];
  const found: Found = { tables: [], panels: [], faults: [] };
  for (const { title, cases } of sets) {
    const results = await raceAll(sim, cases, token);
    process.stdout.write(`\n${title}\n${table(cases, results)}`);
    found.faults.push(...faultsIn(cases, results));
    found.tables.push(connectTable(title, cases, results));
    found.panels.push(...connectPanel(title, cases, results));
  }
  return found;
}

async function main(): Promise<void> {
  process.stdout.write(`${HOW.join('\n')}\n`);
  const sim = await openPark();
  const raced = await raceSets(sim).finally(() => sim.stop());
  const figures = await recovery();
  const report = {
    ...{ title: 'Connecting, and coming back', how: HOW, panels: raced.panels },
    tables: [...raced.tables, recoveryFigures(figures)],
    faults: [...raced.faults, ...figures.flatMap(faultsOf)]
  };
  handOver(report, options.json);
}

void main();
