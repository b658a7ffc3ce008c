import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { readSettings } from '../../../src/core/model/settings';

describe('stored settings', () => {
  it('come back as they were written', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      language: 'ar',
      largeText: true,
      gateway: 'http://10.0.0.2:8090'
    };
    expect(readSettings(JSON.stringify(settings))).toEqual(settings);
  });

  it('are those of the first day where nothing was stored, or nothing that can be read', () => {
    [null, '', '{"language":', 'null', '[]', '7', '"text"'].forEach((text) =>
      expect(readSettings(text)).toEqual(DEFAULT_SETTINGS)
    );
  });

  it('keep what is understood beside what is not', () => {
    expect(readSettings('{"language":7,"voice":true,"theme":"dark"}')).toEqual({
      ...DEFAULT_SETTINGS,
      voice: true
    });
  });

  it('always have every field, of its own type', () => {
    const types = (value: object): unknown[] =>
      Object.entries(value).map(([name, each]) => [name, typeof each]);
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(types(readSettings(text))).toEqual(types(DEFAULT_SETTINGS));
      })
    );
  });
});
