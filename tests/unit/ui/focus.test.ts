import fc from 'fast-check';
import { focusAfter, moveFocus, pressAt, pressBy, pressesOn, type Direction } from '../../../src/ui/focus';
import { mirrorPage } from '../../../src/ui/mirror';
import { page } from '../../../src/ui/parts';
import { SAFE, SCREEN } from '../../../src/ui/theme';
import type { Box, GroupPart, Page, Part, PressPart } from '../../../src/ui/page';

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down'];
const OPPOSITE = { left: 'right', right: 'left', up: 'up', down: 'down' } as const;

function press(id: string, box: Box): PressPart {
  const act = { type: 'retryNow' } as const;
  return { kind: 'press', ...box, id, label: id, radius: 0, look: 'plate', act, inside: [] };
}

function pageOf(parts: readonly Part[], first = ''): Page {
  return page('home', parts, { first, spoken: '' });
}

type Row = {
  readonly h: number;
  readonly gap: number;
  readonly widths: readonly number[];
  readonly side: number;
};

const row: fc.Arbitrary<Row> = fc.record({
  h: fc.integer({ min: 78, max: 240 }),
  gap: fc.integer({ min: 12, max: 60 }),
  widths: fc.array(fc.integer({ min: 75, max: 520 }), { minLength: 1, maxLength: 6 }),
  side: fc.constantFrom(0, 0.5, 1)
});

const BESIDE = 24;

/** Rows below each other as screens have them: buttons, lists, keys of a keyboard, a badge in the corner. */
function placed(rows: readonly Row[]): readonly PressPart[] {
  let y = SAFE.y;
  return rows.flatMap(({ h, gap, widths, side }, line) => {
    const fits = widths.filter(
      (_w, at) => widths.slice(0, at + 1).reduce((sum, w) => sum + w + BESIDE, 0) < 1700
    );
    const room = SCREEN.w - 2 * SAFE.x - fits.reduce((sum, w) => sum + w + BESIDE, -BESIDE);
    let x = SAFE.x + Math.round(room * side);
    const made = fits.map((w, at) => {
      const box = { x, y, w, h };
      x += w + BESIDE;
      return press(`${line}.${at}`, box);
    });
    y += h + gap;
    return made;
  });
}

const pages = fc
  .array(row, { minLength: 1, maxLength: 6 })
  .map(placed)
  .filter((presses) => presses.length > 0)
  .map((presses) => pageOf(presses, (presses[0] as PressPart).id));

function liesThere(from: Box, to: Box, direction: Direction): boolean {
  return {
    left: to.x + to.w <= from.x,
    right: to.x >= from.x + from.w,
    up: to.y + to.h <= from.y,
    down: to.y >= from.y + from.h
  }[direction];
}

type Steps = { readonly [id: string]: readonly string[] };

function stepsOn(shown: Page): Steps {
  const stepsFrom = (id: string): readonly string[] =>
    DIRECTIONS.map((direction) => moveFocus(shown, id, direction));
  return Object.fromEntries(pressesOn(shown).map(({ id }) => [id, stepsFrom(id)]));
}

function reachable(steps: Steps, from: string): ReadonlySet<string> {
  const found = new Set([from]);
  found.forEach((id) => (steps[id] as readonly string[]).forEach((next) => found.add(next)));
  return found;
}

function grid(columns: number, rows: number, w: number, h: number): Page {
  const cells = Array.from({ length: columns * rows }, (_each, at) => {
    const [column, line] = [at % columns, Math.floor(at / columns)];
    return press(`${line}.${column}`, { x: 96 + column * (w + 24), y: 54 + line * (h + 24), w, h });
  });
  return pageOf(cells, '0.0');
}

describe('the focus', () => {
  it('goes where the key points, or stays', () => {
    fc.assert(
      fc.property(pages, fc.constantFrom(...DIRECTIONS), (shown, direction) => {
        const strays = pressesOn(shown).filter((from) => {
          const to = pressBy(shown, moveFocus(shown, from.id, direction));
          return to === null || (to.id !== from.id && !liesThere(from, to, direction));
        });
        expect(strays).toEqual([]);
      })
    );
  });

  it('reaches every press from every other', () => {
    fc.assert(
      fc.property(pages, (shown) => {
        const all = pressesOn(shown).map(({ id }) => id);
        const steps = stepsOn(shown);
        expect(all.filter((id) => reachable(steps, id).size < all.length)).toEqual([]);
      })
    );
  });

  it('moves in a mirrored page as in a mirror', () => {
    fc.assert(
      fc.property(pages, fc.constantFrom(...DIRECTIONS), (shown, direction) => {
        const mirrored = mirrorPage(shown, SCREEN.w);
        const all = pressesOn(shown).map(({ id }) => id);
        expect(all.map((id) => moveFocus(mirrored, id, OPPOSITE[direction]))).toEqual(
          all.map((id) => moveFocus(shown, id, direction))
        );
      })
    );
  });

  it('goes through a grid cell by cell, and stops at its edges', () => {
    const walk = fc.array(fc.constantFrom(...DIRECTIONS), { maxLength: 30 });
    const size = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(size, size, walk, (columns, rows, moves) => {
        const shown = grid(columns, rows, 120, 90);
        let [column, line] = [0, 0];
        let id = '0.0';
        const seen = moves.map((direction) => {
          column = Math.min(
            columns - 1,
            Math.max(0, column + (direction === 'right' ? 1 : direction === 'left' ? -1 : 0))
          );
          line = Math.min(
            rows - 1,
            Math.max(0, line + (direction === 'down' ? 1 : direction === 'up' ? -1 : 0))
          );
          id = moveFocus(shown, id, direction);
          return [id, `${line}.${column}`];
        });
        expect(seen.filter(([is, should]) => is !== should)).toEqual([]);
      })
    );
  });

  it('takes the first of two that are equally near', () => {
    const low = [
      press('left', { x: 0, y: 200, w: 100, h: 90 }),
      press('right', { x: 200, y: 200, w: 100, h: 90 })
    ];
    const shown = pageOf([press('top', { x: 100, y: 0, w: 100, h: 90 }), ...low], 'top');
    expect(moveFocus(shown, 'top', 'down')).toBe('left');
    expect(moveFocus(mirrorPage(shown, SCREEN.w), 'top', 'down')).toBe('left');
  });

  it('is on something as long as there is anything to press, whatever was there before', () => {
    const box = fc.record({ x: fc.nat(1800), y: fc.nat(1000), w: fc.nat(100), h: fc.nat(80) });
    fc.assert(
      fc.property(pages, fc.string(), fc.string(), fc.option(box), (shown, gone, first, was) => {
        expect(pressBy(shown, focusAfter({ ...shown, first }, gone, was))).not.toBeNull();
      })
    );
  });

  it('stays where it was while that is there, goes to what is nearest when it is not, and begins where the page says', () => {
    const shown = pageOf(
      ['a', 'b', 'c'].map((id, at) => press(id, { x: 96, y: 100 + 120 * at, w: 300, h: 96 })),
      'b'
    );
    expect(focusAfter(shown, 'c', null)).toBe('c');
    expect(focusAfter(shown, 'gone', { x: 96, y: 460, w: 300, h: 96 })).toBe('c');
    expect(focusAfter(shown, 'gone', null)).toBe('b');
    expect(moveFocus(shown, 'gone', 'down')).toBe('b');
  });

  it('finds presses inside groups where they really are', () => {
    const inside: GroupPart = {
      kind: 'group',
      ...{ x: 500, y: 300, w: 400, h: 200 },
      fixed: true,
      inside: [press('deep', { x: 10, y: 20, w: 100, h: 80 })]
    };
    const shown = pageOf([inside]);
    expect(pressBy(shown, 'deep')).toMatchObject({ x: 510, y: 320 });
    expect(pressAt(shown, 511, 321)).toMatchObject({ id: 'deep' });
  });
});

describe('a pointer', () => {
  it('finds what lies under it, and nothing beside it', () => {
    fc.assert(
      fc.property(
        pages,
        fc.integer({ min: 0, max: 1920 }),
        fc.integer({ min: 0, max: 1080 }),
        (shown, x, y) => {
          const under = pressesOn(shown).filter(
            (each) => x >= each.x && x < each.x + each.w && y >= each.y && y < each.y + each.h
          );
          expect(pressAt(shown, x, y)).toEqual(under.length === 0 ? null : under[0]);
        }
      )
    );
  });
});
