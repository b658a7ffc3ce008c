import type { Person, SignIn } from '../../../core/model/session-state';
import type { PlexUser } from './account';

/** One person of an account, under the key that a connection is tied to. */
export function signInWithProfile(account: Person, profile: Person, hasProfiles: boolean): SignIn {
  const key = 'plex/' + account.id + '/' + profile.id;
  return { key, provider: 'plex', account, profile, hasServers: true, hasProfiles };
}

/** The account as its own profile, unless another of its profiles was open before. */
export function signInOfUser(user: PlexUser, before: SignIn | null): SignIn {
  const account = user.person;
  const isOther =
    before !== null && before.account.id === account.id && before.profile.id !== account.id && user.hasHome;
  return signInWithProfile(account, isOther ? before.profile : account, user.hasHome);
}
