import type { Pin } from './pin-store';
import type { SimUser } from './users';
import type { PlexWorld } from './world';

export type ApproveResult =
  | { readonly ok: true; readonly userId: number }
  | {
      readonly ok: false;
      readonly reason: 'personUnknown' | 'codeUnknown' | 'twoFactorNeeded' | 'twoFactorWrong';
    };

/** The person with the phone. Names are those of the demo users; nobody named means Ada. */
export type Phone = {
  approve(code: string, as?: string): ApproveResult;
  /** Looks, decides against it and goes away. plex.tv tells the television nothing. */
  deny(code: string, as?: string): ApproveResult;
  /** Types a code that nobody showed. */
  wrongCode(as?: string): ApproveResult;
  /** Approves after a while; the answer comes when it is done. */
  slow(code: string, afterMs: number, as?: string): Promise<ApproveResult>;
  /** With the digits of the authenticator, right ones unless others are given. */
  twoFactor(code: string, as?: string, digits?: string): ApproveResult;
};

const DEFAULT_PERSON = 'ada';

type Attempt = { readonly code: string; readonly person: string; readonly digits: string | null };

function findPin(world: PlexWorld, code: string): Pin | null {
  return world.pins.liveByCode(code) ?? world.pins.liveByCode(code.trim().toUpperCase());
}

function twoFactorProblem(user: SimUser, digits: string | null): 'twoFactorNeeded' | 'twoFactorWrong' | null {
  if (user.twoFactorCode === null) return null;
  if (digits === null) return 'twoFactorNeeded';
  return digits === user.twoFactorCode ? null : 'twoFactorWrong';
}

function look(
  world: PlexWorld,
  { code, person, digits }: Attempt
): { user: SimUser; pin: Pin } | ApproveResult {
  const user = world.users.byLogin(person);
  if (user === null) return { ok: false, reason: 'personUnknown' };
  const problem = twoFactorProblem(user, digits);
  if (problem !== null) return { ok: false, reason: problem };
  const pin = findPin(world, code);
  return pin === null ? { ok: false, reason: 'codeUnknown' } : { user, pin };
}

function approve(world: PlexWorld, attempt: Attempt): ApproveResult {
  const found = look(world, attempt);
  if ('ok' in found) return found;
  world.pins.claim(found.pin.id, found.user.id);
  return { ok: true, userId: found.user.id };
}

/** `later` resolves after a number of milliseconds, and never again once the simulator has stopped. */
export function createPhone(world: PlexWorld, later: (ms: number) => Promise<void>): Phone {
  const plain = (code: string, person: string): Attempt => ({ code, person, digits: null });
  return {
    approve: (code, as = DEFAULT_PERSON) => approve(world, plain(code, as)),
    deny: (code, as = DEFAULT_PERSON) => {
      const found = look(world, plain(code, as));
      return 'ok' in found ? found : { ok: true, userId: found.user.id };
    },
    wrongCode: (as = DEFAULT_PERSON) => approve(world, plain('????', as)),
    slow: async (code, afterMs, as = DEFAULT_PERSON) => {
      await later(afterMs);
      return approve(world, plain(code, as));
    },
    twoFactor: (code, as = 'theo', digits) => {
      const right = world.users.byLogin(as)?.twoFactorCode ?? null;
      return approve(world, { code, person: as, digits: digits ?? right });
    }
  };
}
