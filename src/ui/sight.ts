import type { Texts } from './texts/texts';

/** How many pixels a text is wide. */
export type Measure = (text: string, pixels: number, bold: boolean) => number;

/** All that a page needs to know besides the session's state. */
export type Sight = {
  readonly texts: Texts;
  readonly measure: Measure;
  /** Monotonic, for what is told in minutes. */
  readonly now: number;
  readonly large: boolean;
  readonly version: string;
  readonly report: Report;
};

/** What the machine shows, and the newest lines of the log; both already without secrets. */
export type Report = { readonly facts: readonly string[]; readonly log: readonly string[] };
