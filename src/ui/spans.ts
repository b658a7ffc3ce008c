import type { TextKey, Texts } from './texts/texts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What is said of a time, and when it has to be said anew. */
export type Span = { readonly text: string; readonly changesInMs: number };
export type LeftKeys = { readonly minutes: TextKey; readonly seconds: TextKey };
export type GoneKeys = {
  readonly now: TextKey;
  readonly minutes: TextKey;
  readonly hours: TextKey;
  readonly days: TextKey;
};

/** A time to come: in minutes, and in seconds only in its last minute. */
export function timeLeft(texts: Texts, ms: number, keys: LeftKeys): Span {
  if (ms <= MINUTE_MS) {
    const seconds = Math.max(1, Math.ceil(ms / SECOND_MS));
    const changesInMs = Math.max(1, Math.ceil(ms - (seconds - 1) * SECOND_MS));
    return { text: texts.count(keys.seconds, seconds), changesInMs };
  }
  const minutes = Math.round(ms / MINUTE_MS);
  const until = Math.max(MINUTE_MS, (minutes - 0.5) * MINUTE_MS - 1);
  return { text: texts.count(keys.minutes, minutes), changesInMs: Math.ceil(ms - until) };
}

/** A time to come as `timeLeft` says it: what is drawn of it moves when the words do, and not in between. */
export function saidLeft(ms: number): number {
  const unit = ms <= MINUTE_MS ? SECOND_MS : MINUTE_MS;
  return (unit === SECOND_MS ? Math.ceil(ms / unit) : Math.round(ms / unit)) * unit;
}

/** A time gone by, in the largest unit that it fills. The set's own clock is never asked. */
export function timeGone(texts: Texts, ms: number, keys: GoneKeys): Span {
  const whole = (unit: number): number => Math.floor(ms / unit);
  const text =
    ms < MINUTE_MS
      ? texts.say(keys.now)
      : ms < HOUR_MS
        ? texts.count(keys.minutes, whole(MINUTE_MS))
        : ms < DAY_MS
          ? texts.count(keys.hours, whole(HOUR_MS))
          : texts.count(keys.days, whole(DAY_MS));
  return { text, changesInMs: Math.ceil(MINUTE_MS - (ms % MINUTE_MS)) };
}
