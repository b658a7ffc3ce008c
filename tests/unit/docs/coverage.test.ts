import { existsSync, readFileSync } from 'node:fs';

import { annotations, coveragePage, COVERAGE_PAGE, promises } from '../../../scripts/coverage';

describe('docs/coverage.md', () => {
  it('is what the annotations in the tests say today', () => {
    expect(existsSync(COVERAGE_PAGE)).toBe(true);
    expect(readFileSync(COVERAGE_PAGE, 'utf8')).toBe(coveragePage());
  });

  it('lists each promise once', () => {
    const ids = promises().map((promised) => promised.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows every promise that a test claims to hold', () => {
    const known = promises().map((promised) => promised.id);
    expect([...annotations().keys()].filter((id) => !known.includes(id))).toEqual([]);
  });

  it('gives a reason wherever a promise is only partly kept or declined', () => {
    expect(
      promises().filter((promised) => promised.state !== undefined && promised.why === undefined)
    ).toEqual([]);
  });
});
