import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BENCH_PAGE,
  benchmarks,
  benchmarksPage,
  said,
  type Measured
} from '../../../scripts/proof/benchmarks-page';
import { brief, plot } from '../../../scripts/proof/plot';
import { SOAK_PAGE, soaked, soakPage } from '../../../scripts/proof/soak-page';
import { faultsOf, growthOf } from '../../soak/app/growth';
import type { Held } from '../../soak/app/gauge';
import type { Panel } from '../../bench/support/report';

const PICTURES = join(__dirname, '../../../docs/pictures');
const read = (path: string): string => readFileSync(path, 'utf8');

describe('docs/benchmarks.md and docs/soak.md', () => {
  it('are made of what was measured, and of nothing that somebody typed', () => {
    expect(read(BENCH_PAGE)).toBe(benchmarksPage(benchmarks()));
    expect(read(SOAK_PAGE)).toBe(soakPage(soaked()));
  });

  it('hold no short run, and every bench', () => {
    const all = Object.entries(benchmarks());
    expect(all.filter(([, { circumstances }]) => circumstances.isQuick)).toEqual([]);
    expect(all.map(([name]) => name)).toEqual(['core', 'connect', 'ui', 'gateway', 'sizes', 'growth']);
  });

  it('have the plots of the same figures', () => {
    const drawn = Object.entries({ ...benchmarks(), soak: soaked() }).filter(
      ([, { report }]) => report.panels.length > 0
    );
    drawn.forEach(([name, { report }]) => {
      const path = join(PICTURES, `bench-${name}.svg`);
      expect([name, existsSync(path) && read(path) === plot(report.panels)]).toEqual([name, true]);
    });
  });
});

describe('a page of figures', () => {
  const circumstances = {
    ...{ at: '2026-01-01', commit: 'abc', machine: 'one', load: '0.1' },
    ...{ command: 'npm run bench', isQuick: false }
  };
  const measured = (faults: readonly string[]): Measured => ({
    circumstances,
    report: {
      ...{ title: 'One', how: ['twice'], panels: [], faults },
      tables: [
        {
          title: 'T',
          isRatio: true,
          columns: [
            { name: 'ours', unit: 'ms' },
            { name: 'theirs', unit: 'ms' }
          ],
          rows: [{ what: 'a', figures: [3, 12] }]
        }
      ]
    }
  });

  it('says how, when, where, and ours by theirs', () => {
    const page = benchmarksPage({ one: measured([]) });
    expect(page).toContain('| a | 3 | 12 | 0.25 |');
    expect(page).toContain('Measured 2026-01-01 at commit abc, on one, load average 0.1');
    expect(page).toContain('Within every bound.');
  });

  it('says what was missed', () => {
    expect(benchmarksPage({ one: measured(['a is slow']) })).toContain('Missed: a is slow.');
  });

  it.each([
    [0.012345, '0.0123'],
    [3.14159, '3.14'],
    [12345.6, '12 346'],
    [null, '–'],
    [NaN, '–']
  ])('says %p as %s', (value, words) => {
    expect(said(value)).toBe(words);
  });
});

describe('a plot', () => {
  const panel = (points: readonly (readonly [number, number])[], isLog = false): Panel => ({
    ...{ title: 'A & B', x: 'x', unit: 'ms', isLog },
    series: [{ name: 'measured', points }]
  });
  const ys = (svg: string): number[] =>
    (/polyline points="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map((point) => Number(point.split(',')[1]));

  it('draws what is more higher up, and the same at the same height', () => {
    const [low = 0, high = 0, again = 0] = ys(
      plot([
        panel([
          [1, 10],
          [2, 30],
          [3, 10]
        ])
      ])
    );
    expect(high).toBeLessThan(low);
    expect(again).toBe(low);
  });

  it('draws each ten times as far as the one before, if told to', () => {
    const [one = 0, ten = 0, hundred = 0] = ys(
      plot([
        panel(
          [
            [1, 1],
            [2, 10],
            [3, 100]
          ],
          true
        )
      ])
    );
    expect(one - ten).toBeCloseTo(ten - hundred, 0);
  });

  it('takes its words as words', () => {
    expect(plot([panel([[1, 1]])])).toContain('A &amp; B');
  });

  it.each([
    [1500, '1.5k'],
    [0.25, '0.25'],
    [2_000_000, '2M']
  ])('labels %p as %s', (value, words) => {
    expect(brief(value)).toBe(words);
  });
});

describe('whether something grows', () => {
  const held = (hour: number, change: Partial<Held> = {}): Held => ({
    ...{
      hour,
      scriptKb: 9000,
      codeKb: 3000,
      texturePixels: 1e6,
      textures: 30,
      listeners: 20,
      timers: 3,
      nodes: 40
    },
    ...change
  });
  const day = (change: (hour: number) => Partial<Held>): Held[] =>
    Array.from({ length: 12 }, (_, hour) => held(hour, change(hour)));

  it('is not seen in what comes at the start and stays', () => {
    expect(faultsOf(growthOf(day((hour) => ({ scriptKb: hour < 4 ? 5000 + hour * 1000 : 9000 }))))).toEqual(
      []
    );
  });

  it.each([
    ['Heap', (hour: number) => ({ scriptKb: 9000 + hour * 100 })],
    ['Compiled code', (hour: number) => ({ codeKb: 3000 + hour * 200 })],
    ['Listeners', (hour: number) => ({ listeners: 20 + hour })],
    ['Timers', (hour: number) => ({ timers: 3 + hour })],
    ['DOM nodes', (hour: number) => ({ nodes: 40 + 2 * hour })],
    ['Texture memory', (hour: number) => ({ texturePixels: 1e6 + hour * 1e5 })]
  ])('is seen in %s that comes on top each hour', (title, change) => {
    expect(faultsOf(growthOf(day(change)))).toEqual([expect.stringContaining(`${title} grew from`)]);
  });

  it('is a fault where nothing was measured', () => {
    expect(faultsOf(growthOf([]))).toHaveLength(7);
  });
});
