import { failureOf } from '../../../../src/core/model/failure';
import { secretOf } from '../../../../src/core/model/secret';
import { NOW } from '../../../screens/sign-in-states';
import { actOf, labelsOn, leavesIn, textPartsOn, textsOn } from '../../../support/page-words';
import { pageOf, SIGHT, stateOf, withAuth } from '../../../support/sign-in-pages';
import type { Page, QrPart, ShapePart } from '../../../../src/ui/page';

const qrOn = (page: Page): QrPart => leavesIn(page.parts).filter((part) => part.kind === 'qr')[0] as QrPart;
const bigSigns = (page: Page): string =>
  textPartsOn(page)
    .filter(({ size }) => size === 'code')
    .map(({ text }) => text)
    .join('');

describe('the link screen', () => {
  const page = pageOf(stateOf('link'));

  it('shows each sign of the code large and in a box of its own, and the address beside it', () => {
    expect(bigSigns(page)).toBe('K7RQ');
    const address = textPartsOn(page).filter(({ text }) => text === 'plex.tv/link')[0];
    expect(address).toMatchObject({ size: 'address', ink: 'accent', bold: true });
  });

  it('leads eyes and camera to the same place', () => {
    expect(qrOn(page).link).toBe('https://plex.tv/link/?pin=K7RQ');
  });

  it('draws each module sixteen pixels wide at least, and a multiple of three, with four of light around', () => {
    const { module, x } = qrOn(page);
    expect(module).toBeGreaterThanOrEqual(16);
    expect(module % 3).toBe(0);
    expect(x).toBe(4 * module);
  });

  it('numbers three steps', () => {
    expect(textsOn(page)).toEqual(expect.arrayContaining(['1', '2', '3']));
  });

  it('reads the code sign by sign, twice, and then the address', () => {
    expect(page.spoken).toMatch(/K, 7, R, Q.*K, 7, R, Q.*plex\.tv\/link/);
  });

  it('opens the help with OK, and signs nobody out by it', () => {
    expect(actOf(page, page.first)).toEqual({ type: 'openDialog', dialog: 'help' });
  });

  it('keeps the code in its own order for people who read from right to left', () => {
    const arabic = { ...SIGHT, texts: { ...SIGHT.texts, rtl: true } };
    expect(bigSigns(pageOf(stateOf('link'), arabic))).toBe('K7RQ');
  });

  it('keeps the code while the service does not answer, and says who, how often and the short code', () => {
    const failing = pageOf(stateOf('linkFails'));
    expect(bigSigns(failing)).toBe('K7RQ');
    expect(textsOn(failing)).toContain('plex.tv is not answering. Tried 4 times. N5');
  });

  it('names another cause by its own words', () => {
    const busy = withAuth(stateOf('link'), { reason: failureOf('nameNotFound'), misses: 1 });
    expect(textsOn(pageOf(busy))).toContain('The address could not be looked up. Tried once. N2');
  });

  it('says that a renewed code is new, and that the one before still counts', () => {
    expect(textsOn(page)).not.toContain('This code is new. The one before still counts');
    expect(textsOn(pageOf(stateOf('linkRenewed')))).toContain(
      'This code is new. The one before still counts'
    );
  });

  it.each(['linkLong', 'linkStrong'])('fits a code of another length, all of it and in order: %s', (name) => {
    const state = stateOf(name);
    const code = state.auth.kind === 'awaitingLink' ? state.auth.code.text : '';
    const signs = textPartsOn(pageOf(state)).filter(({ text, bold }) => bold && text.length === 1);
    expect(signs.map(({ text }) => text).join('')).toBe(`12${code}3`);
  });

  it('shows a picture only where there is nothing to type', () => {
    const tmdb = pageOf(stateOf('linkTmdb'));
    expect(bigSigns(tmdb)).toBe('');
    expect(qrOn(tmdb).link).toContain('themoviedb.org/authenticate');
    expect(textsOn(tmdb)).not.toContain('Check or type this code');
    expect(tmdb.spoken).toBe('Scan the picture with your phone.');
  });

  it('fits the longest link on the screen with modules that stay whole at 720 lines', () => {
    const { module, h } = qrOn(pageOf(stateOf('linkTmdbV4')));
    expect(module % 3).toBe(0);
    expect(h + 8 * module).toBeLessThanOrEqual(1080 - 2 * 54);
  });
});

describe('the moments around a code', () => {
  it('says that a code is being fetched, and why it takes long', () => {
    expect(textsOn(pageOf(stateOf('fetching')))).toContain('Fetching a code');
    expect(textsOn(pageOf(stateOf('fetchingFails')))).toEqual(
      expect.arrayContaining(['plex.tv is not answering. Tried 4 times. N5', 'Trying again in a moment'])
    );
  });

  it('tries at once with OK where something failed', () => {
    const page = pageOf(stateOf('fetchingFails'));
    expect(actOf(page, page.first)).toEqual({ type: 'retryNow' });
  });

  it('rests with a question, and OK brings a new code', () => {
    const page = pageOf(stateOf('resting'));
    expect(textsOn(page)).toEqual(expect.arrayContaining(['Still there?', 'Code C2']));
    expect(actOf(page, page.first)).toEqual({ type: 'retryNow' });
  });

  it('says that the phone is done, and asks before an impatient press breaks it off', () => {
    const page = pageOf(stateOf('accepting'));
    expect(textsOn(page)).toContain('Linked, one moment');
    expect(actOf(page, page.first)).toEqual({ type: 'openDialog', dialog: 'confirmSignOut' });
  });

  it('says at once where this set cannot remember anybody', () => {
    const note = /cannot remember you/;
    expect(textsOn(pageOf(stateOf('accepting'))).join()).not.toMatch(note);
    expect(textsOn(pageOf(stateOf('acceptingForgetful'))).join()).toMatch(note);
  });

  it('keeps OK on the same press from the first moment to the last', () => {
    const firsts = ['fetching', 'fetchingFails', 'link', 'linkTmdb', 'resting', 'checkingToken', 'accepting'];
    expect(new Set(firsts.map((name) => pageOf(stateOf(name)).first)).size).toBe(1);
  });

  it('shows the token to nobody', () => {
    const page = pageOf(withAuth(stateOf('checkingToken'), { token: secretOf('s3cr3t') }));
    expect(textsOn(page)).toContain('Checking the token');
    expect(JSON.stringify(page)).not.toContain('s3cr3t');
    expect(labelsOn(page)).toEqual(['Stop']);
  });
});

describe('what is drawn anew when a second passes', () => {
  it('is the ring and its line, and nothing else', () => {
    const last = stateOf('linkLastMinute');
    const [now, then] = [pageOf(last).parts, pageOf(last, { ...SIGHT, now: NOW + 1000 }).parts];
    const changed = now.filter((part, at) => JSON.stringify(part) !== JSON.stringify(then[at]));
    expect(changed.map(({ kind }) => kind).sort()).toEqual(['ring', 'text']);
    expect((changed.filter(({ kind }) => kind !== 'ring')[0] as unknown as ShapePart).h).toBeLessThan(100);
  });
});
