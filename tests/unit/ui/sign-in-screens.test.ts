/** What holds for every screen on the way in and for every trouble, as data. Real fonts: tests/screens/measure.test.ts. */
import { pressBy, pressesOn } from '../../../src/ui/focus';
import { pictureFor } from '../../../src/ui/page-for';
import { SCREEN } from '../../../src/ui/theme';
import { textsOf } from '../../../src/ui/texts/texts';
import { PSEUDO } from '../../screens/pseudo';
import { NOW, signInStates } from '../../screens/sign-in-states';
import { ATTIC, SIGN_IN, START } from '../../screens/states';
import { faultsOn } from '../../screens/faults';
import { leavesOf } from '../../screens/leaves';
import { PLAIN_SIGHT } from '../../support/plain-sight';
import type { Page, Part } from '../../../src/ui/page';
import type { SessionState } from '../../../src/core/model/session-state';
import type { Sight } from '../../../src/ui/sight';

const EN: Sight = { ...PLAIN_SIGHT, now: NOW };
const LONG: Sight = { ...EN, texts: textsOf(PSEUDO), large: true };
const ARABIC: Sight = { ...EN, texts: { ...EN.texts, rtl: true } };
const STATES = Object.entries(signInStates(START, SIGN_IN, ATTIC));
const SILENT = ['start', 'exit'];

function pagesOf(state: SessionState, sight: Sight): readonly Page[] {
  const { ground, over } = pictureFor(state, () => ({ focus: '', typed: '' }), sight);
  return over === null ? [ground] : [ground, over];
}

describe.each(STATES)('the screen of %s', (_name, state) => {
  it('keeps its words whole and inside the safe area, also at large text and a third longer', () => {
    [EN, LONG].forEach((sight) =>
      pagesOf(state, sight).forEach((page) => expect(faultsOn(leavesOf(page, sight), ['Attic'])).toEqual([]))
    );
  });

  it('has a press that OK goes to, and every press has a name of its own', () => {
    pagesOf(state, EN)
      .filter((page) => !SILENT.includes(page.name))
      .forEach((page) => {
        const ids = pressesOn(page).map(({ id }) => id);
        expect(pressBy(page, page.first)).not.toBeNull();
        expect(new Set(ids).size).toBe(ids.length);
      });
  });

  it('says something aloud when it opens, and nothing that changes with the clock', () => {
    const spoken = (sight: Sight): readonly string[] => pagesOf(state, sight).map((page) => page.spoken);
    expect(spoken(EN)).not.toContain('');
    expect(spoken({ ...EN, now: NOW + 1000 })).toEqual(spoken(EN));
  });

  it('never gives OK to what ends a sign-in or leaves the app', () => {
    const acts = pagesOf(state, EN).map((page) => pressBy(page, page.first)?.act.type);
    ['signOut', 'exit', 'reset', 'useToken'].forEach((type) => expect(acts).not.toContain(type));
  });

  it('is mirrored for people who read from right to left', () => {
    const parts = (sight: Sight): readonly Part[] => pagesOf(state, sight).flatMap((page) => page.parts);
    const places = parts(EN).map(({ x, w }) => SCREEN.w - x - w);
    expect(parts(ARABIC).map(({ x }) => x)).toEqual(places);
  });
});
