import { FAULTS, strike } from '../support/fault-walk';
import type { Fault } from '../simulator/kernel/fault-rule';
import type { Simulator } from '../simulator/start';
import type { SessionState } from '../../src/core/model/session-state';
import type { WalkEvening } from './evening';

type Draw = () => number;

const pick = <T>(draw: Draw, all: readonly T[]): T => all[Math.floor(draw() * all.length)] as T;

/** Everything but bodies that take long to send: those are walked elsewhere, one by one. */
const BRIEF: readonly Fault[] = FAULTS.filter(
  ({ kind }) => !['huge', 'deep', 'drip', 'latency'].includes(kind)
);
const PEOPLE = ['ada', 'finn', 'mara', 'noor', 'lena'];

/** How often something happens besides keys, per step. */
const ODDS = { fault: 0.03, outage: 0.004, power: 0.002, hide: 0.004, unplug: 0.004, phone: 0.12 };

/** What the rest of the world does while somebody presses keys. */
export async function befall(evening: WalkEvening, sim: Simulator, draw: Draw): Promise<void> {
  if (draw() < ODDS.fault) {
    const service = pick(draw, ['plex', 'tmdb', 'media:Living Room NAS', 'media:Harbour House']);
    strike(sim, { service }, pick(draw, BRIEF));
  }
  if (draw() < ODDS.outage) {
    await turn(sim, pick(draw, ['Living Room NAS', 'Harbour House']), draw() < 0.5);
  }
  if (draw() < ODDS.power) {
    evening.reboot();
  }
  if (draw() < ODDS.hide) {
    evening.device.set({ visible: !evening.device.current().visible });
  }
  if (draw() < ODDS.unplug) {
    evening.device.set({ online: !evening.device.current().online });
  }
  if (draw() < ODDS.phone) {
    approve(evening.state, sim, draw);
  }
}

/** The house is in order again: whatever a viewer does now must lead somewhere. */
export async function calmDown(evening: WalkEvening, sim: Simulator): Promise<void> {
  sim.faults.clear();
  await Promise.all(['Living Room NAS', 'Harbour House'].map((name) => turn(sim, name, true)));
  evening.device.set({ visible: true, online: true });
}

async function turn(sim: Simulator, name: string, isOn: boolean): Promise<void> {
  await (isOn ? sim.media.start(name) : sim.media.stop(name));
}

function approve({ auth }: SessionState, sim: Simulator, draw: Draw): void {
  if (auth.kind !== 'awaitingLink') {
    return;
  }
  if (auth.provider === 'tmdb') {
    sim.phone.approveTmdb(auth.code.id);
  } else if (draw() < 0.2) {
    sim.phone.twoFactor(auth.code.text, 'theo');
  } else {
    sim.phone.approve(auth.code.text, pick(draw, PEOPLE));
  }
}
