import { startSimulator, type Simulator } from '../../simulator/start';
import { runClient } from '../../simulator/third-party/run-client';
import { median } from '../support/verdicts';
import type { Table } from '../support/report';

type Run = { readonly codeMs: number; readonly tokenMs: number; readonly cpuMs: number };
type Result = { readonly runs: readonly Run[]; readonly requests: number };

const CONTENDERS = [
  { name: 'Couchkey', script: 'couchkey.cjs' },
  { name: '@ctrl/plex', script: 'ctrl-plex.mjs' },
  { name: 'plex-oauth', script: 'plex-oauth.cjs' }
] as const;
const LATENCY_MS = 20;
const WARM_UP = 2;

async function contend(simulator: Simulator, script: string, runs: number): Promise<Result> {
  simulator.journal.clear();
  const found = await runClient<readonly Run[]>(simulator, {
    script: `../../../bench/core/${script}`,
    env: { RUNS: String(runs) },
    onCode: ({ code }) => void simulator.phone.approve(code, 'ada')
  });
  return { runs: found, requests: simulator.journal.all().length / (runs + WARM_UP) };
}

/** From nothing to a token: PlexAuth beside two others, each in a process of its own, one after another. */
export async function signInTable(runs: number): Promise<Table> {
  const simulator = await startSimulator({ media: [], tls: true });
  simulator.faults.set({ kind: 'latency', ms: LATENCY_MS });
  try {
    const all: Result[] = [];
    for (const { script } of CONTENDERS) {
      all.push(await contend(simulator, script, runs));
    }
    const row = (what: string, of: (result: Result) => number) => ({ what, figures: all.map(of) });
    const middle = (what: string, key: keyof Run) =>
      row(what, (result) => median(result.runs.map((run) => run[key])));
    return {
      title: `Signing in: ${runs} times each, ${LATENCY_MS} ms before every answer, the phone approves at once`,
      isRatio: true,
      columns: CONTENDERS.map(({ name }) => ({ name, unit: '' })),
      rows: [
        middle('code on screen, ms', 'codeMs'),
        middle('approved to token, ms', 'tokenMs'),
        middle('processor time of all of it, ms', 'cpuMs'),
        row('requests', ({ requests }) => requests)
      ]
    };
  } finally {
    await simulator.stop();
  }
}
