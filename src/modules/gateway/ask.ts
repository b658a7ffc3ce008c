import { fieldsOf, textOf } from '../../core/wire';
import { isAboutSession, need, readAnswer } from './answer';
import type { Config } from '../../core/model/config';
import type { HttpReply } from '../../core/ports';
import type { Fields } from '../../core/wire';
import type { GatewayContext } from './interfaces';

export type Question = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** How long the gateway may take on purpose. */
  readonly waitMs?: number;
};

const TIMEOUT_MS = 10000;
const SESSION = '/api/session';

/**
 * Asks the gateway in the name of this screen's session. A session that does not count any more is asked for once
 * more, and the question put again: only what is refused after that is refused.
 */
export function askGateway(context: GatewayContext, question: Question): Promise<Fields> {
  return sendOnce(context, question).then(readAnswer);
}

/** The same with the reply as it came, for those who can read a refusal. */
export function sendOnce(context: GatewayContext, question: Question): Promise<HttpReply> {
  return ready(context)
    .then(() => send(context, question))
    .then((reply) =>
      isAboutSession(reply) ? begin(context).then(() => send(context, question)) : Promise.resolve(reply)
    );
}

/** Asks for the session, which the gateway makes or revives, and tells what it says of the screen. */
export function begin(context: GatewayContext): Promise<Fields> {
  return send(context, { method: 'GET', path: SESSION })
    .then(readAnswer)
    .then((facts) => {
      const { memory, onFacts } = context;
      memory.csrf = need(textOf(facts['csrf']));
      memory.isOut = facts['signedIn'] !== true;
      onFacts({
        buildId: textOf(facts['buildId']) || '',
        signedIn: !memory.isOut,
        config: configIn(facts)
      });
      return facts;
    });
}

function configIn(facts: Fields): Partial<Config> {
  const config = need(fieldsOf(facts['config']));
  return { ...config, capabilities: fieldsOf(facts['capabilities']) } as Partial<Config>;
}

function ready(context: GatewayContext): Promise<unknown> {
  return context.memory.csrf === null ? begin(context) : Promise.resolve();
}

function send(context: GatewayContext, { method, path, body, waitMs = 0 }: Question): Promise<HttpReply> {
  const { ports, config, memory } = context;
  const headers: { [name: string]: string } = { Accept: 'application/json' };
  if (method !== 'GET' && memory.csrf !== null) {
    headers['X-CSRF-Token'] = memory.csrf;
  }
  if (config.screenName !== '') {
    headers['X-Couchkey-Screen'] = encodeURIComponent(config.screenName);
  }
  const request = {
    method,
    url: config.url + path,
    headers: headers,
    timeoutMs: TIMEOUT_MS + waitMs
  };
  if (body === undefined) {
    return ports.http.send(request);
  }
  headers['Content-Type'] = 'application/json';
  return ports.http.send({ ...request, body: JSON.stringify(body) });
}
