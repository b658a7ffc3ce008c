import { reduceSession } from '../../../src/core/machine/session-machine';
import { screenFor } from '../../../src/ui/screen-for';
import { idsOn, seenPage } from '../../support/seen-page';
import { STATES } from '../../screens/states';
import type { SessionState } from '../../../src/core/model/session-state';

const NOW = { now: 100_000, random: 0.5 };
const back = (state: SessionState): SessionState => reduceSession(state, { type: 'cancel' }, NOW);
const placeOf = (state: SessionState): string => Object.values(screenFor(state)).join('/');

/** Pages that lie over another; from the others Back leads to what is below. */
const BELOW: { readonly [overlay: string]: readonly string[] } = {
  language: ['settings'],
  deviceName: ['settings'],
  gateway: ['settings'],
  diagnostics: ['settings'],
  about: ['settings', 'accountMenu'],
  confirmReset: ['settings'],
  adminPin: ['adminCode', 'admin'],
  adminTable: ['admin'],
  adminRow: ['adminTable'],
  confirmAdmin: ['adminRow'],
  /** While a token is tried, Back leads to its keys. */
  serverToken: ['keyboard', 'serverToken']
};

/** Where Back may lead from a screen over which nothing lies. */
const BEYOND: { readonly [screen: string]: readonly string[] } = {
  start: ['start/exit'],
  chooseService: ['chooseService/exit'],
  link: ['start/none'],
  profiles: ['start/none', 'profiles/none'],
  profilesAwaited: ['start/none'],
  servers: ['servers/exit'],
  connecting: ['connecting/none', 'connecting/exit'],
  home: ['home/exit'],
  trouble: ['trouble/exit']
};

function expectedFrom(state: SessionState): readonly string[] {
  const { screen, overlay } = screenFor(state);
  if (overlay !== 'none') return (BELOW[overlay] ?? ['none']).map((below) => `${screen}/${below}`);
  if (state.auth.kind === 'accepting') return ['start/none'];
  const isBottom = screen === 'home' || screen === 'kioskTarget';
  return state.config.kiosk && isBottom ? [`${screen}/none`] : (BEYOND[screen] ?? []);
}

const ALL = Object.entries(STATES);

describe('Back', () => {
  it.each(ALL)(
    'leads from %s to a place that is expected, where something can be pressed',
    (_name, state) => {
      const next = back(state);
      expect(expectedFrom(state)).toContain(placeOf(next));
      const page = seenPage(next);
      const isBare = page.name === 'start' || page.name === 'kioskTarget';
      expect(idsOn(page).length > 0 || isBare).toBe(true);
    }
  );

  it.each(ALL)('opens no profile from %s, and lets nobody in who was not', (_name, state) => {
    const next = back(state);
    const opened = next.auth.kind === 'signedIn' ? next.auth.signIn : null;
    const before = state.auth.kind === 'signedIn' ? state.auth.signIn : null;
    expect(opened).toEqual(before);
  });

  it.each(ALL)('ends at a question or at rest when it is pressed again and again from %s', (_name, state) => {
    const places = Array.from({ length: 6 }).reduce<readonly SessionState[]>(
      (sum) => [...sum, back(sum.at(-1) as SessionState)],
      [state]
    );
    const last = placeOf(places.at(-1) as SessionState);
    expect(last).toMatch(/^\w+\/(exit|none)$/);
  });
});
