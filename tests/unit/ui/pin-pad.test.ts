// promises: X3
import { PLAIN_SIGHT } from '../../support/plain-sight';
import { actOf, idsOn, pressNamed, seenPage, textsOn } from '../../support/seen-page';
import { STATES } from '../../screens/states';
import type { Part, ShapePart } from '../../../src/ui/page';
import type { SessionState } from '../../../src/core/model/session-state';

const state = (name: string): SessionState => STATES[name] as SessionState;
const DOTS = 4;

function dots(name: string, typed: string): readonly string[] {
  const { parts } = seenPage(state(name), { typed });
  const shapes = parts.filter((part: Part): part is ShapePart => part.kind === 'shape');
  return shapes.slice(-DOTS).map(({ ink }) => ink);
}

describe('the PIN pad', () => {
  it('asks for the PIN of the profile by name, with ten digits and a way to erase', () => {
    const page = seenPage(state('pinPad'));
    expect(textsOn(page)).toContain('PIN of Jonas');
    '0123456789'.split('').forEach((digit) => {
      expect(actOf(page, `key:${digit}`)).toEqual({ type: 'type', text: digit });
    });
    expect(actOf(page, 'erase')).toEqual({ type: 'erase' });
    expect(page.types).toBe('digits');
  });

  it('shows how many digits are there, never which', () => {
    expect(dots('pinPad', '17')).toEqual(['accent', 'accent', 'track', 'track']);
    const page = seenPage(state('pinPad'), { typed: '9736' });
    const texts = textsOn({ parts: page.parts.filter(({ kind }) => kind !== 'group') }).join(' ');
    expect(texts).not.toMatch(/[9736]{2}/);
    expect(page.spoken).not.toMatch(/[9736]{2}/);
  });

  it('sends the PIN by itself at the fourth digit, once, and hidden', () => {
    expect(seenPage(state('pinPad'), { typed: '123' }).complete).toBeNull();
    const { complete } = seenPage(state('pinPad'), { typed: '1234' });
    expect(complete?.type === 'enterProfilePin' && complete.pin.reveal()).toBe('1234');
    expect(JSON.stringify(complete)).not.toContain('1234');
    expect(seenPage(state('pinPadBusy'), { typed: '1234' }).complete).toBeNull();
  });

  it('says that it is busy while the PIN is checked', () => {
    expect(dots('pinPadBusy', '')).toEqual(['accent', 'accent', 'accent', 'accent']);
    expect(seenPage(state('pinPadBusy')).spoken).toContain('Checking the PIN');
  });

  it('takes no digit while a PIN is checked, so that none hides what came of it', () => {
    const page = seenPage(state('pinPadBusy'));
    expect(page.types).toBe('nothing');
    '0123456789'.split('').forEach((digit) => {
      expect(actOf(page, `key:${digit}`)).toEqual({ type: 'clear' });
    });
  });

  it.each([
    ['pinPadWrong', 'That PIN is not right.'],
    ['pinPadFail', 'The address could not be looked up.']
  ])('says what was wrong, until the next digit: %s', (name, words) => {
    expect(textsOn(seenPage(state(name))).join(' ')).toContain(words);
    expect(textsOn(seenPage(state(name), { typed: '1' })).join(' ')).not.toContain(words);
  });

  it('begins in the middle of the digits, which keep their order from right to left', () => {
    expect(seenPage(state('pinPad')).first).toBe('key:5');
    const texts = { ...PLAIN_SIGHT.texts, rtl: true };
    const page = seenPage(state('pinPad'), {}, { texts });
    expect(pressNamed(page, 'key:1').x).toBeLessThan(pressNamed(page, 'key:3').x);
    expect(idsOn(page)).toContain('key:0');
  });
});
