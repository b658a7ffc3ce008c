import fc from 'fast-check';
import { freshLocal, isTyping, reduceLocal } from '../../../src/ui/local';
import { signsOf } from '../../../src/ui/break-text';
import type { Local, Typing } from '../../../src/ui/page';

const sign = fc.constantFrom('1', 'a', ':', '😀', 'é', '👩‍👩‍👧');
const acts: fc.Arbitrary<Typing> = fc.oneof(
  sign.map((text): Typing => ({ type: 'type', text })),
  fc.constant<Typing>({ type: 'erase' }),
  fc.constant<Typing>({ type: 'clear' })
);

function after(history: readonly Typing[]): Local {
  return history.reduce(reduceLocal, freshLocal('key5'));
}

describe('what was typed', () => {
  it('is what a list of signs would be, and never moves the focus', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), (history) => {
        const expected = history.reduce<readonly string[]>((signs, act) => {
          const typed = act.type === 'type' ? [...signs, act.text] : signs.slice(0, -1);
          return act.type === 'clear' ? [] : typed;
        }, []);
        expect(after(history)).toEqual({ focus: 'key5', typed: expected.join('') });
      })
    );
  });

  it('takes the longest token, and ends after it: a stuck key fills no memory', () => {
    const token = 'eyJ' + 'a'.repeat(1800);
    expect(after([{ type: 'type', text: token }]).typed).toBe(token);
    expect(signsOf(after([{ type: 'type', text: '😀'.repeat(5000) }]).typed)).toHaveLength(4096);
  });

  it('takes a pasted address as a whole', () => {
    expect(after([{ type: 'type', text: '192.168.1.5:32400' }]).typed).toBe('192.168.1.5:32400');
  });

  it('is told apart from what the session must hear', () => {
    expect(['type', 'erase', 'clear', 'cancel', 'nudge'].map((type) => isTyping({ type }))).toEqual([
      true,
      true,
      true,
      false,
      false
    ]);
  });
});
