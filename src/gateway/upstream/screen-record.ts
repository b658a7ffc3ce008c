import { fieldsOf, parseJson } from '../../core/wire';
import { readPlexRecord, writePlexRecord } from '../../core/vault/plex-record';
import type { PlexRecord } from '../../core/vault/plex-record';
import type { SignIn } from '../../core/model/session-state';

/**
 * One Plex account is signed in once at the gateway, while each of its screens may have another person's profile
 * open. So the record that a television keeps whole is kept in two halves: token and account with the user, the
 * open profile with the screen.
 */
export type Halves = { readonly account: string; readonly screen: string | null };

function asAccount(signIn: SignIn): SignIn {
  const { account } = signIn;
  return { ...signIn, key: `plex/${account.id}/${account.id}`, profile: account };
}

/** The halves of a record. A screen on which the account itself is open has nothing of its own. */
export function halvesOf(text: string): Halves {
  const record = readPlexRecord(text);
  const { signIn } = record;
  if (signIn === null) {
    return { account: text, screen: null };
  }
  const account = writePlexRecord({ ...record, signIn: asAccount(signIn), profileToken: null });
  const isOwn =
    signIn.profile.id === signIn.account.id && record.profileToken === null && !signIn.profile.guarded;
  // The token is left out of the screen's half: it is never read from there, and the record wants one.
  return { account, screen: isOwn ? null : writePlexRecord({ ...record, accountToken: '-' }) };
}

/** The record as a screen sees it. A half of somebody else's account counts for nothing. */
export function joined(account: string, screen: string | null): string {
  const whole = readPlexRecord(account);
  const open = screen === null ? null : readPlexRecord(screen);
  return open === null || !isSame(whole, open)
    ? account
    : writePlexRecord({ ...whole, signIn: open.signIn, profileToken: open.profileToken });
}

function isSame(whole: PlexRecord, open: PlexRecord): boolean {
  return whole.signIn !== null && open.signIn !== null && whole.signIn.account.id === open.signIn.account.id;
}

/** The token of either provider's record; null where there is none to tell apart by. */
export function secretIn(text: string): string | null {
  const fields = fieldsOf(parseJson(text)) ?? {};
  const secret = fields['accountToken'] ?? fields['accessToken'] ?? fields['sessionId'];
  return typeof secret === 'string' ? secret : null;
}
