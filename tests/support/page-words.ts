import { pressBy, pressesOn } from '../../src/ui/focus';
import type { Act, Page, Part, TextPart } from '../../src/ui/page';

/** Every text on a page, in the order of painting, each on one line. */
export function textsOn(page: Page): readonly string[] {
  return textPartsOn(page).map(({ text }) => text.replace(/\n/g, ' '));
}

/** The same as parts. */
export function textPartsOn(page: Page): readonly TextPart[] {
  return leavesIn(page.parts).filter((part): part is TextPart => part.kind === 'text');
}

/** Everything that is drawn, groups and presses unfolded; places are relative to their group. */
export function leavesIn(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) => ('inside' in part ? leavesIn(part.inside) : [part]));
}

/** What a press of that name does. */
export function actOf(page: Page, id: string): Act | null {
  const press = pressBy(page, id);
  return press === null ? null : press.act;
}

/** What is written on the presses, and the voice says of them. */
export function labelsOn(page: Page): readonly string[] {
  return pressesOn(page).map(({ label }) => label);
}
