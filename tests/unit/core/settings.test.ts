import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { askSettings, reduceSettings, startSettings } from '../../../src/core/machine/settings-machine';
import { failureOf } from '../../../src/core/model/failure';
import { readSettings } from '../../../src/core/model/settings';
import type { Effect, Outcome } from '../../../src/core/model/message';

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

describe('settings while the program runs', () => {
  const stored = { ...DEFAULT_SETTINGS, language: 'ja', contrast: true };
  const load: Effect = { type: 'loadSettings', nth: 1, afterMs: 0 };
  const answer = (outcome: Outcome) => ({ type: 'answer', to: load, outcome }) as const;
  const fresh = startSettings(DEFAULT_SETTINGS);

  it('are read first of all, and hold as they were stored', () => {
    expect(askSettings(fresh)).toEqual([load]);
    const known = reduceSettings(fresh, answer({ type: 'settingsLoaded', settings: stored }));
    expect(known.values).toEqual(stored);
    expect(askSettings(known)).toEqual([]);
  });

  it('are those of the first day, and asked no more, when the vault could not be read three times', () => {
    const shut = answer({ type: 'failed', failure: failureOf('storage') });
    const once = reduceSettings(fresh, shut);
    expect(askSettings(once)).toEqual([{ type: 'loadSettings', nth: 2, afterMs: 2000 }]);
    const known = reduceSettings(reduceSettings(once, shut), shut);
    expect(known.values).toEqual(DEFAULT_SETTINGS);
    expect(askSettings(known)).toEqual([]);
  });

  it('are not lost to a change made after a first read that failed', () => {
    const once = reduceSettings(fresh, answer({ type: 'failed', failure: failureOf('storage') }));
    const known = reduceSettings(once, answer({ type: 'settingsLoaded', settings: stored }));
    expect(known).toEqual({ values: stored, known: true, saved: true, nth: 1 });
  });

  it('are the viewer’s when the viewer was quicker than the vault', () => {
    const wanted = { ...DEFAULT_SETTINGS, voice: true };
    const changed = reduceSettings(fresh, { type: 'changeSettings', settings: wanted });
    expect(changed.values).toEqual(wanted);
    const late = reduceSettings(changed, answer({ type: 'settingsLoaded', settings: stored }));
    expect(late.values).toEqual({ ...stored, voice: true });
    expect(askSettings(late)).toEqual([{ type: 'saveSettings', settings: late.values, nth: 1 }]);
  });
});
