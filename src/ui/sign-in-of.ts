import type { AuthState, SignIn } from '../core/model/session-state';

/** Who is signed in, as far as somebody is. */
export function signInOf(auth: AuthState): SignIn | null {
  return 'signIn' in auth ? auth.signIn : null;
}
