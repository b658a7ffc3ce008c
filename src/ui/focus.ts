import type { Box, Page, Part, Picture, PressPart } from './page';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The page that hears keys. */
export function topOf(picture: Picture): Page {
  return picture.over === null ? picture.ground : picture.over;
}

/** Everything on a page that can have the focus, placed on the screen. */
export function pressesOn(page: Page): readonly PressPart[] {
  return pressesIn(page.parts, 0, 0);
}

function pressesIn(parts: readonly Part[], x: number, y: number): readonly PressPart[] {
  return parts.reduce((found: readonly PressPart[], part: Part): readonly PressPart[] => {
    if (part.kind === 'press') {
      return found.concat({ ...part, x: part.x + x, y: part.y + y });
    }
    return part.kind === 'group' ? found.concat(pressesIn(part.inside, part.x + x, part.y + y)) : found;
  }, []);
}

/** The press of that name, or null. */
export function pressBy(page: Page, id: string): PressPart | null {
  const found = pressesOn(page).filter((each: PressPart): boolean => each.id === id)[0];
  return found === undefined ? null : found;
}

/** Where the focus goes from here. At the edge it stays. */
export function moveFocus(page: Page, from: string, direction: Direction): string {
  const presses = pressesOn(page);
  const at = presses.filter((each: PressPart): boolean => each.id === from)[0];
  if (at === undefined) {
    return focusAfter(page, from, null);
  }
  const ahead = presses.filter((each: PressPart): boolean => gapTo(at, each, direction) >= 0);
  const next = nearest(ahead, (each: PressPart): number => costOf(at, each, direction));
  return next === null ? from : next.id;
}

/**
 * A page that changed keeps the focus where it was; if that is gone, on what is nearest to where it was. Empty only
 * where there is nothing to press.
 */
export function focusAfter(page: Page, id: string, was: Box | null): string {
  const presses = pressesOn(page);
  const has = (name: string): boolean => presses.some((each: PressPart): boolean => each.id === name);
  if (has(id)) {
    return id;
  }
  const near = was === null ? null : nearest(presses, (each: PressPart): number => distance(was, each));
  const any = near === null ? presses[0] : near;
  return any === undefined || (near === null && has(page.first)) ? page.first : any.id;
}

/** What lies under a point. */
export function pressAt(page: Page, x: number, y: number): PressPart | null {
  const hit = pressesOn(page).filter(
    (each: PressPart): boolean => x >= each.x && x < each.x + each.w && y >= each.y && y < each.y + each.h
  );
  const last = hit[hit.length - 1];
  return last === undefined ? null : last;
}

function nearest(presses: readonly PressPart[], cost: (each: PressPart) => number): PressPart | null {
  return presses.reduce(
    (best: PressPart | null, each: PressPart): PressPart | null =>
      best === null || cost(each) < cost(best) ? each : best,
    null
  );
}

/** How far ahead the other begins; negative when it is not ahead at all. */
function gapTo(from: Box, to: Box, direction: Direction): number {
  switch (direction) {
    case 'left':
      return from.x - (to.x + to.w);
    case 'right':
      return to.x - (from.x + from.w);
    case 'up':
      return from.y - (to.y + to.h);
    case 'down':
      return to.y - (from.y + from.h);
  }
}

/** A step aside costs more than a step ahead; what overlaps in the other axis lies straight ahead. */
const ASIDE = 3;

function costOf(from: Box, to: Box, direction: Direction): number {
  const isLevel = direction === 'left' || direction === 'right';
  const aside = isLevel ? apart(from.y, from.h, to.y, to.h) : apart(from.x, from.w, to.x, to.w);
  const skew = isLevel ? between(from.y, from.h, to.y, to.h) : between(from.x, from.w, to.x, to.w);
  return gapTo(from, to, direction) + ASIDE * aside + skew / 100;
}

/** From middle to middle: the same in both directions of reading. */
function between(a: number, aLength: number, b: number, bLength: number): number {
  return Math.abs(a + aLength / 2 - b - bLength / 2);
}

/** The distance between two stretches; none where they overlap. */
function apart(a: number, aLength: number, b: number, bLength: number): number {
  return Math.max(0, a - (b + bLength), b - (a + aLength));
}

function distance(a: Box, b: Box): number {
  return apart(a.x, a.w, b.x, b.w) + apart(a.y, a.h, b.y, b.h) + between(a.x, a.w, b.x, b.w) / 100;
}
