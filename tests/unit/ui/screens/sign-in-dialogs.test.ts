import { failureOf, FAILURE_CODES } from '../../../../src/core/model/failure';
import { resultWords } from '../../../../src/ui/screens/tried';
import { TRIED } from '../../../screens/sign-in-states';
import { actOf, labelsOn, textPartsOn, textsOn } from '../../../support/page-words';
import { pageOf, SIGHT, stateOf, withConnection } from '../../../support/sign-in-pages';

const TYPED = { focus: 'ok', typed: 's3cr3t-token' };

describe('the help for those without a phone', () => {
  const words = textsOn(pageOf(stateOf('help'))).join(' ');

  it('sends them to a computer, with the address and the code', () => {
    expect(words).toContain('open plex.tv/link and type K7RQ');
  });

  it('lets somebody far away help, and says which TV is linked with whose account', () => {
    expect(words).toContain('“Living room TV”');
    expect(words).toContain('their account');
  });

  it('says what the code is, and that there is no hurry', () => {
    expect(words).toContain('It is no password');
    expect(words).toContain('You can sign in later.');
  });

  it('leads back with OK', () => {
    const page = pageOf(stateOf('help'));
    expect(actOf(page, page.first)).toEqual({ type: 'closeDialog' });
  });

  it('offers no code where the service has none', () => {
    expect(textsOn(pageOf(stateOf('helpTmdb'))).join(' ')).not.toMatch(/code for you|password/);
  });

  it('takes a token from a keyboard where one is of use, and shows how long it is and nothing else of it', () => {
    const page = pageOf(stateOf('helpSignedOut'), SIGHT, TYPED);
    const act = actOf(page, 'ok');
    expect(page.types).toBe('address');
    expect(textsOn(page)).toContain('A token of 12 signs');
    expect(JSON.stringify(page)).not.toContain(TYPED.typed);
    expect(act?.type === 'useToken' ? act.token.reveal() : '').toBe(TYPED.typed);
    expect(actOf(page, 'clear')).toEqual({ type: 'clear' });
  });

  it('takes none while a code is on screen', () => {
    const page = pageOf(stateOf('help'), SIGHT, TYPED);
    expect(page.types).toBe('nothing');
    expect(labelsOn(page)).toEqual(['Got it']);
  });
});

describe('what was tried', () => {
  it('names each address without what its words say already, its class and its result', () => {
    const words = textsOn(pageOf(stateOf('tried')));
    expect(words).toEqual(
      expect.arrayContaining([
        'What was tried to reach Attic',
        '192.168.1.5:32400',
        'At home, encrypted',
        'The answer is taking too long.',
        'media.example.org',
        'From outside, encrypted',
        'Another machine answers at your server’s address.'
      ])
    );
  });

  it('begins with what was really asked, and says how many it does not show', () => {
    const words = textsOn(pageOf(stateOf('tried')));
    const shown = TRIED.filter(({ result }) => words.includes(resultWords(SIGHT.texts, result)));
    expect(shown.every(({ result }) => result !== 'dockerBridge')).toBe(true);
    expect(words).toContain(`And ${TRIED.length - shown.length} more addresses`);
  });

  it('shows all of them where there is room', () => {
    const reason = { ...failureOf('noRoute'), tried: TRIED.slice(0, 3) };
    const words = textsOn(pageOf(withConnection(stateOf('tried'), { reason })));
    expect(words.join()).not.toMatch(/more address/);
    expect(words).toContain('This address lies inside the server’s container.');
  });

  it('has words for every result there can be', () => {
    const ruledOut = TRIED.map(({ result }) => result).concat(FAILURE_CODES);
    ruledOut.forEach((result) => expect(resultWords(SIGHT.texts, result)).toMatch(/\w+\.$/));
  });

  it('tells good from bad not by colour alone', () => {
    const good = textPartsOn(pageOf(stateOf('tried'))).filter(({ ink }) => ink === 'good');
    expect(good.map(({ text }) => text)).toEqual(['It answered. Another one was better.']);
  });
});

describe('the last question', () => {
  it('stays with OK, and says that nobody is signed out', () => {
    const page = pageOf(stateOf('exit'));
    expect(actOf(page, page.first)).toEqual({ type: 'closeDialog' });
    expect(actOf(page, 'leave')).toEqual({ type: 'exit' });
    expect(textsOn(page)).toEqual(expect.arrayContaining(['Leave Couchkey?', 'You stay signed in.']));
  });

  it('promises nothing to whoever has not signed in', () => {
    const state = { ...stateOf('chooseService'), dialog: { kind: 'exit' as const } };
    expect(textsOn(pageOf(state))).not.toContain('You stay signed in.');
  });

  it('promises nothing where the set could not remember who signed in', () => {
    const state = stateOf('exit');
    const { auth } = state;
    const forgetful = auth.kind === 'signedIn' ? { ...auth, remembered: false } : auth;
    expect(textsOn(pageOf({ ...state, auth: forgetful }))).not.toContain('You stay signed in.');
  });

  it('cannot be answered with leaving in a kiosk, which has no outside', () => {
    const state = stateOf('exit');
    const kiosk = { ...state, config: { ...state.config, kiosk: true } };
    expect(labelsOn(pageOf(kiosk))).toEqual(['Stay']);
  });

  it('has no more answers once it was answered', () => {
    const page = pageOf({ ...stateOf('exit'), dialog: { kind: 'exiting' } });
    expect(textsOn(page)).toEqual(['Leaving']);
    expect(labelsOn(page)).toEqual([]);
  });
});
