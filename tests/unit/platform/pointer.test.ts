import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { createClaim } from '../../../src/platform/one-press';
import { pastedIn, pointerOf, type Pointed } from '../../../src/platform/pointer';
import { placeIn } from '../../../src/platform/renderer';

const PICTURE = { w: 1920, h: 1080 };

type Room = {
  readonly seen: Pointed[];
  readonly fire: (type: string, x: number, y: number, rest?: object) => void;
  readonly wait: (ms: number) => void;
  readonly stop: () => void;
};

function setUp(innerWidth = 1920, innerHeight = 1080): Room {
  const { window } = new JSDOM('');
  let at = 1000;
  const now = (): number => at;
  const place = (): ReturnType<typeof placeIn> => placeIn({ innerWidth, innerHeight }, PICTURE);
  const seen: Pointed[] = [];
  const needs = { now, place, claim: createClaim(now) };
  const stop = pointerOf(window as unknown as Window, needs)((event) => seen.push(event));
  const fire = (type: string, clientX: number, clientY: number, rest: object = {}): void => {
    const Kind = type === 'wheel' ? window.WheelEvent : window.MouseEvent;
    window.document.body.dispatchEvent(new Kind(type, { clientX, clientY, bubbles: true, ...rest }));
  };
  return { seen, fire, wait: (ms) => void (at += ms), stop };
}

const sides = fc.integer({ min: 300, max: 4000 });

describe('the picture in its window', () => {
  it('is whole, has its own shape, touches two edges and lies in the middle', () => {
    fc.assert(
      fc.property(sides, sides, (innerWidth, innerHeight) => {
        const { x, y, w, h, precision } = placeIn({ innerWidth, innerHeight }, PICTURE);
        expect(w <= innerWidth && h <= innerHeight && (w === innerWidth || h === innerHeight)).toBe(true);
        expect(Math.abs(w / 16 - h / 9)).toBeLessThanOrEqual(0.1);
        expect(Math.abs(innerWidth - w - 2 * x) <= 1 && Math.abs(innerHeight - h - 2 * y) <= 1).toBe(true);
        expect(precision).toBeCloseTo(w / PICTURE.w, 1);
      })
    );
  });

  it('is sharp at the sizes that sets have', () => {
    const sizes = [720, 1080, 2160].map((h) => ({ innerWidth: (h * 16) / 9, innerHeight: h }));
    expect(sizes.map((size) => placeIn(size, PICTURE).w)).toEqual([1280, 1920, 3840]);
  });

  it('is full size in a window that has no size yet', () => {
    expect(placeIn({ innerWidth: 0, innerHeight: 0 }, PICTURE)).toMatchObject({ w: 1920, precision: 1 });
  });
});

describe('a pointer', () => {
  it('points at the same share of the picture in every window', () => {
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const room = setUp(width, height);
        const { x, y, w, h } = placeIn({ innerWidth: width, innerHeight: height }, PICTURE);
        room.fire('click', x + w / 4, y + h / 2);
        expect(room.seen).toHaveLength(1);
        expect(room.seen[0]?.x).toBeCloseTo(0.25, 2);
        expect(room.seen[0]?.y).toBeCloseTo(0.5, 2);
      }),
      { numRuns: 20 }
    );
  });

  it('that does not move does not point, though the engine says it moved', () => {
    const room = setUp();
    [10, 10, 10, 11].forEach((x) => room.fire('mousemove', x, 5));
    room.fire('click', 11, 5);
    room.fire('mousemove', 11, 5);
    expect(room.seen.map(({ type }) => type)).toEqual(['move', 'move', 'press']);
  });

  it('turns its wheel step by step', () => {
    const room = setUp();
    [1, 1, 1].forEach(() => room.fire('wheel', 5, 5, { deltaY: 40 }));
    room.wait(120);
    room.fire('wheel', 5, 5, { deltaY: -40 });
    room.wait(120);
    room.fire('wheel', 5, 5, { deltaY: 0, deltaX: 9 });
    expect(room.seen.map(({ type, down }) => [type, down])).toEqual([
      ['wheel', true],
      ['wheel', false]
    ]);
  });

  it('is heard no more once nobody listens', () => {
    const room = setUp();
    room.stop();
    ['mousemove', 'click', 'wheel'].forEach((type) => room.fire(type, 5, 5, { deltaY: 1 }));
    expect(room.seen).toEqual([]);
  });
});

describe('what is pasted', () => {
  it('is heard until nobody listens any more, and is nothing where an engine hands out no clipboard', () => {
    const { window } = new JSDOM('');
    const seen: string[] = [];
    const stop = pastedIn(window as unknown as Window)((text) => seen.push(text));
    const paste = (clipboardData: unknown): void => {
      const event = Object.assign(new window.Event('paste', { bubbles: true }), { clipboardData });
      window.document.body.dispatchEvent(event);
    };
    paste({ getData: (kind: string) => `${kind} 10.0.0.1` });
    paste(null);
    stop();
    paste({ getData: () => 'late' });
    expect(seen).toEqual(['text 10.0.0.1', '']);
  });
});
