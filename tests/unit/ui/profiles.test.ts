// promises: T5 X3
import { initialOf, inkOf } from '../../../src/ui/avatar';
import { actOf, idsOn, pressNamed, seenPage, textsOn } from '../../support/seen-page';
import { PEOPLE, SIGN_IN, STATES } from '../../screens/states';
import type { Part } from '../../../src/ui/page';
import type { SessionState } from '../../../src/core/model/session-state';

const state = (name: string): SessionState => STATES[name] as SessionState;

function picturesIn(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'picture' ? [part.src] : 'inside' in part ? picturesIn(part.inside) : []
  );
}

describe('who is watching', () => {
  it('shows everybody by name, marks whoever has a PIN, and says who is signed in', () => {
    const texts = textsOn(seenPage(state('profiles')));
    PEOPLE.forEach(({ title }) => expect(texts).toContain(title));
    expect(texts.filter((each) => each === 'PIN')).toHaveLength(1);
    expect(texts).toContain(`Signed in as ${SIGN_IN.account.title}`);
  });

  it('begins with whoever is there already, and chooses by id', () => {
    const signedIn = { ...state('profiles').auth, signIn: { ...SIGN_IN, profile: PEOPLE[2] } };
    const page = seenPage({ ...state('profiles'), auth: signedIn } as SessionState);
    expect(page.first).toBe('profile:kids');
    expect(actOf(page, 'profile:kids')).toEqual({ type: 'chooseProfile', profileId: 'kids' });
  });

  it('says of a guarded profile that it asks for a PIN, also aloud', () => {
    expect(pressNamed(seenPage(state('profiles')), 'profile:jonas').label).toBe('Jonas, PIN');
  });

  it('shows five of many, and how many there are', () => {
    const page = seenPage(state('profilesMany'));
    expect(idsOn(page).filter((id) => id.startsWith('profile:'))).toHaveLength(5);
    expect(textsOn(page)).toContain('1–5 of 12');
  });

  it('says that it is fetching the profiles, and leaves the account menu in reach', () => {
    const page = seenPage(state('profilesLoading'));
    expect(textsOn(page)).toContain('Fetching the profiles');
    expect(page.first).toBe('account');
  });

  it('is another page once they have come, so that the focus goes to a person and does not stay on the account', () => {
    const [before, after] = [seenPage(state('profilesLoading')), seenPage(state('profiles'))];
    expect(after.name).not.toBe(before.name);
    expect(after.first).toMatch(/^profile:/);
  });

  it('says why there are none, tries again and lets the viewer sign out', () => {
    const page = seenPage(state('profilesFail'));
    expect(textsOn(page).join(' ')).toContain('The service is in trouble.');
    expect(actOf(page, 'retry')).toEqual({ type: 'retryNow' });
    expect(actOf(page, 'signOut')).toEqual({ type: 'openDialog', dialog: 'confirmSignOut' });
    expect(page.first).toBe('retry');
  });

  it('keeps everybody in view and says so when one could not be opened', () => {
    const page = seenPage(state('profilesStay'));
    expect(idsOn(page)).toContain('profile:guest');
    expect(textsOn(page).join(' ')).toContain('The address could not be looked up.');
    expect(page.spoken).toContain('The address could not be looked up.');
  });

  it('says which one is being opened', () => {
    expect(textsOn(seenPage(state('profileOpens')))).toContain('Opening');
  });

  it('shows a picture over the initial, which stays where none comes', () => {
    const page = seenPage(state('profilesPictures'));
    expect(picturesIn(page.parts).length).toBe(PEOPLE.length);
    expect(textsOn(page)).toContain('K');
  });
});

describe('a person without a picture', () => {
  it('has the same colour wherever it is seen', () => {
    const inkIn = (name: string): unknown =>
      JSON.stringify(pressNamed(seenPage(state(name)), 'profile:jonas').inside);
    expect(inkIn('profiles')).toBe(inkIn('profilesStay'));
    expect(new Set(PEOPLE.map(({ id }) => inkOf(id))).size).toBe(PEOPLE.length);
  });

  it.each([
    ['marta', 'M'],
    ['  ömer', 'Ö'],
    ['さくら', 'さ'],
    ['عمر', 'ع'],
    ['👩‍👧 Family', '👩'],
    ['🇫🇷 France', '🇫🇷'],
    ['', '?']
  ])('is shown as one whole sign: %s', (name, initial) => {
    expect(initialOf(name)).toBe(initial);
  });
});
