import { reduceAwaiting } from '../../../../src/core/machine/code-machine';
import { DEFAULT_CONFIG } from '../../../../src/core/model/config';
import { lifeOf, type Awaiting } from '../../../../src/ui/screens/link-life';
import { AWAITING, CODE, NOW } from '../../../screens/sign-in-states';
import { SIGHT } from '../../../support/sign-in-pages';

const CONFIG = DEFAULT_CONFIG;
const MINUTE = 60_000;

function textAt(now: number, auth: Awaiting = AWAITING): string {
  return lifeOf(auth, CONFIG, { ...SIGHT, now }).text;
}

/** When the core itself asks for the next code. */
function renewalAt(auth: Awaiting): number {
  const isAsked = (now: number): boolean => {
    const to = {
      type: 'checkCode' as const,
      provider: auth.provider,
      codeId: auth.code.id,
      nth: 1,
      afterMs: 0
    };
    const outcome = { type: 'codePending' as const, codeId: auth.code.id, lifeMs: null };
    const next = reduceAwaiting(auth, { type: 'answer', to, outcome }, { now, random: 0 }, CONFIG);
    return next.kind === 'awaitingLink' && next.renewal.ask !== null;
  };
  let at = auth.since;
  while (!isAsked(at)) at += 1000;
  return at;
}

describe('what is said of a code’s life', () => {
  it('is told in minutes, and in seconds only in the last one', () => {
    const due = renewalAt(AWAITING);
    expect(textAt(due - 5 * MINUTE)).toBe('A new code comes in 5 minutes');
    expect(textAt(due - 61_000)).toBe('A new code comes in one minute');
    expect(textAt(due - 30_000)).toMatch(/in (29|30|31) seconds$/);
  });

  it.each([15 * MINUTE, 100_000])('ends when the core asks for the next code, for one of %i ms', (life) => {
    const auth = { ...AWAITING, since: NOW, code: { ...CODE, expiresAt: NOW + life } };
    const due = renewalAt(auth);
    expect(textAt(due - 2000, auth)).toMatch(/seconds?$/);
    expect(textAt(due, auth)).toBe('A new code is on its way');
  });

  it('says of the last code how long it counts', () => {
    const last = { ...AWAITING, renewal: { count: CONFIG.renewals ?? 0, ask: null } };
    expect(textAt(CODE.expiresAt - 3 * MINUTE, last)).toBe('This code counts for 3 more minutes');
    expect(textAt(CODE.expiresAt + MINUTE, last)).toBe('The code has run out.');
  });

  it('changes when it says it does, and never waits for nothing', () => {
    for (let now = AWAITING.since; now < renewalAt(AWAITING);) {
      const life = lifeOf(AWAITING, CONFIG, { ...SIGHT, now });
      expect(life.changesInMs).toBeGreaterThan(0);
      expect(textAt(now + life.changesInMs - 2)).toBe(life.text);
      now += life.changesInMs;
      expect(textAt(now)).not.toBe(life.text);
    }
  });

  it('empties its ring', () => {
    const share = (now: number): number => lifeOf(AWAITING, CONFIG, { ...SIGHT, now }).share;
    expect(share(AWAITING.since)).toBe(1);
    expect(share(NOW + 5 * MINUTE)).toBeLessThan(share(NOW + MINUTE));
    expect(share(renewalAt(AWAITING))).toBe(0);
  });
  it('moves its ring when its words change, and not in between: whoever only waits costs no frame', () => {
    for (let now = AWAITING.since; now < renewalAt(AWAITING);) {
      const life = lifeOf(AWAITING, CONFIG, { ...SIGHT, now });
      const later = now + life.changesInMs - 2;
      expect(lifeOf(AWAITING, CONFIG, { ...SIGHT, now: later }).share).toBe(life.share);
      now += life.changesInMs;
    }
  });
});
