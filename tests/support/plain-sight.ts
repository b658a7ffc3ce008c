import { ENGLISH, textsOf } from '../../src/ui/texts/texts';
import type { Sight } from '../../src/ui/sight';

/** A sight whose every sign is as wide as half its size, so that widths can be told by counting. */
export const PLAIN_SIGHT: Sight = {
  texts: textsOf(ENGLISH),
  measure: (text, pixels) => (text.length * pixels) / 2,
  now: 0,
  large: false,
  version: '1.2.3',
  report: { facts: [], log: [] }
};
