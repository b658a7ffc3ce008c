import { pressAt, pressesOn } from '../../src/ui/focus';
import { SCREEN } from '../../src/ui/theme';
import { seeded } from '../support/seeded';
import { startSimulator, type Simulator } from '../simulator/start';
import { WalkEvening } from './evening';
import { befall, calmDown } from './hazards';
import { pushFor } from './pushes';
import type { Push } from './bare-app';

/** How often each page was come to and left, and what was wrong. */
export type Walked = {
  readonly seed: number;
  readonly steps: number;
  readonly boots: number;
  readonly presses: number;
  readonly pages: { readonly [name: string]: number };
  readonly faults: readonly string[];
};

/** Nobody who presses keys at random stays on one page for longer, once the house is in order. */
const LONGEST_STAY = 400;
const CALM_AFTER = 150;
const REPORT_EVERY = 2000;

type Trail = {
  readonly pages: { [name: string]: number };
  readonly faults: string[];
  presses: number;
  at: string;
  since: number;
};

/** Presses `steps` random keys and points at random places while the world misbehaves. */
export async function walk(seed: number, steps: number): Promise<Walked> {
  const sim = await startSimulator({ seed });
  const evening = new WalkEvening(sim, seed);
  const draw = seeded(seed);
  const trail: Trail = { pages: {}, faults: [], presses: 0, at: '', since: 0 };
  for (let step = 0; step < steps && trail.faults.length < 5; step += 1) {
    await takeStep(evening, sim, draw, trail, step);
    if (step % REPORT_EVERY === REPORT_EVERY - 1) {
      process.stderr.write(`seed ${seed}: ${step + 1} steps, ${trail.presses} acts\n`);
    }
  }
  evening.stop();
  await sim.stop();
  return {
    seed,
    steps,
    boots: evening.boots,
    presses: trail.presses,
    pages: trail.pages,
    faults: trail.faults
  };
}

async function takeStep(
  evening: WalkEvening,
  sim: Simulator,
  draw: () => number,
  trail: Trail,
  step: number
): Promise<void> {
  if (step - trail.since > CALM_AFTER) {
    await calmDown(evening, sim);
  } else {
    await befall(evening, sim, draw);
  }
  if (evening.app.isDrawn()) {
    pushOnce(evening, pushFor(pressesOn(evening.app.top().page), draw), trail, step);
  }
  await evening.pass(pauseFor(draw));
  if (evening.device.exits > 0) {
    evening.device.exits = 0;
    evening.reboot();
  }
  look(evening, trail, step);
}

/** From one key to the next: mostly at once, now and then somebody leaves the room. */
function pauseFor(draw: () => number): number {
  const dice = draw();
  return dice < 0.96 ? 100 + 500 * draw() : dice < 0.999 ? 20000 * draw() : 1200000 * draw();
}

function pushOnce(evening: WalkEvening, push: Push, trail: Trail, step: number): void {
  const { page, lit } = evening.app.top();
  const wanted = actsOf(push, page, lit);
  const what = `step ${step}: ${JSON.stringify(push)} on ${page.name}`;
  try {
    const acts = evening.app.push(push);
    trail.presses += acts;
    if (acts !== wanted) trail.faults.push(`${what} did ${acts}, not ${wanted}`);
  } catch (thrown) {
    trail.faults.push(`${what} threw ${String(thrown)}`);
  }
}

type Page = ReturnType<WalkEvening['app']['top']>['page'];

/** One act for OK on something lit, for Back, for a click on something and for a sign that is taken; else none. */
function actsOf(push: Push, page: Page, lit: string): number {
  switch (push.kind) {
    case 'key':
      return push.name === 'Back' || (push.name === 'Enter' && lit !== '') ? 1 : 0;
    case 'type':
      return page.types === 'address' || (page.types === 'digits' && push.key !== '.') ? 1 : 0;
    case 'point':
      return push.type === 'press' && pressAt(page, push.x * SCREEN.w, push.y * SCREEN.h) !== null ? 1 : 0;
  }
}

/** Exactly one thing is lit where there is anything to press, and nobody is kept anywhere for good. */
function look(evening: WalkEvening, trail: Trail, step: number): void {
  if (!evening.app.isDrawn()) {
    return;
  }
  const { page, ids, lit } = evening.app.top();
  const isLit = ids.filter((id) => id === lit).length === 1;
  if (ids.length > 0 && !isLit) {
    trail.faults.push(`step ${step}: nothing is lit on ${page.name} (${lit} of ${ids.join(' ')})`);
  }
  evening.bugs.splice(0).forEach((bug) => trail.faults.push(`step ${step}: ${page.name}: ${bug}`));
  if (page.name !== trail.at) {
    trail.pages[page.name] = (trail.pages[page.name] ?? 0) + 1;
    trail.at = page.name;
    trail.since = step;
  } else if (step - trail.since > LONGEST_STAY) {
    trail.faults.push(`step ${step}: ${page.name} is not left: ${JSON.stringify(evening.state.auth)}`);
    trail.since = step;
  }
}
