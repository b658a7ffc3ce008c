import type { SimClock } from '../kernel/types';

export type RateLimit = {
  /** 0 when there was room, else the whole seconds until there is. */
  take(key: string, perMinute: number | null): number;
};

const WINDOW_MS = 60_000;

/** A sliding window for each key. */
export function createRateLimit(clock: SimClock): RateLimit {
  const taken = new Map<string, readonly number[]>();
  return {
    take: (key, perMinute) => {
      if (perMinute === null) return 0;
      const now = clock.now();
      const recent = (taken.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
      const full = recent.length >= perMinute;
      taken.set(key, full ? recent : [...recent, now]);
      const oldest = recent[0] ?? now;
      return full ? Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000)) : 0;
    }
  };
}
