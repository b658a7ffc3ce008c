// promises: X4 B11
import { LANGUAGES } from '../../../src/ui/texts/languages';
import { PLAIN_SIGHT } from '../../support/plain-sight';
import { actOf, idsOn, pressNamed, seenPage, textsOf, textsOn } from '../../support/seen-page';
import { STATES } from '../../screens/states';
import type { SessionState } from '../../../src/core/model/session-state';

const state = (name: string): SessionState => STATES[name] as SessionState;
const { values } = state('settings').settings;
const SWITCHES = ['largeText', 'contrast', 'calm', 'voice', 'insecureLan'] as const;
const PAGES = ['language', 'deviceName', 'gateway', 'diagnostics', 'about', 'confirmReset'] as const;
/** The row of a setting, wherever in the list it is. */
const at = (id: string): string =>
  [id, `${id}@2`, `${id}@3`, `${id}@4`].find((focus) =>
    idsOn(seenPage(state('settings'), { focus })).includes(focus)
  ) ?? id;

describe('the settings', () => {
  it.each(SWITCHES)('turn %s over with one press, and leave all else as it is', (name) => {
    const page = seenPage(state('settings'), { focus: at(name) });
    expect(actOf(page, at(name))).toEqual({
      type: 'changeSettings',
      settings: { ...values, [name]: !values[name] }
    });
    expect(textsOf(page, at(name))).toContain(values[name] ? 'On' : 'Off');
  });

  it.each(PAGES)('lead to %s', (dialog) => {
    const page = seenPage(state('settings'), { focus: at(dialog) });
    expect(actOf(page, at(dialog))).toEqual({ type: 'openDialog', dialog });
  });

  it('of a kiosk leave out what the people of a lobby have no business with', () => {
    const set = state('settings');
    const ids = idsOn(seenPage({ ...set, config: { ...set.config, kiosk: true } }));
    expect(ids.filter((id) => /^(language|largeText|contrast|voice)$/.test(id))).toHaveLength(4);
    expect(ids.filter((id) => /^(deviceName|gateway|insecureLan|confirmReset)/.test(id))).toEqual([]);
  });

  describe('of a kiosk before a gateway', () => {
    const set = state('settings');
    const kiosk = (remember: boolean | null): SessionState => ({
      ...set,
      config: { ...set.config, kiosk: true, remember }
    });

    it.each([true, false])('say whether this screen is remembered (%s), and turn it over', (remember) => {
      const page = seenPage(kiosk(remember), { focus: 'remember' });
      expect(textsOf(page, 'remember')).toContain(remember ? 'On' : 'Off');
      const ask = { what: 'remember', remember: !remember };
      expect(actOf(page, 'remember')).toEqual({ type: 'admin', change: { ask } });
      expect(textsOn(page).join(' ')).toContain('after a month');
    });

    it('leave it out where there is no choice', () => {
      expect(idsOn(seenPage(kiosk(null)))).not.toContain('remember');
      expect(idsOn(seenPage(set))).not.toContain('remember');
    });
  });

  it('say of each what holds now, also aloud', () => {
    const page = seenPage(state('settings'));
    expect(pressNamed(page, 'deviceName').label).toBe('Name of this TV, Living room TV');
    expect(pressNamed(page, 'language').label).toBe('Language, As the TV is set');
  });

  it('explain the one that has the focus', () => {
    expect(textsOn(seenPage(state('settings'), { focus: 'calm' })).join(' ')).toContain('without a fade');
    expect(textsOn(seenPage(state('settings'), { focus: at('confirmReset') })).join(' ')).toContain(
      'Signs out'
    );
  });

  it('say that a change could not be kept', () => {
    const words = 'This TV could not keep the last change.';
    expect(textsOn(seenPage(state('settingsUnsaved'))).join(' ')).toContain(words);
    expect(textsOn(seenPage(state('settings'))).join(' ')).not.toContain(words);
  });
});

describe('the languages', () => {
  it('are each called by their own name, and the one in use comes first', () => {
    const chosen = { ...state('language').settings, values: { ...values, language: 'de' } };
    const page = seenPage({ ...state('language'), settings: chosen });
    LANGUAGES.forEach(({ code, name }) => expect(textsOf(page, `language:${code}`)).toContain(name));
    expect(page.first).toBe('language:de');
    expect(textsOf(page, 'language:de')).toContain('In use');
  });

  it('are chosen by code, and none of them is the set’s own', () => {
    const page = seenPage(state('language'));
    expect(actOf(page, 'language:ja')).toEqual({
      type: 'changeSettings',
      settings: { ...values, language: 'ja' }
    });
    expect(actOf(page, 'language:')).toMatchObject({ settings: { language: '' } });
  });
});

describe('a question', () => {
  it.each([
    ['confirmSignOut', 'stay', 'closeDialog', 'signOut', 'signOut'],
    ['confirmReset', 'stay', 'cancel', 'reset', 'reset']
  ])('of %s is answered safely by default', (name, safe, safeAct, other, otherAct) => {
    const page = seenPage(state(name));
    expect(page.first).toBe(safe);
    expect(actOf(page, safe)).toEqual({ type: safeAct });
    expect(actOf(page, other)).toEqual({ type: otherAct });
  });

  it('about signing out says that the set stays listed only where it cannot take itself off', () => {
    const listed = 'plex.tv/devices';
    expect(textsOn(seenPage(state('confirmSignOutOffline'))).join(' ')).toContain(listed);
    expect(textsOn(seenPage(state('confirmSignOut'))).join(' ')).not.toContain(listed);
  });

  it('asks whoever has no name yet without one', () => {
    const auth = {
      kind: 'accepting',
      provider: 'plex',
      remembered: true,
      ask: { nth: 1, afterMs: 0 }
    } as const;
    const texts = textsOn(seenPage({ ...state('confirmSignOut'), auth }));
    expect(texts).toContain('Sign out');
    expect(texts.join(' ')).not.toContain('Sign out ?');
  });
});

describe('the account menu', () => {
  it.each(['profiles', 'profilesLoading', 'servers', 'home', 'homeTmdb', 'kioskTarget'])(
    'is one press away from %s',
    (name) => {
      expect(actOf(seenPage(state(name)), 'account')).toEqual({ type: 'openDialog', dialog: 'accountMenu' });
    }
  );

  it('says who is signed in and what can be done, and signing out is the last', () => {
    const page = seenPage(state('accountMenu'));
    expect(textsOn(page)).toContain('Signed in as Marta');
    expect(idsOn(page)).toEqual(['switchProfile', 'switchServer', 'settings', 'about', 'signOut']);
    expect(idsOn(seenPage(state('accountMenuTmdb')))).toEqual(['settings', 'about', 'signOut']);
  });
});

describe('about', () => {
  it('says the version, whose app this is not, and what it is made of', () => {
    const texts = textsOn(seenPage(state('about'))).join(' ');
    expect(texts).toContain(PLAIN_SIGHT.version);
    expect(texts).toContain('not affiliated with');
    expect(texts).toContain('what it is made of');
    ['Lightning', 'Atkinson', 'OFL', 'MIT', 'Apache-2.0'].forEach((each) => expect(texts).toContain(each));
  });
});

describe('the diagnostics', () => {
  it('show the states by name and the newest lines of the log first', () => {
    const log = Array.from({ length: 50 }, (_, nth) => `line ${nth}`);
    const texts = textsOn(seenPage(state('diagnostics'), {}, { report: { facts: [], log } }));
    expect(texts.join(' ')).toContain('auth signedIn');
    expect(texts.indexOf('line 49')).toBeLessThan(texts.indexOf('line 48'));
    expect(texts).not.toContain('line 0');
  });

  it('show what the machine says above the log, and how bad a line is by its colour', () => {
    const log = ['1 s info a', '2 s warn b', '3 s error c'];
    const { parts } = seenPage(state('diagnostics'), {}, { report: { facts: ['textures 4.2 MB'], log } });
    const inside = parts.flatMap((part) => (part.kind === 'group' ? part.inside : []));
    const inks = inside.flatMap((part) => (part.kind === 'text' ? [[part.text, part.ink]] : []));
    expect(inks.slice(1)).toEqual([
      ['textures 4.2 MB', 'text'],
      ['3 s error c', 'bad'],
      ['2 s warn b', 'fair'],
      ['1 s info a', 'quiet']
    ]);
  });

  it('look again by themselves', () => {
    expect(seenPage(state('diagnostics')).changesInMs).toBeGreaterThan(0);
  });
});
