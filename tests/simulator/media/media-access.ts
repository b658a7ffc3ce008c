import type { SimAccounts, SimRequest } from '../kernel/types';
import { plexValue } from '../plex/plex-values';
import type { MediaServer } from './media-types';

function isWelcome(server: MediaServer, userId: number): boolean {
  return userId === server.ownerId || server.settings.sharedWith.includes(userId);
}

/**
 * Whose request this is, or null. A server knows its own tokens and its owner's legacy account token;
 * the account token of anybody else, and every JWT, means nothing to it.
 */
export function visitorOf(server: MediaServer, accounts: SimAccounts, request: SimRequest): number | null {
  const token = plexValue(request, 'Token');
  if (token === null) return null;
  const holder = server.tokens.holderOf(token);
  if (holder !== null) return isWelcome(server, holder) ? holder : null;
  const account = accounts.accountOf(token);
  const isOwner = account !== null && account.kind === 'legacy' && account.userId === server.ownerId;
  return isOwner ? server.ownerId : null;
}
