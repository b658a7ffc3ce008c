import { asideOf, astray, leanOf, medianOf, type All } from './verdicts';
import type { Case } from './park';
import type { Figures } from './recovery';
import type { Panel, Table } from './report';

const NAMES = { couchkey: 'Couchkey', ctrl: '@ctrl/plex', sequential: 'one after another' } as const;
const CONTENDERS = ['couchkey', 'ctrl', 'sequential'] as const;

const COLUMNS = [
  NAMES.couchkey,
  NAMES.ctrl,
  '@ctrl/plex without its account step',
  NAMES.sequential,
  'Couchkey, every later time'
].map((name) => ({ name, unit: 'ms' }));

function noteOf(each: Case, all: All): string {
  return CONTENDERS.flatMap((name) =>
    astray(all[name], each).map((words) => `${NAMES[name]}: ${words}`)
  ).join('; ');
}

/** One set of cases as a table. */
export function connectTable(title: string, cases: readonly Case[], all: All): Table {
  const rows = cases.map((each) => ({
    what: each.rank === null ? each.name : `the live one is number ${each.rank} of 8`,
    figures: [
      medianOf(all.couchkey, each),
      medianOf(all.ctrl, each),
      leanOf(all.ctrl, each),
      medianOf(all.sequential, each),
      asideOf(all.couchkey, each)
    ],
    note: noteOf(each, all)
  }));
  return { title: `Time to a connection; ${title}`, columns: COLUMNS, isRatio: true, rows };
}

/** The same as a picture; none for a set of one. */
export function connectPanel(title: string, cases: readonly Case[], all: All): Panel[] {
  const series = CONTENDERS.map((name) => ({
    name: NAMES[name],
    points: cases.map((each) => [each.rank ?? 0, medianOf(all[name], each)] as const)
  }));
  const x = 'which of eight addresses lives';
  return cases.length < 2 ? [] : [{ title, x, unit: 'ms to a connection', isLog: true, series }];
}

/** The ways back as a table. */
export function recoveryFigures(figures: readonly Figures[]): Table {
  return {
    title: 'From "the server is back" to online',
    isRatio: false,
    columns: [
      { name: 'median', unit: 'ms' },
      { name: 'of that one connect', unit: 'ms' },
      { name: 'step then running', unit: 'ms' },
      { name: 'waited, share of the step (0.6 is promised)', unit: '' },
      { name: 'worst', unit: '' }
    ],
    rows: figures.map(({ outageMs, away, hint, ...each }) => ({
      what: `away for ${outageMs / 1000} s, ${away}${hint === 'none' ? '' : `, then ${hint}`}`,
      figures: [each.ms, each.connectMs, each.stepMs, each.share, each.worstShare]
    }))
  };
}
