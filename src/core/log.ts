import { asFailure } from './model/failure';
import { redact, redactFacts } from './redact';
import type { HttpReply, IClock, IHttp, ILog, LogLevel } from './ports';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const USUAL_SIZE = 200;

/** One line of the log. `at` is monotonic: the set's clock may be years off. */
export type LogEntry = {
  readonly at: number;
  readonly level: LogLevel;
  readonly event: string;
  readonly facts: { readonly [name: string]: unknown } | null;
};

export type LogOptions = { readonly level?: LogLevel; readonly size?: number };

/** A log that keeps its last lines in memory and never a secret. */
export type RingLog = ILog & { readonly entries: () => readonly LogEntry[] };

/** Nothing is kept before it has been redacted, and nothing is kept for good. */
export function openLog(clock: IClock, options: LogOptions = {}): RingLog {
  const size = options.size || USUAL_SIZE;
  const least = LEVELS.indexOf(options.level || 'info');
  const ring: LogEntry[] = [];
  let next = 0;
  return {
    write: (level, event, facts) => {
      if (LEVELS.indexOf(level) >= least) {
        const known = facts === undefined ? null : redactFacts(facts);
        ring[next % size] = { at: clock.now(), level, event: redact(event), facts: known };
        next += 1;
      }
    },
    entries: () => ring.slice(next % size).concat(ring.slice(0, next % size))
  };
}

/** The same port, with a line in the log for each request and what became of it. */
export function loggedHttp(http: IHttp, log: ILog, clock: IClock): IHttp {
  return {
    send: (request, stop) => {
      const start = clock.now();
      const told = { method: request.method, url: request.url };
      const took = (): number => Math.round(clock.now() - start);
      return http.send(request, stop).then(
        (reply): HttpReply => {
          log.write('debug', 'http', { ...told, status: reply.status, ms: took(), bytes: reply.text.length });
          return reply;
        },
        (reason: unknown) => {
          log.write('info', 'http', { ...told, failure: asFailure(reason).code, ms: took() });
          throw reason;
        }
      );
    }
  };
}
