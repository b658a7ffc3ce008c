import { paletteFor } from '../theme';
import type { Settings } from '../../core/model/config';
import type { Ink, ShapePart, TextPart } from '../page';

/** What a part needs to be drawn that is not its own: the colours, the text size, the direction of writing, the focus. */
export type Brush = {
  readonly colors: { readonly [ink in Ink]: number };
  readonly large: boolean;
  readonly rtl: boolean;
  readonly isLit: boolean;
};

/** What the viewer's settings make of it, with nothing lit yet. */
export function brushFor({ contrast, largeText }: Settings, rtl: boolean): Brush {
  return { colors: paletteFor(contrast), large: largeText, rtl, isLit: false };
}

/** The colour of what has one. */
export function colorOf({ ink, lit }: ShapePart | TextPart, { colors, isLit }: Brush): number {
  return colors[isLit && lit !== undefined ? lit : ink];
}
