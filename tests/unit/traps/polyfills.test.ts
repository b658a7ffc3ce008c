import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { es5Of, oldWorld } from '../../support/old-library';

const source = readFileSync(resolve(__dirname, '../../../src/polyfills.ts'), 'utf8');
const script = es5Of(source);

const run = oldWorld(script);

const thing = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(NaN, undefined, null, 'a'));
const list = fc.array(thing, { maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 });
const index = fc.integer({ min: 0, max: 6 });
const record = fc.dictionary(text, thing);

type Case = readonly [code: string, values: readonly fc.Arbitrary<unknown>[]];

/** Each as our code and Lightning's call it; the first value is made anew there, so that it is one of theirs. */
const CASES: readonly Case[] = [
  ['Array.from(own(a))', [list]],
  ['Array.from(new Set(own(a)))', [list]],
  ['Array.from(new Map([[1, a], [2, a]]).keys())', [list]],
  ['Array.from({ length: a })', [index]],
  ['Array.from(a)', [text]],
  ['Array.from(own(a), function (each, at) { return [each, at]; })', [list]],
  ['own(a).fill(b)', [list, thing]],
  ['own(a).fill(b, c)', [list, thing, index]],
  ['own(a).find(function (each) { return each === b; })', [list, thing]],
  ['own(a).findIndex(function (each, at, all) { return all[at] === b; })', [list, thing]],
  ['own(a).includes(b)', [list, thing]],
  ['Object.assign({ a: 1 }, a, null, b)', [record, record]],
  ['Object.values(a)', [record]],
  ['a.startsWith(b)', [text, text]],
  ['a.startsWith(b, c)', [text, text, index]],
  ['a.endsWith(b)', [text, text]],
  ['a.includes(b)', [text, text]],
  ['own(new Float32Array(own(a)).slice(0))', [fc.array(index)]],
  ['own(new Uint8Array(own(a)).slice(b, c))', [fc.array(index), index, index]]
];

const OWN = 'function own(values) { return Array.prototype.slice.call(values); }';

function asFunction(code: string): string {
  return `(function (a, b, c) { ${OWN} return ${code}; })`;
}

describe('what src/polyfills.ts brings to an engine like Chrome 38', () => {
  it.each(CASES)('%s gives what today’s engines give', (code, values) => {
    const old = run<(...values: unknown[]) => unknown>(asFunction(code));
    const today = eval(asFunction(code)) as typeof old;
    fc.assert(
      fc.property(fc.tuple(...values), (given) => {
        expect(old(...given)).toEqual(today(...given));
      })
    );
  });

  it('is met by no for-in', () => {
    expect(
      run<string[]>('(function () { var met = []; for (var n in [0]) met.push(n); return met; })()')
    ).toEqual(['0']);
  });

  it('leaves alone what an engine has by itself', () => {
    expect(run<boolean>(`Array.from = String; ${script}; Array.from === String`)).toBe(true);
  });
});
