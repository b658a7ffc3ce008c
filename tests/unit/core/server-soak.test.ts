// promises: P5 P7
/** Thirty days of trouble in virtual time; `npm run soak` prints the figures and watches the heap. */
import { BOUND_MS, idleDays, soakServers } from '../../support/server-soak';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const DAYS = 30;
const PATIENCE_MS = 120_000;

it.each(SEEDS)(
  'a set finds its server again whatever happens, and shows nobody else a token (seed %i)',
  async (seed) => {
    const { faults, waysBackMs, idleTimers } = await soakServers(seed, DAYS);
    expect(faults).toEqual([]);
    expect(waysBackMs.some((ms) => ms > 0)).toBe(true);
    expect(Math.max(...waysBackMs)).toBeLessThanOrEqual(BOUND_MS);
    expect(idleTimers).toBe(1);
  },
  PATIENCE_MS
);

it(
  'an idle day costs a question every half minute at most, and none unseen',
  async () => {
    const [near, far, hidden] = await idleDays();
    const healthChecks = (24 * 3600) / 30;
    expect(near?.perDay.identity).toBeLessThanOrEqual(healthChecks);
    expect(far?.perDay.identity).toBeLessThanOrEqual(3 * healthChecks);
    expect(hidden?.perDay.identity).toBe(0);
    expect([near, far, hidden].every((each) => (each?.perDay.plex ?? Infinity) <= 24 * 4)).toBe(true);
  },
  PATIENCE_MS
);
