import { asFailure } from '../../../../../src/core/model/failure';
import { askAs, newPlexMemory } from '../../../../../src/modules/plex/auth/account-token';
import { DEFAULTS } from '../../../../../src/modules/plex/auth/constants';
import { memoryVault } from '../../../../support/memory-vault';
import { scriptedHttp } from '../../../../support/scripted-http';
import { VirtualClock } from '../../../../support/virtual-clock';
import type { Person, SignIn } from '../../../../../src/core/model/session-state';

const ANN: Person = { id: 'ann', title: 'Ann', thumb: null, guarded: false };
const KID: Person = { id: 'kid', title: 'Kid', thumb: null, guarded: false };

/** Which token speaks for whoever is watching; or the code of the failure. */
async function speaksFor(profile: Person, change: Partial<SignIn> = {}, profileToken: string | null = null) {
  const signIn: SignIn = {
    key: 'plex/ann/' + profile.id,
    provider: 'plex',
    account: ANN,
    profile,
    hasServers: true,
    hasProfiles: true,
    ...change
  };
  const vault = memoryVault();
  vault.disk.set('clientId', 'a-client');
  vault.disk.set(
    'plex.signIn',
    JSON.stringify({ version: 1, accountToken: 'ACCOUNT', signIn, profileToken })
  );
  const http = scriptedHttp(() => ({ body: {} }));
  const context = {
    ports: { http, vault, clock: new VirtualClock() },
    config: DEFAULTS,
    memory: newPlexMemory()
  };
  const build = (_me: unknown, token: string) => ({ method: 'GET', url: token, headers: {}, timeoutMs: 1 });
  return askAs(context, 'profile', build).then(
    () => http.asked[0]?.url,
    (reason: unknown) => asFailure(reason).code
  );
}

describe('who speaks for the person that is watching', () => {
  it('is the account’s own token for the account’s own, unguarded profile', async () => {
    expect(await speaksFor(ANN)).toBe('ACCOUNT');
  });

  it('is the profile’s token where there is one', async () => {
    expect(await speaksFor(KID, {}, 'KIDS')).toBe('KIDS');
  });

  it('is never the account for another person, guarded or not', async () => {
    expect(await speaksFor(KID)).toBe('profilePinWrong');
    expect(await speaksFor({ ...KID, guarded: true })).toBe('profilePinWrong');
  });

  it('is never the account for the account’s own profile when it is guarded', async () => {
    expect(await speaksFor({ ...ANN, guarded: true })).toBe('profilePinWrong');
  });

  it('is the account where there is no Home to tell people apart', async () => {
    expect(await speaksFor({ ...ANN, guarded: true }, { hasProfiles: false })).toBe('ACCOUNT');
  });
});
