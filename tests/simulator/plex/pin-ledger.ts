import type { SimClock } from '../kernel/types';
import type { Pin } from './pin-store';

/** PINs by id and by code. */
export type PinLedger = {
  enter(pin: Pin): void;
  has(id: string): boolean;
  live(id: string): Pin | null;
  liveByCode(code: string): Pin | null;
  change(id: string, fields: Partial<Pin>): boolean;
  all(): readonly Pin[];
};

const CROWD = 1000;

/** A dead PIN and one that never was are answered alike, so a long soak need not keep the dead. */
export function createPinLedger(clock: SimClock): PinLedger {
  const pins = new Map<string, Pin>();
  const byCode = new Map<string, string>();
  let crowd = CROWD;
  const isLive = (pin: Pin): boolean => pin.expiresAt > clock.now();

  const bury = (): void => {
    if (pins.size < crowd) return;
    pins.forEach((pin) => isLive(pin) || pins.delete(pin.id));
    crowd = Math.max(CROWD, 2 * pins.size);
  };

  const live = (id: string): Pin | null => {
    const pin = pins.get(id);
    return pin !== undefined && isLive(pin) ? pin : null;
  };

  return {
    enter: (pin) => {
      bury();
      pins.set(pin.id, pin);
      byCode.set(pin.code, pin.id);
    },
    has: (id) => pins.has(id),
    live,
    liveByCode: (code) => live(byCode.get(code) ?? ''),
    change: (id, fields) => {
      const pin = pins.get(id);
      if (pin !== undefined) pins.set(id, { ...pin, ...fields });
      return pin !== undefined;
    },
    all: () => [...pins.values()]
  };
}
