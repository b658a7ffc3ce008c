import { backoffMs } from '../../core/model/backoff';
import type { BackoffPolicy } from '../../core/model/backoff';
import type { Failure } from '../../core/model/failure';
import type { IClock } from '../../core/ports';
import type { ProviderId } from '../stores/rows';

type Brake = {
  readonly nth: number;
  /** Monotonic. */
  readonly until: number;
  readonly reason: Failure;
  /** After the rest one request goes ahead; until then the others wait for what it hears. 0: none is out. */
  readonly scoutUntil: number;
};

const OUTAGE: BackoffPolicy = { firstMs: 2000, factor: 2, maxMs: 60_000, jitter: 0.25 };
const SCOUT_MS = 1000;
const SCOUT_PATIENCE_MS = 30_000;

/**
 * Each service's own rest after trouble: what it asked for by Retry-After, else longer each time. No code is lost by
 * it, only asked after later.
 */
export class Brakes {
  private readonly _brakes = new Map<ProviderId, Brake>();

  constructor(private readonly _clock: IClock) {}

  /** Milliseconds until this service may be asked; 0 is now. */
  public restMs(provider: ProviderId): number {
    const brake = this._brakes.get(provider);
    const now = this._clock.now();
    if (brake === undefined || brake.until > now) {
      return brake === undefined ? 0 : brake.until - now;
    }
    return brake.scoutUntil > now ? SCOUT_MS : 0;
  }

  /** Says that a request is on its way. */
  public ask(provider: ProviderId): void {
    const brake = this._brakes.get(provider);
    if (brake !== undefined) {
      this._brakes.set(provider, { ...brake, scoutUntil: this._clock.now() + SCOUT_PATIENCE_MS });
    }
  }

  /** It answered. */
  public ease(provider: ProviderId): void {
    this._brakes.delete(provider);
  }

  /** It did not, or asked for less. Answers of requests that went together count once. */
  public pull(provider: ProviderId, reason: Failure): void {
    const before = this._brakes.get(provider);
    const isOne = before === undefined || before.scoutUntil > 0;
    const nth = (before?.nth ?? 0) + (isOne ? 1 : 0);
    const ms = Math.max(reason.retryAfterMs ?? 0, backoffMs(OUTAGE, nth, this._clock.random()));
    const until = Math.max(this._clock.now() + ms, isOne ? 0 : (before?.until ?? 0));
    this._brakes.set(provider, { nth, until, reason, scoutUntil: 0 });
  }

  /** Why codes of this service wait, and for how long yet; null when they do not. */
  public reason(provider: ProviderId): Failure | null {
    const brake = this._brakes.get(provider);
    return brake === undefined
      ? null
      : { ...brake.reason, retryAfterMs: Math.max(1000, Math.round(brake.until - this._clock.now())) };
  }
}
