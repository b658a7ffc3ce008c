import type { Table } from './report';

const FIRST = 44;
const REST = 24;

/** A table for a terminal. */
export function shown({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(FIRST) : ` ${cell}`.padStart(REST))).join('');
  return [
    '',
    title,
    line(['', ...columns.map(({ name, unit }) => (unit === '' ? name : `${name} ${unit}`))]),
    ...rows.map(({ what, figures, note = '' }) =>
      line([
        what,
        ...figures.map((figure) => (figure === null ? '–' : String(Number(figure.toPrecision(4)))))
      ]).concat(note === '' ? '' : `  ${note}`)
    ),
    ''
  ].join('\n');
}
