import { words } from './parts';
import type { Ink, Size, TextPart } from './page';
import type { Sight } from './sight';

/** One text of a column. An empty one takes no room. */
export type Paragraph = {
  readonly text: string;
  readonly size?: Size;
  readonly bold?: boolean;
  readonly ink?: Ink;
  readonly lines?: number;
  /** Room above it, unless it is the first. */
  readonly gap?: number;
};

export type Column = { readonly parts: readonly TextPart[]; readonly bottom: number };

/** Texts below each other, each as high as its lines. */
export function column(
  sight: Sight,
  at: { readonly x: number; readonly y: number; readonly w: number },
  paragraphs: readonly Paragraph[]
): Column {
  return paragraphs.reduce(
    (sum: Column, { text, gap = 18, ...how }: Paragraph): Column => {
      if (text === '') {
        return sum;
      }
      const y = sum.parts.length === 0 ? sum.bottom : sum.bottom + gap;
      const part = words(sight, { size: 'body', lines: 3, ...how, x: at.x, w: at.w, y, text });
      return { parts: sum.parts.concat(part), bottom: y + part.h };
    },
    { parts: [], bottom: at.y }
  );
}
