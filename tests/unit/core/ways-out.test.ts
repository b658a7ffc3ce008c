import { DEFAULT_CONFIG } from '../../../src/core/model/config';
import { failureOf } from '../../../src/core/model/failure';
import { reduceAuthIntent } from '../../../src/core/machine/auth-intents';
import type { AuthState, Person, SignIn } from '../../../src/core/model/session-state';

const ANN: Person = { id: 'ann', title: 'Ann', thumb: null, guarded: false };
const SIGN_IN: SignIn = {
  key: 'plex/ann/ann',
  provider: 'plex',
  account: ANN,
  profile: ANN,
  hasServers: true,
  hasProfiles: true
};

describe('ways out', () => {
  it.each([
    ['all', true],
    ['account', false]
  ] as const)(
    'a wipe of "%s" that the vault refused is asked again as far as it was meant',
    (unwiped, all) => {
      const refused: AuthState = { kind: 'signedOut', reason: failureOf('storage'), unwiped };
      const again = reduceAuthIntent(refused, { type: 'retryNow' }, DEFAULT_CONFIG);
      expect(again).toMatchObject({ kind: 'leaving', all });
    }
  );

  it.each<Partial<AuthState> & { kind: 'openingProfile' | 'askingProfilePin' }>([
    { kind: 'openingProfile' },
    { kind: 'askingProfilePin' }
  ])('Back leads from $kind to the list of people', ({ kind }) => {
    const attempt = { signIn: SIGN_IN, remembered: true, profiles: [ANN], profile: ANN, nth: 1 };
    const state: AuthState =
      kind === 'openingProfile' ? { kind, ...attempt, pin: null } : { kind, ...attempt };
    const back = reduceAuthIntent(state, { type: 'cancel' }, DEFAULT_CONFIG);
    expect(back).toMatchObject({ kind: 'choosingProfile', profiles: [ANN], signIn: SIGN_IN });
  });
});
