import type { Row } from './evening';

type Cells = readonly string[];

const HEADS = ['engine', 'stands for', 'steps', 'drawn by', 'first code', 'heap'];

function cells(row: Row): Cells {
  const code = row.firstCodeMs === null ? '-' : `${row.firstCodeMs} ms`;
  const heap = row.heapMb === null ? '-' : `${row.heapMb} MB`;
  return [row.engine, row.years, `${row.passed.length} of ${row.steps}`, row.draws, code, heap];
}

function verdict({ failed }: Row): string {
  return failed === null ? 'passed' : `FAILED at ${failed.step}: ${failed.why}`;
}

const WIDTHS = [41, 27, 6, 8, 10, 8];

/** One line for a terminal. */
export function lineOf(row: Row): string {
  return [...cells(row).map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0)), verdict(row)].join('  ');
}

/** The same for a page of the docs. */
export function markdownOf(rows: readonly Row[]): string {
  const lines = [HEADS, HEADS.map(() => '---'), ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

const BEGIN = '<!-- engines: written by `npm run test:engines -- --all --write` -->';
const END = '<!-- /engines -->';

/** The page with the table in its place. */
export function withTable(page: string, table: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) {
    throw new Error(`the page has no place for the table, between ${BEGIN} and ${END}`);
  }
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${page.slice(end)}`;
}
