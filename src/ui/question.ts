import { column, type Paragraph } from './column';
import { buttonRow, page, type Choice } from './parts';
import { SCREEN } from './theme';
import type { Page, Part, TextPart } from './page';
import type { Sight } from './sight';

const COLUMN = { x: 330, y: 0, w: 1260 };

export type Question = {
  readonly name: Page['name'];
  readonly title: string;
  readonly body: readonly string[];
  /** The first is the safe one. */
  readonly choices: readonly Choice[];
};

/** A title, what there is to know, and the answers, in the middle of the screen. */
export function question(sight: Sight, { name, title, body, choices }: Question): Page {
  const heading: readonly Paragraph[] = [{ text: title, size: 'title', bold: true, lines: 2 }];
  const rest = body.map((text: string): Paragraph => ({ text, ink: 'quiet', lines: 5 }));
  const text = column(sight, COLUMN, heading.concat(rest));
  const row = buttonRow(sight, COLUMN.x, text.bottom + 60, COLUMN.w, choices);
  const bottom = row.reduce((y: number, each): number => Math.max(y, each.y + each.h), text.bottom);
  const top = Math.round((SCREEN.h - bottom) / 2);
  const first = choices[0];
  const parts: readonly Part[] = text.parts;
  return page(
    name,
    parts.concat(row).map((each: Part): Part => ({ ...each, y: each.y + top })),
    { first: first === undefined ? '' : first.id, spoken: readAloud(text.parts) }
  );
}

/** What stands in a column, for the voice. */
export function readAloud(texts: readonly TextPart[]): string {
  return texts.map((each: TextPart): string => each.text.replace(/\n/g, ' ')).join('. ');
}
