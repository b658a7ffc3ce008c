import fc from 'fast-check';
import { asFailure, failureOf } from '../../../src/core/model/failure';
import * as wire from '../../../src/core/wire';
import { replyOf } from '../../support/scripted-http';

const thrownBy = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (thrown) {
    return thrown;
  }
};

describe('JSON', () => {
  it('is read like the engine reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(wire.parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      })
    );
  });

  it('is undefined when it is none, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (text) => void wire.parseJson(text)));
    expect(['', '{', 'undefined', '<html>', '[1,]'].map(wire.parseJson)).toEqual(Array(5).fill(undefined));
  });

  it('nested beyond 64 brackets is refused before an old engine’s stack sees it', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(wire.parseJson(nested(64))).toBeDefined();
    expect(wire.parseJson(nested(65))).toBeUndefined();
    expect(wire.parseJson(nested(500000))).toBeUndefined();
    expect(wire.parseJson('{"a":'.repeat(100000))).toBeUndefined();
  });

  it('does not take brackets inside a text for nesting', () => {
    const text = JSON.stringify({ said: '['.repeat(100) + '"\\"{{{' });
    expect(wire.parseJson(text)).toEqual(JSON.parse(text));
    expect(wire.parseJson(JSON.stringify('"' + '['.repeat(70)))).toBeDefined();
    expect(wire.parseJson(JSON.stringify(['\\', '['.repeat(70), '\\"']))).toBeDefined();
  });

  it('of more than two million characters is refused', () => {
    expect(wire.parseJson(`"${'x'.repeat(1999998)}"`)).toBeDefined();
    expect(wire.parseJson(`"${'x'.repeat(1999999)}"`)).toBeUndefined();
  });
});

describe('fields', () => {
  it.each([
    [7, 7],
    ['7.5', 7.5],
    ['', null],
    [' ', null],
    ['x', null],
    [null, null],
    [true, null],
    [NaN, null],
    [Infinity, null],
    [[3], null]
  ])('number of %p is %p', (value, number) => expect(wire.numberOf(value)).toBe(number));

  it.each([
    [true, true],
    ['true', true],
    [1, true],
    ['1', true],
    [false, false],
    ['false', false],
    [0, false],
    ['yes', false],
    [null, false]
  ])('flag of %p is %p', (value, flag) => expect(wire.flagOf(value)).toBe(flag));

  it.each([
    [7, '7'],
    ['a', 'a'],
    ['', null],
    [null, null],
    [NaN, null],
    [{}, null]
  ])('id of %p is %p', (value, id) => expect(wire.idOf(value)).toBe(id));

  it('keeps only the objects of a list', () => {
    expect(wire.listOf([{ a: 1 }, null, 3, 'x', [1]])).toEqual([{ a: 1 }]);
    expect(wire.listOf({ 0: {} })).toEqual([]);
  });

  it('takes only visible ASCII for a token', () => {
    expect(wire.tokenOf('aZ9-._~', 200)).toBe('aZ9-._~');
    expect([null, undefined, ''].map((each) => wire.tokenOf(each, 200))).toEqual([null, null, null]);
    [7, true, {}, 'a b', 'a\n', 'é', 'null', 'undefined'].forEach((each) =>
      expect(thrownBy(() => wire.tokenOf(each, 200))).toEqual({ code: 'malformedReply', status: 200 })
    );
  });
});

describe('how long to wait', () => {
  const wait = (headers: Record<string, string>) => wire.retryAfterMs(replyOf({ status: 429, headers }));

  it.each([
    ['30', 30000],
    ['0', 1000],
    ['86400', 600000],
    ['99999999999999', 600000],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    ['1.5', undefined]
  ])('after Retry-After %j is %p ms', (value, ms) => expect(wait({ 'retry-after': value })).toBe(ms));

  it('is counted from the reply’s own date, and unknown without one', () => {
    const until = 'Fri, 20 Nov 2026 12:00:45 GMT';
    expect(wait({ 'retry-after': until, date: 'Fri, 20 Nov 2026 12:00:00 GMT' })).toBe(45000);
    expect(wait({ 'retry-after': until, date: 'Fri, 20 Nov 2026 13:00:00 GMT' })).toBe(1000);
    expect(wait({ 'retry-after': until })).toBeUndefined();
  });

  it('is part of the failure', () => {
    const reply = replyOf({ status: 429, headers: { 'retry-after': '7' } });
    expect(wire.refusalOf('plex', reply)).toEqual({ code: 'busy', status: 429, retryAfterMs: 7000 });
  });
});

describe('a body that was expected', () => {
  it.each(['', '<!doctype html><title>Hotel</title>', 'null', '"text"', '[]', '7'])(
    'is malformed as %j',
    (body) => {
      expect(thrownBy(() => wire.readFields('plex', replyOf({ body })))).toEqual(
        failureOf('malformedReply', 200)
      );
    }
  );

  it('may be a list where one is expected', () => {
    expect(wire.readJson('plex', replyOf({ body: [1] }))).toEqual([1]);
  });

  it('ends in data or in a Failure, whatever comes', () => {
    const anything = fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      body: fc.oneof(fc.string(), fc.json())
    });
    fc.assert(
      fc.property(anything, fc.constantFrom('plex', 'tmdb', 'gateway', 'server'), (said, speaker) => {
        const got = thrownBy(() => wire.readFields(speaker, replyOf(said)));
        expect(asFailure(got).code === 'bug' || typeof got === 'object').toBe(true);
        expect(got).not.toBeInstanceOf(Error);
      })
    );
  });
});

it('takes a refusal without a token for nobody’s', () => {
  expect(wire.withoutToken(failureOf('issuerRefused', 401))).toEqual({ code: 'forbidden', status: 401 });
  expect(wire.withoutToken(failureOf('tokenExpired', 498)).code).toBe('forbidden');
  expect(wire.withoutToken(failureOf('busy', 429, 5000))).toEqual(failureOf('busy', 429, 5000));
  expect(wire.withoutToken(failureOf('operatorKeyRefused', 401)).code).toBe('operatorKeyRefused');
});
