import fc from 'fast-check';
import { idOnOpening, plainId, scrollFor } from '../../../src/ui/scroll';

const LIST = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3, max: 9 }))
  .map(([count, room]) => ({ ids: Array.from({ length: count }, (_, at) => `item${at}`), room }));

/** The ids in view while this one has the focus. */
function inView(ids: readonly string[], room: number, focus: string): readonly string[] {
  const scroll = scrollFor(ids.length, room, { focus });
  return ids.slice(scroll.from, scroll.to).map((id, at) => scroll.idOf(id, scroll.from + at));
}

function walk(ids: readonly string[], room: number, from: string, step: 1 | -1): readonly string[] {
  const steps = [from];
  for (let at = 1; at < ids.length; at += 1) {
    const focus = steps[steps.length - 1] as string;
    const view = inView(ids, room, focus);
    steps.push(view[view.indexOf(focus) + step] as string);
  }
  return steps;
}

describe('a list that is longer than its room', () => {
  it('leads with one key through every item and back, each in view when it is reached', () => {
    fc.assert(
      fc.property(LIST, ({ ids, room }) => {
        const down = walk(ids, room, inView(ids, room, '')[0] as string, 1);
        expect(down.map(plainId)).toEqual(ids);
        const up = walk(ids, room, down[down.length - 1] as string, -1);
        expect(up.map(plainId)).toEqual([...ids].reverse());
      })
    );
  });

  it('never shows less than it has room for', () => {
    fc.assert(
      fc.property(LIST, fc.nat(80), ({ ids, room }, at) => {
        expect(inView(ids, room, `item${at}@${at}`)).toHaveLength(Math.min(room, ids.length));
      })
    );
  });

  it('stays where it is while something beside it has the focus', () => {
    const { idBeside, from } = scrollFor(40, 4, { focus: 'item9@7' });
    expect(from).toBe(7);
    expect(scrollFor(40, 4, { focus: idBeside('again') }).from).toBe(7);
  });

  it('opens with the item in view that it is about', () => {
    fc.assert(
      fc.property(LIST, fc.nat(59), ({ ids, room }, nth) => {
        const at = nth % ids.length;
        const id = idOnOpening(ids.length, room, ids[at] as string, at);
        expect(inView(ids, room, id)).toContain(id);
        expect(plainId(id)).toBe(ids[at]);
      })
    );
  });
});
