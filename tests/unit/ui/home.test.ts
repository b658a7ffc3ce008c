// promises: T5
import { groupDigits } from '../../../src/ui/group-digits';
import { textsOf as textsIn } from '../../../src/ui/texts/texts';
import { LANGUAGES } from '../../../src/ui/texts/languages';
import { actOf, idsOn, seenPage, textsOf, textsOn } from '../../support/seen-page';
import { STATES } from '../../screens/states';
import type { SessionState } from '../../../src/core/model/session-state';

const state = (name: string): SessionState => STATES[name] as SessionState;
const WAYS = ['switchProfile', 'switchServer', 'settings', 'signOut'];

describe('home', () => {
  it('says who is there, with which server, and how well connected', () => {
    const page = seenPage(state('home'));
    expect(textsOn(page)).toEqual(
      expect.arrayContaining(['Hello, Marta', 'Attic · on this network · secure · 4 ms'])
    );
    expect(page.spoken).toContain('Hello, Marta. Attic');
  });

  it('shows its libraries with their counts, and opens a card for each by id', () => {
    const page = seenPage(state('home'));
    expect(page.first).toBe('library:Films');
    expect(textsOf(page, 'library:Photos')).toEqual(['Photos', '22,118']);
    expect(actOf(page, 'library:Photos')).toEqual({
      type: 'openDialog',
      dialog: 'library',
      about: 'Photos'
    });
  });

  it('shows four of many libraries, and how many there are', () => {
    const page = seenPage(state('homeMany'), { focus: 'library:Photos@1' });
    expect(idsOn(page).filter((id) => id.startsWith('library:'))).toHaveLength(4);
    expect(textsOn(page)).toContain('2–5 of 8');
  });

  it('shows a library whose count is not known', () => {
    const page = seenPage(state('homeMany'), { focus: 'settings@4' });
    expect(textsOf(page, 'library:أفلام عائلية@4')).toContain('أفلام عائلية');
  });

  it.each([
    ['homeLoading', 'Fetching the libraries'],
    ['homeFail', 'The libraries could not be read. The server itself answers.'],
    ['homeNone', 'There is no library on this server that you may see.'],
    ['homeTmdb', 'Everything is ready. There is nothing else to set up.']
  ])('says in %s why there are no libraries', (name, words) => {
    const page = seenPage(state(name));
    expect(textsOn(page).join(' ')).toContain(words);
    expect(WAYS).toContain(page.first);
  });

  it.each(['homeWeak', 'homeQuiet'])('keeps its libraries while the connection is weak: %s', (name) => {
    const page = seenPage(state(name));
    expect(page.name).toBe('home');
    expect(textsOn(page)).toContain('Attic · The connection is weak right now');
    expect(idsOn(page)).toContain('library:Films');
  });

  it('says that the set cannot remember, or that the service is silent', () => {
    expect(textsOn(seenPage(state('homeForgets'))).join(' ')).toContain('This TV cannot remember you.');
    expect(textsOn(seenPage(state('homeUnconfirmed'))).join(' ')).toContain('plex.tv is not answering.');
  });

  it('leads to profiles, servers, settings and out, as far as the account has them', () => {
    expect(idsOn(seenPage(state('home')))).toEqual(expect.arrayContaining([...WAYS, 'account']));
    expect(idsOn(seenPage(state('homeTmdb')))).toEqual(['account', 'settings', 'signOut']);
    expect(actOf(seenPage(state('home')), 'signOut')).toEqual({
      type: 'openDialog',
      dialog: 'confirmSignOut'
    });
  });
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1204, '1,204'],
    [1234567, '1,234,567']
  ])('are grouped by thousands: %d', (n, text) => {
    expect(groupDigits(textsIn(LANGUAGES[0] as (typeof LANGUAGES)[0]), n)).toBe(text);
  });

  it('are grouped in the way of each language', () => {
    LANGUAGES.forEach((language) => {
      const texts = textsIn(language);
      expect(groupDigits(texts, 12345)).toBe(`12${texts.say('number.group')}345`);
      expect(texts.say('number.group')).toHaveLength(1);
    });
  });
});

describe('the card of a library', () => {
  it('shows how much is in it, how fast it answered and where it comes from', () => {
    const texts = textsOn(seenPage(state('library')));
    expect(texts).toEqual(expect.arrayContaining(['Films', '1,204 items', 'Answered in 37 ms']));
    expect(texts.join(' ')).toContain('Attic');
  });

  it('says so when the library is no longer there', () => {
    const page = seenPage(state('libraryGone'));
    expect(textsOn(page)).toContain('This library is no longer there.');
    expect(actOf(page, 'close')).toEqual({ type: 'closeDialog' });
  });
});

describe('the target of a kiosk', () => {
  it('shows what the operator says, where it goes on, and who is signed in', () => {
    const texts = textsOn(seenPage(state('kioskTarget'))).join(' ');
    expect(texts).toContain('Welcome to the reading room.');
    expect(texts).toContain('https://media.example.org');
    expect(texts).toContain('Signed in as Marta');
  });

  it('has no way out but signing out', () => {
    const acts = idsOn(seenPage(state('kioskTarget'))).map((id) => actOf(seenPage(state('kioskTarget')), id));
    expect(JSON.stringify(acts)).not.toContain('"exit"');
    expect(idsOn(seenPage(state('kioskTarget')))).toContain('signOut');
  });

  it('says that it is ready where the operator says nothing', () => {
    expect(textsOn(seenPage(state('kioskBare')))).toContain('This screen is ready.');
  });
});
