import { growthOf } from './growth';
import type { Report } from '../../bench/support/report';
import type { Day } from './day';

export type Plan = {
  readonly hours: number;
  readonly minutes: number;
  readonly seed: number;
  readonly speed: number;
};

/** What the app held hour by hour, and whether it became more. */
export function soakReport({ held, seen }: Day, faults: readonly string[], plan: Plan): Report {
  const growth = growthOf(held);
  return {
    title: 'The whole app',
    how: [
      `${plan.hours} hours of the app's own time in ${plan.minutes.toFixed(0)} minutes, seed ${plan.seed}: ${plan.speed} times as fast while nothing is awaited, as fast as ever while an answer is.`,
      'A real Chromium without a window at a sixth of this machine, the packaged profile, the simulator for everybody else.',
      'Measured each hour at home at rest, after the engine has thrown away what it no longer needs. Compiled code stands apart: it comes as functions are first used, for hours, and has its end. The least of the middle third of the day against the least of its last.'
    ],
    tables: [
      {
        title: 'What it lived through',
        isRatio: false,
        columns: [{ name: 'times', unit: '' }],
        rows: Object.entries(seen).map(([what, times]) => ({ what, figures: [times] }))
      },
      {
        title: 'What it held',
        isRatio: false,
        columns: ['middle third', 'last third', 'more', 'at most'].map((name) => ({ name, unit: '' })),
        rows: growth.map(({ title, unit, early, late, most }) => ({
          what: unit === '' ? title : `${title}, ${unit}`,
          figures: [early, late, late - early, most]
        }))
      }
    ],
    panels: growth.map(({ kind, title, unit }) => ({
      title,
      x: 'hours',
      unit,
      series: [{ name: 'held', points: held.map((each) => [each.hour, each[kind]] as const) }]
    })),
    faults
  };
}
