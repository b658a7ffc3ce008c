import { actOf, labelsOn, textsOn } from '../../../support/page-words';
import { pageOf, stateOf, withAuth } from '../../../support/sign-in-pages';
import { pressesOn } from '../../../../src/ui/focus';
import { START } from '../../../screens/states';

describe('the start screen', () => {
  it('asks for patience, and has nothing that could be pressed by mistake', () => {
    expect(textsOn(pageOf(START))).toContain('One moment');
    expect(textsOn(pageOf(stateOf('leaving')))).toContain('One moment');
    expect(pressesOn(pageOf(START))).toEqual([]);
  });
});

describe('choosing a service', () => {
  it('offers those that are configured, and begins with the first', () => {
    const page = pageOf(stateOf('chooseService'));
    expect(labelsOn(page)).toEqual(['Plex', 'TMDB', 'I have no phone', 'Settings']);
    expect(actOf(page, page.first)).toEqual({ type: 'signIn', provider: 'plex' });
    expect(actOf(page, 'tmdb')).toEqual({ type: 'signIn', provider: 'tmdb' });
  });

  it('asks no question where there is one service: OK goes on', () => {
    const page = pageOf(stateOf('signInOnly'));
    expect(labelsOn(page)).toEqual(['Sign in', 'I have no phone', 'Settings']);
    expect(actOf(page, page.first)).toEqual({ type: 'signIn', provider: 'plex' });
  });

  it('says why somebody was signed out, with the short code', () => {
    expect(textsOn(pageOf(stateOf('chooseServiceRefused')))).toEqual(
      expect.arrayContaining([
        'You were signed out by the service. Sign in again with your phone.',
        'Code A1'
      ])
    );
  });

  it('tries again first where the set could not read or wipe what it keeps', () => {
    const unwiped = withAuth(stateOf('chooseService'), { unwiped: 'account' });
    [stateOf('chooseServiceStorage'), unwiped].forEach((state) =>
      expect(actOf(pageOf(state), pageOf(state).first)).toEqual({ type: 'retryNow' })
    );
    expect(actOf(pageOf(stateOf('chooseServiceRefused')), 'retry')).toBeNull();
  });

  it('can be made readable before anybody has signed in', () => {
    expect(actOf(pageOf(stateOf('chooseService')), 'settings')).toEqual({
      type: 'openDialog',
      dialog: 'settings'
    });
  });
});
