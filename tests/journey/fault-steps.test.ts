// promises: P1 P8 M9
import { FAULTS, labelOf, strike, walkFaults } from '../support/fault-walk';
import { LivingRoom } from '../support/living-room';
import { closePages } from '../support/node-xhr';
import type { Simulator } from '../simulator/start';
import type { Fault } from '../simulator/kernel/fault-rule';
import type { AuthState } from '../../src/core/model/session-state';

type Step = { readonly name: string; readonly route: string; readonly when: 'first' | 'approval' | 'reboot' };

const AT_ONCE = 4;

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

const HERE: readonly Fault[] = [
  ...FAULTS,
  { kind: 'clockJump', ms: 600_000 },
  { kind: 'pinDies' },
  { kind: 'tokenRevoked' }
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

function confirmed(auth: AuthState): boolean {
  return auth.kind === 'signedIn' && auth.confirmed;
}

type Told = { readonly fault: Fault; readonly ends: readonly AuthState[]; readonly said: number };

/** Signs in through the fault, then pulls the plug and comes back the next morning. */
async function live(sim: Simulator, step: Step, fault: Fault): Promise<Told> {
  const hit = (): void => strike(sim, { service: 'plex', route: step.route }, fault);
  let isFirst = true;
  const room = new LivingRoom(sim, () => {
    if (step.when === 'approval' && isFirst) hit();
    isFirst = false;
  });
  if (step.when === 'first') hit();
  room.boot();
  const evening = await room.signIn();
  room.kill();
  if (step.when === 'reboot') hit();
  room.boot();
  const morning = await room.signIn(confirmed);
  room.kill();
  const said = evening.reasons.size + morning.reasons.size;
  return { fault, ends: [evening.ends, morning.ends], said };
}

function brokenEnds(told: readonly Told[]): readonly string[] {
  return told
    .filter(({ ends }) => !ends.every(confirmed))
    .map(({ fault, ends }) => `${labelOf(fault)}: ${ends.map((auth) => auth.kind).join(' then ')}`);
}

/** Of a ping nothing counts but its status. */
function isLoud(fault: Fault, step: Step): boolean {
  const isLoudBody = LOUD.includes(fault.kind) && step.route !== 'ping';
  return isLoudBody || (fault.kind === 'status' && LOUD_STATUS.includes(fault.status));
}

function silentOnes(told: readonly Told[], step: Step): readonly string[] {
  return told.filter((one) => one.said === 0 && isLoud(one.fault, step)).map(({ fault }) => labelOf(fault));
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
      const told = await walkFaults(HERE, { atOnce: AT_ONCE }, (sim, fault) => live(sim, step, fault));
      cases += told.length;
      expect(brokenEnds(told)).toEqual([]);
      expect(silentOnes(told, step)).toEqual([]);
    },
    300_000
  );
});
