import type { FaultRule } from '../kernel/fault-rule';
import { startSimulator, type Simulator } from '../start';
import type { MediaServer } from './media-types';

const OWNER = 1001;
const AT_DEN = { service: 'media:Den' } as const;

let simulator: Simulator;
let den: MediaServer;
let attic: MediaServer;

beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
  den = await simulator.media.add({ name: 'Den', owner: OWNER });
  attic = await simulator.media.add({ name: 'Attic', owner: OWNER });
});
afterEach(() => simulator.stop());

const urlOf = (server: MediaServer): string => server.addresses[0]?.listener.url ?? '';

/** What a client makes of `/identity`: the machine, the status, or how it failed. */
async function identityOf(server: MediaServer, patienceMs = 20_000): Promise<string | number> {
  const headers = { accept: 'application/json', connection: 'close' };
  try {
    const answer = await fetch(`${urlOf(server)}/identity`, {
      headers,
      signal: AbortSignal.timeout(patienceMs)
    });
    if (!answer.ok) return answer.status;
    return (await answer.json()).MediaContainer.machineIdentifier;
  } catch (error) {
    return (error as Error).name;
  }
}

const LATE = ['TimeoutError', 'AbortError'];
const BROKEN = ['TypeError', 'SyntaxError'];

const FAULTS: readonly [FaultRule, readonly (string | number)[]][] = [
  [{ kind: 'hang', ...AT_DEN }, LATE],
  [{ kind: 'refuse', ...AT_DEN }, BROKEN],
  [{ kind: 'resetMidBody', ...AT_DEN }, BROKEN],
  [{ kind: 'malformed', ...AT_DEN, route: 'identity' }, BROKEN],
  [{ kind: 'html', ...AT_DEN }, BROKEN],
  [{ kind: 'empty', ...AT_DEN }, BROKEN],
  [{ kind: 'status', status: 503, ...AT_DEN }, [503]],
  [{ kind: 'status', status: 401, ...AT_DEN }, [401]]
];

it.each(FAULTS)('%j meets one server, and its neighbour goes on', async (rule, outcomes) => {
  simulator.faults.set(rule);
  const patienceMs = rule.kind === 'hang' ? 300 : undefined;
  expect(outcomes).toContain(await identityOf(den, patienceMs));
  expect(await identityOf(attic)).toBe(attic.machineIdentifier);
});

it('sends a visitor to another host, which is then another machine', async () => {
  simulator.faults.set({ kind: 'redirect', to: urlOf(attic), ...AT_DEN });
  expect(await identityOf(den)).toBe(attic.machineIdentifier);
});

it('is itself again when a fault has met as many requests as it was meant for', async () => {
  simulator.faults.set({ kind: 'status', status: 500, times: 2, ...AT_DEN });
  const outcomes = [await identityOf(den), await identityOf(den), await identityOf(den)];
  expect(outcomes).toEqual([500, 500, den.machineIdentifier]);
});
