// promises: P7
/** The figures that `npm run bench:connect` prints, by the same code. Virtual time, so they are exact. */
import { faultsOf, OUTAGES_MS, recover } from '../../bench/support/recovery';

const RUNS = 200;
const PATIENCE_MS = 120_000;

describe('the way back after an outage', () => {
  it.each(OUTAGES_MS)(
    'of %i ms takes at most 0.6 of the rest then running, and one connect',
    async (outageMs) => {
      const figures = await recover(outageMs, 'none', RUNS);
      expect(faultsOf(figures)).toEqual([]);
      expect(figures.share).toBeGreaterThan(0.1);
    },
    PATIENCE_MS
  );

  it.each(OUTAGES_MS.slice(1))(
    'of %i ms takes one connect once somebody is back',
    async (outageMs) => {
      const resumed = await recover(outageMs, 'resume', RUNS);
      expect(faultsOf(resumed)).toEqual([]);
      expect(resumed.worstShare).toBe(0);
    },
    PATIENCE_MS
  );

  it.each(OUTAGES_MS.slice(2))(
    'of %i ms takes one connect once a key is pressed',
    async (outageMs) => {
      const pressed = await recover(outageMs, 'key', RUNS);
      expect(faultsOf(pressed)).toEqual([]);
      expect(pressed.worstShare).toBe(0);
    },
    PATIENCE_MS
  );

  it.each(OUTAGES_MS.slice(1))(
    'of %i ms takes no longer from a server that says nothing than from one that refuses',
    async (outageMs) => {
      expect(faultsOf(await recover(outageMs, 'none', RUNS, 'silent'))).toEqual([]);
    },
    PATIENCE_MS
  );
});
