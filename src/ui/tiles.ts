import { shape } from './parts';
import { lineOf, SAFE, SCREEN } from './theme';
import type { Box, Part } from './page';
import type { Sight } from './sight';

/** How many libraries are in view at once. */
export const TILES = 4;
export const TILE_PAD = 39;
const GAP = 24;
const W = (SCREEN.w - 2 * SAFE.x - (TILES - 1) * GAP) / TILES;

/** How high they begin. Large words need the room that small ones leave to calm. */
export function tilesTop(sight: Sight, above: number): number {
  return Math.max(sight.large ? 426 : 450, above);
}

/** How far below them the buttons are. */
export function tilesGap({ large }: Sight): number {
  return large ? 48 : 72;
}

/** Where the tile of a library is. */
export function tileBox(sight: Sight, at: number, y: number): Box {
  const h = 2 * lineOf('heading', sight.large) + lineOf('hint', sight.large) + 2 * TILE_PAD;
  return { x: SAFE.x + at * (W + GAP), y, w: W, h };
}

/** What will have its place here, as long as nobody knows what it is. */
export function tilesToCome(sight: Sight, y: number): readonly Part[] {
  return [0, 1, 2, 3].map((at: number): Part => shape(tileBox(sight, at, y), 27, 'tile'));
}
