import fc from 'fast-check';
import { fromBase64url, toBase64url, utf8 } from '../../../../src/core/model/base64url';

const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => [...each]);

it('writes what Node writes', () => {
  fc.assert(
    fc.property(bytes, (each) => expect(toBase64url(each)).toBe(Buffer.from(each).toString('base64url')))
  );
});

it('reads back what it wrote', () => {
  fc.assert(fc.property(bytes, (each) => expect(fromBase64url(toBase64url(each))).toEqual(each)));
});

it('writes text as UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) =>
      expect(utf8(text)).toEqual([...Buffer.from(text, 'utf8')])
    )
  );
});

it.each(['a+b', 'a/b', 'a=', 'ä', ' '])('does not guess at %j', (text) =>
  expect(fromBase64url(text)).toBeNull()
);
