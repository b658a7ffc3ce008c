import type { Ink } from '../page';

/** What a part needs to be drawn that is not its own: the colours, the text size, the direction of writing, the focus. */
export type Brush = {
  readonly colors: { readonly [ink in Ink]: number };
  readonly large: boolean;
  readonly rtl: boolean;
  readonly isLit: boolean;
};
