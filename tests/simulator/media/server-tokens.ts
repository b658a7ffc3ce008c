import type { SimClock, SimRandom } from '../kernel/types';

/** The tokens of one media server: a lasting one per user, and short-lived ones made on request. */
export type ServerTokens = {
  /** The token that plex.tv hands out for this user. */
  tokenFor(userId: number): string;
  /** Whose token this is, or null when the server does not know it (any more). */
  holderOf(token: string): number | null;
  /** The old token is refused from now on and plex.tv hands out a new one. */
  rotate(userId: number): string;
  /** The token is refused, yet plex.tv goes on handing it out. */
  revoke(userId: number): void;
  /** `tokenRevoked` as a fault: whatever token a request carried. */
  revokeToken(token: string): void;
  newTransient(userId: number): string;
  /** A restart forgets every transient token. */
  dropTransients(): void;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
const TRANSIENT_LIFE_MS = 48 * 3_600_000;

type Transient = { readonly userId: number; readonly until: number };

/** Deterministic: the nth new token of a server is the same in every run with one seed. */
export function createServerTokens(clock: SimClock, random: SimRandom): ServerTokens {
  const current = new Map<number, string>();
  const holders = new Map<string, number>();
  const transients = new Map<string, Transient>();

  const mint = (userId: number): string => {
    const token = random.chars(ALPHABET, 20);
    current.set(userId, token);
    holders.set(token, userId);
    return token;
  };
  const transientHolder = (token: string): number | null => {
    const found = transients.get(token);
    return found !== undefined && found.until > clock.now() ? found.userId : null;
  };
  const revokeToken = (token: string): void => {
    holders.delete(token);
    transients.delete(token);
  };
  return {
    tokenFor: (userId) => current.get(userId) ?? mint(userId),
    holderOf: (token) => holders.get(token) ?? transientHolder(token),
    rotate: (userId) => {
      revokeToken(current.get(userId) ?? '');
      return mint(userId);
    },
    revoke: (userId) => revokeToken(current.get(userId) ?? mint(userId)),
    revokeToken,
    newTransient: (userId) => {
      const token = `transient-${random.chars('0123456789abcdef', 32)}`;
      transients.set(token, { userId, until: clock.now() + TRANSIENT_LIFE_MS });
      return token;
    },
    dropTransients: () => transients.clear()
  };
}
