import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/start';
import {
  UNRESOLVABLE_URL,
  type Fault,
  type FaultRule,
  type FaultTarget
} from '../simulator/kernel/fault-rule';

/** How often a fault strikes before it is over. */
const TIMES = 2;
const REFUSED_MS = 300;

const STATUSES = [400, 401, 403, 404, 422, 429, 498, 500, 502, 503, 504];

/** What any service on the way may do to any request. */
export const FAULTS: readonly Fault[] = [
  { kind: 'latency', ms: 100 },
  { kind: 'hang' },
  { kind: 'resetBeforeHeaders' },
  { kind: 'resetMidBody' },
  { kind: 'drip', everyMs: 5 },
  ...STATUSES.map((status): Fault => ({ kind: 'status', status })),
  { kind: 'status', status: 429, retryAfter: 3 },
  { kind: 'malformed' },
  { kind: 'empty' },
  { kind: 'html' },
  { kind: 'deep', depth: 20_000 },
  { kind: 'huge', megabytes: 3 },
  { kind: 'nulls' },
  { kind: 'wrongTypes' },
  { kind: 'dateSkew', ms: -200_000_000_000 },
  { kind: 'redirect', to: UNRESOLVABLE_URL },
  { kind: 'refuse' }
];

/** A fault in a word, for whoever reads that it was not survived. */
export function labelOf(fault: Fault): string {
  return fault.kind === 'status' ? `status ${fault.status}` : fault.kind;
}

/** A closed door has no dose: it is opened again after a while. */
export function strike(sim: Simulator, target: FaultTarget & { service: string }, fault: Fault): void {
  if (fault.kind === 'refuse') {
    const id = sim.faults.set({ kind: 'refuse', service: target.service });
    setTimeout(() => sim.faults.clear(id), REFUSED_MS);
  } else {
    sim.faults.set({ ...fault, ...target, times: TIMES } as FaultRule);
  }
}

/** Each fault in a simulator of its own, a few at a time. */
export async function walkFaults<T>(
  faults: readonly Fault[],
  options: SimulatorOptions & { readonly atOnce: number },
  live: (sim: Simulator, fault: Fault) => Promise<T>
): Promise<readonly T[]> {
  const told: T[] = [];
  const left = [...faults];
  const work = async (): Promise<void> => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      const sim = await startSimulator(options);
      try {
        told.push(await live(sim, fault));
      } finally {
        await sim.stop();
      }
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  return told;
}
