import { fieldsOf, textOf } from '../../core/wire';
import { isAboutSession, need, readAnswer } from './answer';
import type { Config } from '../../core/model/config';
import type { HttpReply } from '../../core/ports';
import type { Fields } from '../../core/wire';
import { keepRefresh, REFRESH_RECORD } from './tokens';
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
  const { config, memory, onFacts } = context;
  return (config.byToken ? openApp(context) : Promise.resolve())
    .then(() => send(context, { method: 'GET', path: SESSION }))
    .then(readAnswer)
    .then((facts) => {
      memory.pass = config.byToken ? memory.pass : need(textOf(facts['csrf']));
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
  return context.memory.pass === null ? begin(context) : Promise.resolve();
}

/** An access token for whoever the gateway remembers here, or for nobody yet. */
function openApp(context: GatewayContext): Promise<unknown> {
  const { ports, memory } = context;
  memory.pass = null;
  return ports.vault
    .read(REFRESH_RECORD)
    .then((kept) => (kept === null ? {} : { refreshToken: kept }))
    .then((body) => send(context, { method: 'POST', path: '/api/auth/screen', body }))
    .then(readAnswer)
    .then((tokens) => {
      memory.pass = need(textOf(tokens['accessToken']));
      return keepRefresh(context, tokens);
    });
}

function send(context: GatewayContext, { method, path, body, waitMs = 0 }: Question): Promise<HttpReply> {
  const { ports, config, memory } = context;
  const headers: { [name: string]: string } = { Accept: 'application/json' };
  if (memory.pass !== null && config.byToken) {
    headers['Authorization'] = 'Bearer ' + memory.pass;
  } else if (memory.pass !== null && method !== 'GET') {
    headers['X-CSRF-Token'] = memory.pass;
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
