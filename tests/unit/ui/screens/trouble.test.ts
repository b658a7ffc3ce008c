// promises: P8
import { failureOf } from '../../../../src/core/model/failure';
import { LANGUAGES } from '../../../../src/ui/texts/languages';
import { NOW, TRIED } from '../../../screens/sign-in-states';
import { actOf, labelsOn, leavesIn, textsOn } from '../../../support/page-words';
import { pageOf, SIGHT, stateOf, withConnection } from '../../../support/sign-in-pages';
import type { SessionState } from '../../../../src/core/model/session-state';
import type { RingPart } from '../../../../src/ui/page';

const MINUTE = 60_000;
const KINDS = [
  'acceptingFails',
  'restoringFails',
  'trouble',
  'troubleNow',
  'troubleOffline',
  'troubleCertificate',
  'troubleList',
  'troubleNoServer',
  'troubleRefused',
  'troubleGateway'
];
const words = (state: SessionState, now = NOW): string =>
  textsOn(pageOf(state, { ...SIGHT, now })).join(' | ');
const named = (name: string): string => words(stateOf(name));

describe.each(KINDS)('the trouble of %s', (name) => {
  const state = stateOf(name);
  const page = pageOf(state);

  it('is shown as trouble, with a short code and how often it was tried', () => {
    expect(page.name).toBe('trouble');
    expect(named(name)).toMatch(/Tried \d+ times · code [A-Z]\d|Code [A-Z]\d/);
  });

  it('tries now with OK, and can always be left by signing out after a question', () => {
    expect(actOf(page, page.first)).toEqual({ type: 'retryNow' });
    expect(actOf(page, 'out')).toEqual({ type: 'openDialog', dialog: 'confirmSignOut' });
  });

  it('says what the viewer can do, on screen and aloud', () => {
    const { auth, connection } = state;
    const reason = 'reason' in connection ? connection.reason : 'reason' in auth ? auth.reason : undefined;
    const help = SIGHT.texts.failure(reason?.code ?? 'bug').help;
    expect(named(name)).toContain(help);
    expect(page.spoken).toContain(help);
  });
});

describe('the trouble screen', () => {
  it('names the server, and says when it answered last', () => {
    expect(named('trouble')).toMatch(/\| Marta · Attic \| Attic is not answering \|/);
    expect(named('trouble')).toContain('It answered last 4 minutes ago. You are still signed in.');
  });

  it.each([
    [30_000, 'It answered a moment ago.'],
    [MINUTE, 'It answered last a minute ago.'],
    [3 * 60 * MINUTE, 'It answered last 3 hours ago.'],
    [24 * 60 * MINUTE, 'It answered last a day ago.']
  ])('counts what is long gone in larger units: %i ms', (ms, text) => {
    const track = { server: null, answeredAt: NOW - ms, since: NOW - ms };
    expect(words(withConnection(stateOf('trouble'), { track }))).toContain(text);
  });

  it('says how long it has been looking where nothing ever answered', () => {
    const track = { server: null, answeredAt: null, since: NOW - 2 * MINUTE };
    const state = withConnection(stateOf('trouble'), { track });
    expect(words(state)).toContain('We have been looking for 2 minutes.');
    expect(words(state)).toContain('Your server is not answering');
  });

  it('counts down to the next try, and says when it is trying', () => {
    expect(named('trouble')).toContain('Trying again in 6 seconds');
    expect(words(stateOf('trouble'), NOW + 5000)).toContain('Trying again in one second');
    expect(named('troubleNow')).toContain('Trying now');
    expect(named('troubleRefused')).toContain('Trying again in 4 minutes');
  });

  it('asks to be drawn again when its words change, and not before', () => {
    const state = stateOf('trouble');
    const ms = pageOf(state).changesInMs as number;
    expect(words(state, NOW + ms - 2)).toBe(words(state));
    expect(words(state, NOW + ms)).not.toBe(words(state));
  });

  it('empties its ring towards the next try', () => {
    const share = (now: number): number => {
      const parts = leavesIn(pageOf(stateOf('trouble'), { ...SIGHT, now }).parts);
      return (parts.filter(({ kind }) => kind === 'ring')[0] as RingPart).share;
    };
    expect(share(NOW)).toBeCloseTo(6000 / 16000);
    expect(share(NOW + 3000)).toBeLessThan(share(NOW));
  });

  it('keeps the two whole ways out: another server, and what was tried', () => {
    const page = pageOf(stateOf('trouble'));
    expect(actOf(page, 'other')).toEqual({ type: 'switchServer' });
    expect(actOf(page, 'tried')).toEqual({ type: 'openDialog', dialog: 'tried' });
    expect(actOf(pageOf(stateOf('troubleOffline')), 'tried')).toBeNull();
  });

  it('leads to the account menu from its badge', () => {
    expect(actOf(pageOf(stateOf('trouble')), 'account')).toEqual({
      type: 'openDialog',
      dialog: 'accountMenu'
    });
  });

  it('blames the network, the service or the server, whichever it is', () => {
    expect(named('troubleOffline')).toContain('This TV has no network');
    expect(named('troubleList')).toContain('plex.tv is not answering');
    expect(named('troubleNoServer')).toContain('No media server yet');
    expect(named('troubleRefused')).toContain('Attic does not let us in');
    expect(named('troubleGateway')).toContain('This screen needs its gateway');
  });

  it('never looks like signing in while credentials are kept', () => {
    expect(named('restoringFails')).toContain('Nothing was lost, and you are not signed out.');
    expect(named('acceptingFails')).toContain('Your phone is done. You need not link again.');
    KINDS.map((name) => expect(labelsOn(pageOf(stateOf(name)))).not.toContain('Sign in'));
  });

  it('asks for the viewer’s word where only an unencrypted way is left, and never as the first answer', () => {
    const page = pageOf(stateOf('troubleCertificate'));
    expect(actOf(page, 'allow')).toEqual({ type: 'allowInsecure', serverId: 'attic' });
    expect(page.first).not.toBe('allow');
    expect(named('troubleCertificate')).toContain('Anyone in your network could then read along.');
  });

  it('does not ask where the settings rule it out, or where there is no such way', () => {
    const state = stateOf('troubleCertificate');
    const values = { ...state.settings.values, insecureLan: false };
    const ruledOut = { ...state, settings: { ...state.settings, values } };
    const reason = {
      ...failureOf('noRoute'),
      tried: TRIED.filter(({ result }) => result !== 'needsConsent')
    };
    expect(actOf(pageOf(ruledOut), 'allow')).toBeNull();
    expect(actOf(pageOf(withConnection(state, { reason })), 'allow')).toBeNull();
  });

  it('lets a set at home type the gateway’s address, and a kiosk not', () => {
    const state = stateOf('troubleGateway');
    const kiosk = { ...state, config: { ...state.config, kiosk: true } };
    expect(actOf(pageOf(state), 'gateway')).toEqual({ type: 'openDialog', dialog: 'gateway' });
    expect(actOf(pageOf(kiosk), 'gateway')).toBeNull();
  });
});

describe.each(LANGUAGES.map(({ code, words: texts, failures }) => ({ code, texts, failures })))(
  'the button that tries again, in $code',
  ({ texts, failures }) => {
    it('is called what the help calls it', () => {
      (['redirected', 'serverRefused', 'storage', 'vaultKeyLost'] as const).forEach((code) =>
        expect(failures[code].help).toContain(texts['trouble.try'])
      );
    });
  }
);
