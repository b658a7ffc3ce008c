import { functionsIn, reasonsIn } from '../../../scripts/house';
import { isFine, licencesIn } from '../../../scripts/licences';

describe('licences', () => {
  it('are counted of what ships, each package by the licence that it names', () => {
    const packages = {
      '': { license: 'Apache-2.0' },
      'node_modules/a': { license: 'MIT' },
      'node_modules/a/node_modules/b': { license: 'ISC' },
      'node_modules/c': { license: 'GPL-3.0', dev: true },
      'node_modules/d-that-is-nowhere': {}
    };
    expect(Object.fromEntries(licencesIn({ packages }))).toEqual({
      MIT: ['a'],
      ISC: ['b'],
      unknown: ['d-that-is-nowhere']
    });
  });

  it.each(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0'])('%s asks for a notice at most', (licence) => {
    expect(isFine(licence)).toBe(true);
  });

  it.each(['GPL-3.0', 'AGPL-3.0-only', 'unknown', 'UNLICENSED', 'MIT AND GPL-3.0'])(
    '%s is refused',
    (licence) => {
      expect(isFine(licence)).toBe(false);
    }
  );
});

describe('the house in figures', () => {
  it('measures every function from its first line to its last', () => {
    const text = 'const a = () => 1;\nfunction b() {\n  return () => {\n    return 2;\n  };\n}\n';
    expect(functionsIn({ path: 'x.ts', text })).toEqual([
      { where: 'x.ts:1', lines: 1 },
      { where: 'x.ts:2', lines: 5 },
      { where: 'x.ts:3', lines: 3 }
    ]);
  });

  it('takes a reason for each name of a row, and a row without one for none', () => {
    const reasons = reasonsIn('| package | why |\n| --- | --- |\n| a, @b/c | reads |\n| d |  |\n');
    expect([...reasons]).toEqual([
      ['a', 'reads'],
      ['@b/c', 'reads'],
      ['d', '']
    ]);
  });
});
