import { writeFileSync } from 'node:fs';

export type Column = { readonly name: string; readonly unit: string };
export type Row = {
  readonly what: string;
  readonly figures: readonly (number | null)[];
  readonly note?: string;
};

/** The first column is ours; with `isRatio` the second is the peer it is divided by. */
export type Table = {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly isRatio: boolean;
};

export type Point = readonly [x: number, y: number];
export type Series = { readonly name: string; readonly points: readonly Point[] };
export type Panel = {
  readonly title: string;
  readonly x: string;
  readonly unit: string;
  readonly isLog?: boolean;
  readonly series: readonly Series[];
};

/** What a bench hands to whoever makes a page of it, so that nobody has to read its prose. */
export type Report = {
  readonly title: string;
  /** What was run how often, on which seeds, and what was done to be fair. */
  readonly how: readonly string[];
  readonly tables: readonly Table[];
  readonly panels: readonly Panel[];
  /** Every bound that was missed, in words. */
  readonly faults: readonly string[];
};

/** The option by which a bench is asked for its report. */
export const JSON_OPTION = {
  json: { kind: 'text', fallback: '', about: 'file for the figures, as JSON' }
} as const;

/** Writes the report where it is wanted, says whether all is well, and has the process end accordingly. */
export function handOver(report: Report, path: string): void {
  if (path !== '') {
    writeFileSync(path, `${JSON.stringify(report, null, 1)}\n`);
  }
  const { faults } = report;
  process.stdout.write(faults.length === 0 ? '\nwithin every bound\n' : `\n${faults.join('\n')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
