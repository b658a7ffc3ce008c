import { saidLeft, timeLeft, type Span } from '../spans';
import type { Config } from '../../core/model/config';
import type { AuthState } from '../../core/model/session-state';
import type { Sight } from '../sight';

export type Awaiting = Extract<AuthState, { kind: 'awaitingLink' }>;
/** What is said of a code's life, and which share of it is left. */
export type Life = Span & { readonly share: number };

/** The core renews a code so long before its end, or at half its life: link-life.test.ts holds the two together. */
const RENEW_AHEAD_MS = 90000;
const RENEWS = { minutes: 'link.renews', seconds: 'link.renewsSoon' } as const;
const ENDS = { minutes: 'link.ends', seconds: 'link.endsSoon' } as const;

/** When the next code comes; for the last one, when it ends. */
export function lifeOf(auth: Awaiting, config: Config, { texts, now }: Sight): Life {
  const { code, since, renewal } = auth;
  const isLast = config.renewals !== null && renewal.count >= config.renewals;
  const ahead = isLast ? 0 : Math.min(RENEW_AHEAD_MS, (code.expiresAt - since) / 2);
  const left = code.expiresAt - ahead - now;
  if (renewal.ask !== null || left <= 0) {
    const isOver = isLast && renewal.ask === null;
    const text = isOver ? texts.failure('codeGone').says : texts.say('link.renewing');
    return { text, changesInMs: Infinity, share: 0 };
  }
  return {
    ...timeLeft(texts, left, isLast ? ENDS : RENEWS),
    share: Math.min(1, saidLeft(left) / saidLeft(left + now - since))
  };
}
