// promises: P1 P8 M9
import { closePages } from '../support/node-xhr';
import { LivingRoom } from '../support/living-room';
import { startSimulator, type Simulator } from '../simulator/start';
import { UNRESOLVABLE_URL, type Fault, type FaultRule } from '../simulator/kernel/fault-rule';
import type { AuthState } from '../../src/core/model/session-state';

type Step = { readonly name: string; readonly route: string; readonly when: 'first' | 'approval' | 'reboot' };

const TIMES = 2;
const AT_ONCE = 4;
const REFUSED_MS = 300;

/** Each thing that the television asks of plex.tv between the first key press and the next morning. */
const STEPS: readonly Step[] = [
  { name: 'asking for a code', route: 'pins.create', when: 'first' },
  { name: 'polling the code', route: 'pins.poll', when: 'first' },
  { name: 'fetching the token', route: 'pins.poll', when: 'approval' },
  { name: 'asking whose it is', route: 'user', when: 'first' },
  { name: 'listing the profiles', route: 'home.users', when: 'first' },
  { name: 'opening a profile', route: 'home.switch', when: 'first' },
  { name: 'asking whether it still counts', route: 'ping', when: 'reboot' }
];

const FAULTS: readonly Fault[] = [
  { kind: 'latency', ms: 100 },
  { kind: 'hang' },
  { kind: 'resetBeforeHeaders' },
  { kind: 'resetMidBody' },
  { kind: 'drip', everyMs: 5 },
  ...[400, 403, 404, 422, 498, 500, 502, 503, 504].map((status): Fault => ({ kind: 'status', status })),
  { kind: 'status', status: 429 },
  { kind: 'status', status: 429, retryAfter: 3 },
  { kind: 'status', status: 401 },
  { kind: 'malformed' },
  { kind: 'empty' },
  { kind: 'html' },
  { kind: 'deep', depth: 20_000 },
  { kind: 'huge', megabytes: 3 },
  { kind: 'nulls' },
  { kind: 'wrongTypes' },
  { kind: 'dateSkew', ms: -200_000_000_000 },
  { kind: 'clockJump', ms: 600_000 },
  { kind: 'pinDies' },
  { kind: 'tokenRevoked' },
  { kind: 'redirect', to: UNRESOLVABLE_URL },
  { kind: 'refuse' }
];

/** Whatever these meet, the viewer is told. Others may be no failure there: a late answer, a code that died. */
const LOUD = [
  'hang',
  'resetBeforeHeaders',
  'resetMidBody',
  'malformed',
  'empty',
  'html',
  'deep',
  'huge',
  'redirect'
];
const LOUD_STATUS = [429, 500, 502, 503, 504];

function labelOf(fault: Fault): string {
  return fault.kind === 'status' ? `status ${'status' in fault ? fault.status : ''}` : fault.kind;
}

function confirmed(auth: AuthState): boolean {
  return auth.kind === 'signedIn' && auth.confirmed;
}

type Told = {
  readonly label: string;
  readonly fault: Fault;
  readonly ends: readonly AuthState[];
  readonly said: number;
};

/** A closed door has no dose: it is opened again after a while. */
function strikeWith(sim: Simulator, step: Step, fault: Fault): void {
  sim.faults.clear();
  if (fault.kind === 'refuse') {
    sim.faults.set({ kind: 'refuse', service: 'plex' });
    setTimeout(() => sim.faults.clear(), REFUSED_MS);
  } else {
    sim.faults.set({ ...fault, route: step.route, times: TIMES } as FaultRule);
  }
}

/** Signs in through the fault, then pulls the plug and comes back the next morning. */
async function live(sim: Simulator, step: Step, fault: Fault): Promise<Told> {
  const strike = (): void => strikeWith(sim, step, fault);
  let isStruck = false;
  const room = new LivingRoom(sim, () => {
    if (step.when === 'approval' && !isStruck) {
      isStruck = true;
      strike();
    }
  });
  if (step.when === 'first') strike();
  room.boot();
  const evening = await room.signIn();
  room.kill();
  if (step.when === 'reboot') strike();
  room.boot();
  const morning = await room.signIn(confirmed);
  room.kill();
  const said = evening.reasons.size + morning.reasons.size;
  return { label: labelOf(fault), fault, ends: [evening.ends, morning.ends], said };
}

async function liveAlone(step: Step, fault: Fault): Promise<Told> {
  const sim = await startSimulator();
  try {
    return await live(sim, step, fault);
  } finally {
    await sim.stop();
  }
}

/** A few at a time, in order. */
async function liveAll(step: Step): Promise<readonly Told[]> {
  const told: Told[] = [];
  const left = [...FAULTS];
  const work = async (): Promise<void> => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      told.push(await liveAlone(step, fault));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

function brokenEnds(told: readonly Told[]): readonly string[] {
  return told
    .filter(({ ends }) => !ends.every(confirmed))
    .map(
      ({ label, ends }) =>
        `${label}: ${ends.map((auth) => JSON.stringify(auth).slice(0, 160)).join(' then ')}`
    );
}

function isLoud(fault: Fault, step: Step): boolean {
  const isOnlyStatus = step.route === 'ping';
  const isLoudBody = LOUD.includes(fault.kind) && !isOnlyStatus;
  return isLoudBody || ('status' in fault && LOUD_STATUS.includes(Number(fault.status)));
}

function silentOnes(told: readonly Told[], step: Step): readonly string[] {
  return told.filter((one) => one.said === 0 && isLoud(one.fault, step)).map(({ label }) => label);
}

describe('every fault at every step of signing in', () => {
  let cases = 0;

  afterAll(() => {
    closePages();
    process.stdout.write(`fault × step: ${cases} sign-ins, each followed by a power cut\n`);
  });

  it.each(STEPS)(
    '$name: ends signed in, in the evening and the next morning',
    async (step) => {
      const told = await liveAll(step);
      cases += told.length;
      expect(brokenEnds(told)).toEqual([]);
      expect(silentOnes(told, step)).toEqual([]);
    },
    300_000
  );
});
