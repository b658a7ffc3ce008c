import fc from 'fast-check';
import { readHttpDate, readUtc } from '../../../../src/core/model/utc';

const moment = fc
  .integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2199, 11, 31) / 1000 })
  .map((s) => s * 1000);

it('reads ISO dates, with and without parts of a second', () => {
  fc.assert(
    fc.property(moment, (ms) => {
      const iso = new Date(ms).toISOString();
      expect(readUtc(iso)).toBe(ms);
      expect(readUtc(iso.replace('.000Z', 'Z'))).toBe(ms);
    })
  );
});

it('reads TMDB’s dates, which engines disagree on', () => {
  expect(readUtc('2016-08-26 17:04:39 UTC')).toBe(Date.UTC(2016, 7, 26, 17, 4, 39));
});

it('reads the dates of HTTP headers', () => {
  fc.assert(fc.property(moment, (ms) => expect(readHttpDate(new Date(ms).toUTCString())).toBe(ms)));
});

it.each(['', 'tomorrow', '2016-08-26', '26/08/2016 17:04', '2016-08-26T17:04:39+02:00', 'null'])(
  'does not guess at %j',
  (text) => {
    expect(readUtc(text)).toBeNull();
    expect(readHttpDate(text)).toBeNull();
  }
);

it('knows twelve months', () => {
  expect(readHttpDate('Fri, 20 Foo 2026 12:00:00 GMT')).toBeNull();
});
