import pino, { type DestinationStream, type Logger } from 'pino';
import { redact, redactFacts } from '../../core/redact';
import type { IGatewayLog } from '../world';

/** Every line passes the same redaction as on a television; an error is its name and its words, never its fields. */
export function openPino(level: string, to?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    formatters: { log: (facts) => redactFacts(facts) },
    hooks: {
      logMethod(args, method) {
        const clean = args.map((each) => (typeof each === 'string' ? redact(each) : each));
        method.apply(this, clean as Parameters<typeof method>);
      }
    },
    serializers: { req: seenOf, err: (error: Error) => redact(`${error.name}: ${error.message}`) }
  };
  return to === undefined ? pino(options) : pino(options, to);
}

function seenOf(request: { readonly method?: string; readonly url?: string }): object {
  return { method: request.method, path: redact((request.url ?? '').split('?')[0] ?? '') };
}

/** The log as handlers see it. */
export function logOver(logger: Logger): IGatewayLog {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: object = {}): void =>
      logger[level](facts, event);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
