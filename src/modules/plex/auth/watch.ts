import { newBrake } from './brake';
import { SHORT_LIFE_MS, STRONG_LIFE_MS } from './constants';
import { dateOf } from './dates';
import type { IClock } from '../../../core/ports';
import type { Brake } from './brake';
import type { PlexAuthData, PlexPinRequest } from './interfaces';

const DRIFT_MS = 3000;

/** One PIN that somebody waits for. Moments are monotonic. */
export type Watch = {
  readonly id: number;
  readonly brake: Brake;
  /** No reply, however often it repeats itself, makes anybody wait beyond this. */
  readonly end: number;
  code: string;
  until: number;
  /** Stored already; who it belongs to is still to be asked. */
  token: string | null;
  /** What a cancel puts back when a token had already been stored. */
  before: PlexAuthData | null;
  waiting: Promise<PlexPinRequest> | null;
};

/** A PIN of which nothing is known but its number. */
export function newWatch(id: number, now: number): Watch {
  return {
    id,
    brake: newBrake(),
    end: now + STRONG_LIFE_MS,
    code: '',
    until: now + SHORT_LIFE_MS,
    token: null,
    before: null,
    waiting: null
  };
}

/** Believes plex.tv about how long a PIN has still to live, where it says something else than before. */
export function noteLife(watch: Watch, now: number, lifeMs: number | null): void {
  const told = lifeMs === null ? watch.until : Math.min(now + lifeMs, watch.end);
  watch.until = Math.abs(told - watch.until) > DRIFT_MS ? told : watch.until;
}

/** A PIN as the contract shows it: its end on the wall clock, however wrong that one is. */
export function requestOf(
  watch: Watch,
  clock: IClock,
  clientIdentifier: string,
  authToken: string | null
): PlexPinRequest {
  const expiresAt = dateOf(clock.wall() + watch.until - clock.now());
  return { id: watch.id, code: watch.code, expiresAt, authToken, clientIdentifier };
}
