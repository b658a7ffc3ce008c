import type { Page, Part } from './page';

/** The page as people read it who read from right to left. What is fixed, such as a code, keeps its own order. */
export function mirrorPage(page: Page, w: number): Page {
  return { ...page, parts: mirrorAll(page.parts, w) };
}

function mirrorAll(parts: readonly Part[], w: number): readonly Part[] {
  return parts.map((part: Part): Part => mirror(part, w));
}

function mirror(part: Part, w: number): Part {
  const placed = { ...part, x: w - part.x - part.w };
  switch (placed.kind) {
    case 'text':
      return { ...placed, align: OPPOSITE[placed.align] };
    case 'group':
      return placed.fixed ? placed : { ...placed, inside: mirrorAll(placed.inside, placed.w) };
    case 'press':
      return { ...placed, inside: mirrorAll(placed.inside, placed.w) };
    default:
      return placed;
  }
}

const OPPOSITE: { readonly [align in 'start' | 'middle' | 'end']: 'start' | 'middle' | 'end' } = {
  start: 'end',
  middle: 'middle',
  end: 'start'
};
