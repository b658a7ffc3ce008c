import fc from 'fast-check';
import { isPoor, judge, nextCount, targetIn } from '../../../../src/core/vault/slots';
import type { Answers, Copy, Pair } from '../../../../src/core/vault/slots';

const text = (n: number): Copy => ({ kind: 'text', n, text: `T${n}`, fit: true });
const gone = (n: number): Copy => ({ kind: 'gone', n });
const newer = (n: number): Copy => ({ kind: 'newer', n });
const locked = (n: number): Copy => ({ kind: 'locked', n });
const torn: Copy = { kind: 'torn' };
const empty: Copy = { kind: 'empty' };

const n = fc.nat(9);
const copy: fc.Arbitrary<Copy> = fc.oneof(
  n.map(text),
  n.map(gone),
  n.map(newer),
  n.map(locked),
  fc.constantFrom<Copy>(torn, empty)
);
const pair: fc.Arbitrary<Pair> = fc.tuple(copy, copy);
const answers: fc.Arbitrary<Answers> = fc.array(fc.option(pair, { freq: 5 }), { maxLength: 3 });
const copiesOf = (all: Answers): readonly Copy[] => all.flatMap((each) => each ?? []);

describe('what the copies of a record say together', () => {
  it.each<[string, Answers, unknown]>([
    [
      'nothing anywhere',
      [
        [empty, empty],
        [empty, empty]
      ],
      { kind: 'nothing', gone: false }
    ],
    ['no store at all', [], { kind: 'nothing', gone: false }],
    [
      'the newest of four',
      [
        [text(3), text(4)],
        [text(5), text(2)]
      ],
      { kind: 'text', n: 5, text: 'T5' }
    ],
    [
      'a good copy beside a torn one',
      [
        [torn, text(4)],
        [torn, torn]
      ],
      { kind: 'text', n: 4, text: 'T4' }
    ],
    ['a good copy while a store is silent', [null, [text(4), empty]], { kind: 'text', n: 4, text: 'T4' }],
    [
      'a good older copy beside a locked newer one',
      [
        [locked(9), empty],
        [text(4), empty]
      ],
      { kind: 'text', n: 4, text: 'T4' }
    ],
    [
      'torn copies only',
      [
        [torn, empty],
        [empty, empty]
      ],
      { kind: 'unreadable', code: 'storage' }
    ],
    ['an empty store beside a silent one', [null, [empty, empty]], { kind: 'unreadable', code: 'storage' }],
    [
      'locked copies only',
      [
        [locked(2), locked(1)],
        [empty, empty]
      ],
      { kind: 'unreadable', code: 'vaultKeyLost' }
    ],
    ['locked and torn', [[locked(2), torn], null], { kind: 'unreadable', code: 'vaultKeyLost' }],
    ['a removal after the last copy', [[text(4), gone(5)]], { kind: 'nothing', gone: true }],
    ['a sign-in after a removal', [[gone(5), text(6)]], { kind: 'text', n: 6, text: 'T6' }],
    ['a removal while a store is silent', [null, [gone(5), empty]], { kind: 'nothing', gone: true }],
    [
      'a locked copy from after a removal',
      [[gone(5), locked(6)]],
      { kind: 'unreadable', code: 'vaultKeyLost' }
    ],
    ['a locked copy from before a removal', [[gone(5), locked(4)]], { kind: 'nothing', gone: true }],
    ['a program to come wrote last', [[text(4), newer(5)]], { kind: 'unreadable', code: 'storage' }],
    ['we wrote after a program to come', [[text(6), newer(5)]], { kind: 'text', n: 6, text: 'T6' }]
  ])('%s', (_name, all, verdict) => expect(judge(all)).toEqual(verdict));

  it('never looks like a sign-out while any store is silent or any copy cannot be read, unless a removal says so', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const verdict = judge(all);
        const copies = copiesOf(all);
        const isDoubtful =
          all.includes(null) || copies.some(({ kind }) => ['torn', 'locked', 'newer', 'text'].includes(kind));
        expect(verdict.kind === 'nothing' && !verdict.gone && isDoubtful).toBe(false);
      }),
      { numRuns: 5000 }
    );
  });

  it('does not depend on which store or slot a copy lies in', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const turned = all.map((each): Pair | null => each && [each[1], each[0]]).reverse();
        const [one, other] = [judge(all), judge(turned)];
        expect(other.kind).toBe(one.kind);
        expect(other.kind === 'text' && one.kind === 'text' ? other.n : 0).toBe(
          one.kind === 'text' ? one.n : 0
        );
      }),
      { numRuns: 2000 }
    );
  });
});

describe('the next write', () => {
  it('outranks everything seen, everything held and everything a silent store may have', () => {
    fc.assert(
      fc.property(answers, n, (all, held) => {
        const next = nextCount(all, held);
        const highest = Math.max(held, 0, ...copiesOf(all).map((each) => ('n' in each ? each.n : 0)));
        expect(next).toBeGreaterThan(all.includes(null) ? highest + 100000 : highest);
      })
    );
  });

  it('never goes over the newest copy that can be read, nor over a program to come', () => {
    fc.assert(
      fc.property(pair, (both) => {
        const target = targetIn(both);
        const isNewer = both.map(({ kind }) => kind === 'newer');
        expect(target === null).toBe(isNewer[0] && isNewer[1]);
        if (target === null) {
          return;
        }
        const [over, beside] = [both[target], both[target === 0 ? 1 : 0]];
        expect(over.kind).not.toBe('newer');
        if (over.kind === 'text' && beside.kind !== 'newer') {
          expect('n' in beside && beside.n >= over.n).toBe(true);
        }
      }),
      { numRuns: 2000 }
    );
  });
});

describe('a store to be mended', () => {
  const newest = { n: 5, text: 'T5' };
  it.each<[Pair, boolean]>([
    [[text(5), empty], false],
    [[torn, text(5)], false],
    [[text(4), text(3)], true],
    [[empty, empty], true],
    [[locked(5), empty], true],
    [[{ kind: 'text', n: 5, text: 'T5', fit: false }, empty], true],
    [[{ kind: 'text', n: 5, text: 'another', fit: true }, empty], true]
  ])('%j is poor: %p', (both, poor) => expect(isPoor(both, newest)).toBe(poor));
});
