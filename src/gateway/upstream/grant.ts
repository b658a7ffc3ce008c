import { fieldsOf, listOf, parseJson, textOf } from '../../core/wire';
import type { Fields } from '../../core/wire';
import type { ProviderId } from '../stores/rows';
import { secretIn } from './screen-record';

/** A sign-in at its issuer, and as whom it was asked for: null is the whole group, before each screen had a name. */
export type Issued = { readonly clientId: string | null; readonly signIn: string };

/**
 * What a user granted. All of their screens use the newest sign-in; those that other screens brought before it are
 * kept to be ended with the screen, since nobody else could.
 */
export type UserGrant = Issued & { readonly earlier: readonly Issued[] };

const MOST_EARLIER = 20;

function issuedIn(fields: Fields): Issued {
  return { clientId: textOf(fields['clientId']), signIn: textOf(fields['signIn']) ?? '' };
}

/** The grant in a record's text, that of a gateway before this one included. */
export function grantIn(text: string): UserGrant {
  const fields = fieldsOf(parseJson(text)) ?? {};
  return fields['grant'] === 1
    ? { ...issuedIn(fields), earlier: listOf(fields['earlier']).map(issuedIn) }
    : { clientId: null, signIn: text, earlier: [] };
}

/** The text that is kept of it. */
export function grantText(grant: UserGrant): string {
  return JSON.stringify({ grant: 1, ...grant });
}

export type Succession = { readonly grant: UserGrant; readonly dropped: readonly Issued[] };

/** A newer sign-in takes the place of the one before. `dropped` are more than anybody keeps. */
export function succeed(provider: ProviderId, before: UserGrant | null, issued: Issued): Succession {
  const isOver = ({ clientId, signIn }: Issued): boolean =>
    secretIn(signIn) === secretIn(issued.signIn) ||
    // plex.tv itself has ended what it gave to the same person and screen before.
    (provider === 'plex' && clientId === issued.clientId);
  const left = (before === null ? [] : [before, ...before.earlier])
    .filter((each) => !isOver(each))
    .map(({ clientId, signIn }) => ({ clientId, signIn }));
  return {
    grant: { ...issued, earlier: left.slice(0, MOST_EARLIER) },
    dropped: left.slice(MOST_EARLIER)
  };
}
