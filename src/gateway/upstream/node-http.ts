import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { failureOf } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { Cancel, HttpReply, HttpRequest, IClock, IHttp, IStop } from '../../core/ports';
import type { IDenyList } from '../addresses/deny-list';
import { guardAgent } from '../addresses/guarded-agents';
import { causeOf } from './http-cause';
import { NO_PINS, PinnedAgent } from './pinned-agent';
import type { ICertificatePins } from './pinned-agent';

export type Agents = { readonly plain: PlainAgent; readonly tls: TlsAgent };

export type NodeHttpOptions = {
  readonly clock: IClock;
  readonly pins?: ICertificatePins;
  readonly agents?: Agents;
  /** Instead of agents of its own: those that others use too. */
  readonly agentsFor?: AgentsFor;
  /** Held against every new connection. */
  readonly deny?: IDenyList;
  /** Longer bodies are cut off as `malformedReply`. */
  readonly maxBytes?: number;
  /** Whether a request that found its kept connection closed is sent once more; true unless said otherwise. */
  readonly retriesStale?: boolean;
  /** Told of each exchange, for the meters: never with more of the address than its host. */
  readonly heard?: (host: string, outcome: string, ms: number) => void;
};

type Wires = Required<Pick<NodeHttpOptions, 'clock' | 'maxBytes' | 'agents' | 'retriesStale'>>;

const MAX_BYTES = 2_000_000;
const SOCKETS = 64;
const KEEP = { keepAlive: true, maxSockets: SOCKETS, maxFreeSockets: 16, timeout: 60_000 };
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Connections of its own that are kept for the next request. */
export function newAgents(): Agents {
  return { plain: new PlainAgent(KEEP), tls: new TlsAgent(KEEP) };
}

/**
 * HTTP over Node's own client. A redirect is a failure and never followed: a token would go along. Certificates are
 * always checked, by the authorities or by an admin's pin.
 */
export function createNodeHttp(options: NodeHttpOptions): IHttp {
  const {
    clock,
    agents = newAgents(),
    maxBytes = MAX_BYTES,
    retriesStale = true,
    heard = () => undefined
  } = options;
  const wires = { clock, maxBytes, agents, retriesStale };
  const agentsFor = options.agentsFor ?? agentsBy({ ...options, agents });
  return {
    send: async (request, stop): Promise<HttpReply> => {
      const began = clock.now();
      const tell = (outcome: string): void => heard(hostOf(request.url), outcome, clock.now() - began);
      try {
        const reply = await sendAgainIfStale(
          { ...wires, agents: await agentsFor(request.url) },
          request,
          stop
        );
        tell(`${Math.floor(reply.status / 100)}xx`);
        return reply;
      } catch (thrown) {
        tell((thrown as Failure).code);
        throw thrown;
      }
    }
  };
}

/** Name and port; empty for what is no address. */
export function hostOf(url: string): string {
  if (!URL.canParse(url)) {
    return '';
  }
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
}

/** Which agents ask an address. */
export type AgentsFor = (url: string) => Promise<Agents>;

/** One agent for each pin, so that a connection made under one is never used for another host. */
export function agentsBy({
  agents = newAgents(),
  pins = NO_PINS,
  deny
}: Partial<NodeHttpOptions>): AgentsFor {
  const guard = <T extends PlainAgent>(agent: T): T => (deny === undefined ? agent : guardAgent(agent, deny));
  const usual = { plain: guard(agents.plain), tls: guard(agents.tls) };
  const made = new Map<string, PinnedAgent>();
  return async (url) => {
    const host = hostOf(url);
    const pin = url.startsWith('https:') ? await pins.pinFor(host) : null;
    if (pin === null) {
      return usual;
    }
    const name = `${host} ${pin}`;
    const tls = made.get(name) ?? guard(new PinnedAgent(pin, KEEP));
    made.set(name, tls);
    return { ...usual, tls };
  };
}

/** A kept connection may have been closed at the other end just now; what may be asked twice is asked again. */
async function sendAgainIfStale(wires: Wires, request: HttpRequest, stop?: IStop): Promise<HttpReply> {
  const first = exchange(wires, request, stop);
  try {
    return await first.reply;
  } catch (thrown) {
    if (!wires.retriesStale || !first.wasStale() || request.method === 'POST') {
      throw thrown;
    }
    return exchange(wires, request, stop).reply;
  }
}

type Exchange = { readonly reply: Promise<HttpReply>; readonly wasStale: () => boolean };

function exchange(wires: Wires, asked: HttpRequest, stop?: IStop): Exchange {
  let isStale = false;
  const reply = new Promise<HttpReply>((resolve, reject) => {
    if (stop?.stopped === true) {
      reject(failureOf('cancelled'));
      return;
    }
    const undo: Cancel[] = [];
    const end = (then: () => void): void => {
      undo.splice(0).forEach((each) => each());
      then();
    };
    const fail = (failure: Failure): void => end(() => reject(failure));
    let request: ClientRequest;
    try {
      request = open(wires.agents, asked);
    } catch (thrown) {
      fail(causeOf(thrown));
      return;
    }
    const giveUp = (failure: Failure): void => {
      fail(failure);
      request.destroy();
    };
    undo.push(wires.clock.after(asked.timeoutMs, () => giveUp(failureOf('timeout'))));
    undo.push(stop?.onStop(() => giveUp(failureOf('cancelled'))) ?? (() => undefined));
    request.on('error', (error: NodeJS.ErrnoException) => {
      isStale = request.reusedSocket && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');
      fail(causeOf(error));
    });
    request.on('response', (response) =>
      hear(response, asked, wires.maxBytes, giveUp, (said) => end(() => resolve(said)))
    );
    request.end(asked.body);
  });
  return { reply, wasStale: () => isStale };
}

function open({ plain, tls }: Agents, { method, url, headers, body }: HttpRequest): ClientRequest {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const said = { method, headers: { ...headers, ...length } };
  return url.startsWith('https:')
    ? tlsRequest(url, { ...said, agent: tls })
    : plainRequest(url, { ...said, agent: plain });
}

function hear(
  response: IncomingMessage,
  { url }: HttpRequest,
  maxBytes: number,
  giveUp: (failure: Failure) => void,
  resolve: (reply: HttpReply) => void
): void {
  const { statusCode: status = 0, headers } = response;
  if (REDIRECTS.includes(status)) {
    giveUp(failureOf('redirected', status));
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxBytes) {
      giveUp(failureOf('malformedReply'));
    }
  });
  response.on('error', () => giveUp(failureOf('unreachable')));
  response.on('end', () =>
    resolve({
      status,
      text: Buffer.concat(chunks).toString('utf8'),
      url,
      header: (name) => String(headers[name.toLowerCase()] ?? '') || null
    })
  );
}
