import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, Row, Table } from '../../tests/bench/support/report';
import { ROOT } from '../processes';
import type { Circumstances } from './circumstances';

export type Measured = { readonly circumstances: Circumstances; readonly report: Report };
export type Benchmarks = { readonly [bench: string]: Measured };

export const BENCH_FIGURES = join(ROOT, 'docs/figures/benchmarks.json');
export const BENCH_PAGE = join(ROOT, 'docs/benchmarks.md');

/** What was last measured, by bench. */
export function benchmarks(): Benchmarks {
  return JSON.parse(readFileSync(BENCH_FIGURES, 'utf8')) as Benchmarks;
}

/** Three digits that count, and a thousand with its group apart. */
export function said(value: number | null): string {
  if (value === null || !Number.isFinite(value)) {
    return '–';
  }
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString('en-GB', { maximumFractionDigits: 4 }).replace(/,/g, ' ');
}

function ratioOf({ figures: [ours, theirs] }: Row): string {
  const isKnown = typeof ours === 'number' && typeof theirs === 'number' && theirs !== 0;
  return isKnown ? (ours / theirs).toFixed(2) : '–';
}

function tableLines({ title, columns, rows, isRatio }: Table): string[] {
  const hasNotes = rows.some(({ note }) => note !== undefined);
  const heads = [
    '',
    ...columns.map(({ name, unit }) => (unit === '' ? name : `${name}, ${unit}`)),
    ...(isRatio ? ['ratio'] : []),
    ...(hasNotes ? [''] : [])
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) =>
    line([
      row.what,
      ...row.figures.map(said),
      ...(isRatio ? [ratioOf(row)] : []),
      ...(hasNotes ? [row.note ?? ''] : [])
    ])
  );
  const rule = heads.map((_, at) => (at === 0 || (hasNotes && at === heads.length - 1) ? '---' : '---:'));
  return [`**${title}**`, '', line(heads), line(rule), ...body, ''];
}

/** One report: how, when and where, picture, tables, verdict. */
export function section(bench: string, { circumstances, report }: Measured, folder: string): string[] {
  const { at, commit, load, command, isQuick, machine } = circumstances;
  return [
    `## ${report.title}`,
    '',
    ...report.how.map((each) => `- ${each}`),
    `- Measured ${at} at commit ${commit}${isQuick ? ', a short run' : ''}, on ${machine}, load average ${load} when it began.`,
    `- Again: \`${command}\``,
    '',
    ...(report.panels.length > 0
      ? [`![${report.panels.map(({ title }) => title).join('; ')}](${folder}bench-${bench}.svg)`, '']
      : []),
    ...report.tables.flatMap(tableLines),
    report.faults.length === 0
      ? 'Within every bound.'
      : `Missed: ${report.faults.map((each) => each.replace(/\|/g, '/')).join('; ')}.`,
    ''
  ];
}

/** The whole page, made of figures alone. */
export function benchmarksPage(all: Benchmarks, folder = 'pictures/'): string {
  return [
    '# Benchmarks',
    '',
    '<!-- Made by `npm run bench` from docs/figures/benchmarks.json. Nothing here is typed by hand. -->',
    '',
    'Ours beside others, by turns, in the same run on the same machine. Times are medians; a ratio is ours by the first peer. Look at',
    'ratios rather than at times: the machine is small and does other things too. `npm run bench` measures all of it anew and',
    'writes this page, `npm run bench -- --quick` a short form of it in `build/bench`, `npm run bench -- --only ui` one part.',
    '',
    ...Object.entries(all).flatMap(([bench, measured]) => section(bench, measured, folder))
  ].join('\n');
}
