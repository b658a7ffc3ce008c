import fc from 'fast-check';
import { newsIn, NOTHING_TOLD, toldOf } from '../../../src/ui/spoken';
import { stillForMs, stillnessAt } from '../../../src/ui/stillness';
import { plate, page } from '../../../src/ui/parts';
import type { Page } from '../../../src/ui/page';

const MINUTE_MS = 60_000;
const moments = fc.integer({ min: 0, max: 48 * 60 * MINUTE_MS });

describe('a picture that stands', () => {
  it('steps aside by a few pixels each minute, comes back, and stays where it may be drawn', () => {
    const places = Array.from({ length: 9 }, (_each, at) => stillnessAt(at * MINUTE_MS, 0));
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9);
    expect(stillnessAt(0, 0)).toEqual({ x: 0, y: 0, dark: 0 });
    fc.assert(
      fc.property(moments, moments, (since, touched) => {
        const { x, y } = stillnessAt(since, touched);
        expect([Math.abs(x) <= 3, Math.abs(y) <= 3, x % 3 === 0, y % 3 === 0]).toEqual([
          true,
          true,
          true,
          true
        ]);
      })
    );
  });

  it('gives up half its light after five minutes without a touch, and takes it back at the next', () => {
    expect(stillnessAt(0, 5 * MINUTE_MS - 1).dark).toBe(0);
    expect(stillnessAt(0, 5 * MINUTE_MS).dark).toBe(0.5);
    expect(stillnessAt(9 * MINUTE_MS, 0).dark).toBe(0);
  });

  it('knows to the millisecond when that changes next', () => {
    fc.assert(
      fc.property(moments, moments, (since, touched) => {
        const ms = stillForMs(since, touched);
        const now = stillnessAt(since, touched);
        expect(ms).toBeGreaterThan(0);
        expect(stillnessAt(since + ms - 1, touched + ms - 1)).toEqual(now);
        expect(stillnessAt(since + ms, touched + ms)).not.toEqual(now);
      })
    );
  });
});

function pageOf(name: Page['name'], spoken: string, labels: readonly string[]): Page {
  const parts = labels.map((label, at) =>
    plate({ x: 0, y: at * 100, w: 90, h: 90 }, String(at), label, { type: 'retryNow' }, [])
  );
  return page(name, parts, { first: '0', spoken });
}

describe('what is said aloud', () => {
  const profiles = pageOf('profiles', 'Who is watching?', ['Anna', 'Ben']);

  it('is a page with what has the focus on it, then only where the focus goes', () => {
    const opened = toldOf(profiles, '0');
    expect(newsIn(NOTHING_TOLD, opened)).toBe('Who is watching?. Anna');
    expect(newsIn(opened, toldOf(profiles, '1'))).toBe('Ben');
  });

  it('is nothing while nothing changed', () => {
    expect(newsIn(toldOf(profiles, '1'), toldOf({ ...profiles }, '1'))).toBe('');
  });

  it('is the page again when it says something else', () => {
    const changed = { ...profiles, spoken: 'One moment' };
    expect(newsIn(toldOf(profiles, '0'), toldOf(changed, '0'))).toBe('One moment. Anna');
    expect(newsIn(toldOf(profiles, '0'), toldOf(pageOf('exit', 'Leave?', []), ''))).toBe('Leave?');
  });
});
