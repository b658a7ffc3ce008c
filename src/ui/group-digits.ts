import type { Texts } from './texts/texts';

/** A number as people of that language write it: 22 118, 22.118 or 22,118. */
export function groupDigits(texts: Texts, n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, texts.say('number.group'));
}
