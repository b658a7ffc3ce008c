import type { SimClock, SimRandom } from '../kernel/types';
import type { Jwk } from './jwt-format';

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
const CROWD = 1000;
const FIRST_ID = 1_000_000_000;

function untaken(mint: () => string, taken: (made: string) => boolean): string {
  const made = mint();
  return taken(made) ? untaken(mint, taken) : made;
}

/** Short codes 15 minutes, strong ones 30. A code is unique among the living. */
export function createPinStore(clock: SimClock, random: SimRandom): PinStore {
  const pins = new Map<string, Pin>();
  const isLive = (pin: Pin): boolean => pin.expiresAt > clock.now();
  const byCode = new Map<string, string>();
  const live = (id: string): Pin | null => {
    const pin = pins.get(id);
    return pin !== undefined && isLive(pin) ? pin : null;
  };
  const liveByCode = (code: string): Pin | null => live(byCode.get(code) ?? '');
  let crowd = CROWD;

  const newCode = (kind: typeof SHORT | typeof STRONG): string => {
    return untaken(
      () => random.chars(kind.alphabet, kind.length),
      (code) => liveByCode(code) !== null
    );
  };
  const newId = (): string => {
    return untaken(
      () => String(FIRST_ID + random.int(FIRST_ID * 8)),
      (id) => pins.has(id)
    );
  };

  const change = (id: string, fields: Partial<Pin>): boolean => {
    const pin = pins.get(id);
    if (pin !== undefined) pins.set(id, { ...pin, ...fields });
    return pin !== undefined;
  };

  // A dead PIN and one that never was are answered alike, so a soak need not keep them.
  const bury = (): void => {
    if (pins.size < crowd) return;
    pins.forEach((pin) => isLive(pin) || pins.delete(pin.id));
    crowd = Math.max(CROWD, 2 * pins.size);
  };

  return {
    create: ({ lifeMs, ...order }) => {
      bury();
      const kind = order.strong ? STRONG : SHORT;
      const now = clock.now();
      const made = {
        id: newId(),
        code: newCode(kind),
        createdAt: now,
        expiresAt: now + (lifeMs ?? kind.lifeMs)
      };
      const pin: Pin = { ...order, ...made, userId: null, token: null };
      pins.set(pin.id, pin);
      byCode.set(pin.code, pin.id);
      return pin;
    },
    live,
    liveByCode,
    claim: (id, userId) => void change(id, { userId }),
    handOut: (id, token) => void change(id, { token }),
    kill: (id) => change(id, { expiresAt: clock.now() }),
    all: () => [...pins.values()]
  };
}
