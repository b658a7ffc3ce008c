import { failureOf } from '../../src/core/model/failure';
import type { Failure } from '../../src/core/model/failure';
import type { HttpReply, HttpRequest, IClock, IHttp, IStop } from '../../src/core/ports';

export type FakeReply = { readonly status: number; readonly body?: unknown; readonly retryAfterMs?: number };
export type Asked = { readonly at: number; readonly method: string; readonly url: string };
/** What stands between us and the service: a reply of its own, a failure, silence, or nothing (null). */
export type Weather = (request: HttpRequest) => FakeReply | Failure | 'hang' | null;

/** Carries requests to `serve` over a line with a latency, and remembers each. */
export class FakeHttp implements IHttp {
  public asked: Asked[] = [];
  public inFlight = 0;
  public aborted = 0;
  public latencyMs: (request: HttpRequest) => number = () => 20;
  public weather: Weather = () => null;

  constructor(
    private readonly _clock: IClock,
    private readonly _serve: (request: HttpRequest) => FakeReply
  ) {}

  public send(request: HttpRequest, stop?: IStop): Promise<HttpReply> {
    this.asked.push({ at: this._clock.now(), method: request.method, url: request.url });
    this.inFlight++;
    return new Promise((resolve, reject) => {
      const cancels: (() => void)[] = [];
      const end = (settle: () => void): void => {
        cancels.splice(0).forEach((cancel) => cancel());
        this.inFlight--;
        settle();
      };
      const halfMs = this.latencyMs(request) / 2;
      const arrive = (): void => {
        const reply = this.weather(request) ?? this._serve(request);
        if (reply !== 'hang') {
          cancels.push(this._clock.after(halfMs, () => end(() => settle(reply, resolve, reject))));
        }
      };
      cancels.push(this._clock.after(halfMs, arrive));
      cancels.push(this._clock.after(request.timeoutMs, () => end(() => reject(failureOf('timeout')))));
      if (stop !== undefined) {
        const abort = (): void => end(() => reject(failureOf('cancelled')));
        cancels.push(stop.onStop(() => (this.aborted++, abort())));
      }
    });
  }

  /** How often a path was asked for. */
  public count(method: string, path: string): number {
    return this.asked.filter((each) => each.method === method && each.url.includes(path)).length;
  }
}

function settle(
  reply: FakeReply | Failure,
  resolve: (reply: HttpReply) => void,
  reject: (reason: Failure) => void
): void {
  if ('code' in reply) {
    reject(reply);
    return;
  }
  const retryAfter = reply.retryAfterMs === undefined ? null : String(reply.retryAfterMs / 1000);
  resolve({
    status: reply.status,
    text: reply.body === undefined ? '' : JSON.stringify(reply.body),
    url: null,
    header: (name) => (name.toLowerCase() === 'retry-after' ? retryAfter : null)
  });
}
