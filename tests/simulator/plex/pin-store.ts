import type { SimClock, SimRandom } from '../kernel/types';
import type { Jwk } from './jwt-format';
import { createPinLedger } from './pin-ledger';

export type Pin = {
  readonly id: string;
  readonly code: string;
  readonly strong: boolean;
  readonly clientIdentifier: string;
  readonly product: string;
  readonly jwk: Jwk | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Who linked it; null while it waits. */
  readonly userId: number | null;
  /** Minted at the first poll after the link. */
  readonly token: string | null;
};

export type NewPin = Pick<Pin, 'strong' | 'clientIdentifier' | 'product' | 'jwk'> & {
  /** Other than the usual life. */
  readonly lifeMs?: number;
};

export type PinStore = {
  create(order: NewPin): Pin;
  /** null when unknown or dead. */
  live(id: string): Pin | null;
  liveByCode(code: string): Pin | null;
  claim(id: string, userId: number): void;
  handOut(id: string, token: string): void;
  /** Dead from now on, whatever life it had left. */
  kill(id: string): boolean;
  all(): readonly Pin[];
};

const DIGITS = '0123456789';
const SHORT = { alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' + DIGITS, length: 4, lifeMs: 900_000 } as const;
const STRONG = { alphabet: 'abcdefghijklmnopqrstuvwxyz' + DIGITS, length: 25, lifeMs: 1_800_000 } as const;
const FIRST_ID = 1_000_000_000;

function untaken(mint: () => string, taken: (made: string) => boolean): string {
  const made = mint();
  return taken(made) ? untaken(mint, taken) : made;
}

/** Short codes 15 minutes, strong ones 30. A code is unique among the living. */
export function createPinStore(clock: SimClock, random: SimRandom): PinStore {
  const ledger = createPinLedger(clock);
  const newCode = (kind: typeof SHORT | typeof STRONG): string => {
    const mint = (): string => random.chars(kind.alphabet, kind.length);
    return untaken(mint, (code) => ledger.liveByCode(code) !== null);
  };
  const newId = (): string => untaken(() => String(FIRST_ID + random.int(FIRST_ID * 8)), ledger.has);

  return {
    create: ({ lifeMs, ...order }) => {
      const kind = order.strong ? STRONG : SHORT;
      const createdAt = clock.now();
      const expiresAt = createdAt + (lifeMs ?? kind.lifeMs);
      const made = { id: newId(), code: newCode(kind), createdAt, expiresAt };
      const pin: Pin = { ...order, ...made, userId: null, token: null };
      ledger.enter(pin);
      return pin;
    },
    live: ledger.live,
    liveByCode: ledger.liveByCode,
    claim: (id, userId) => void ledger.change(id, { userId }),
    handOut: (id, token) => void ledger.change(id, { token }),
    kill: (id) => ledger.change(id, { expiresAt: clock.now() }),
    all: ledger.all
  };
}
