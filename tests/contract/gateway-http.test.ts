// promises: T4
/** The gateway's own client against real sockets: what it answers, refuses and never sends. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { nodeClock } from '../../src/gateway/upstream/node-clock';
import { createNodeHttp, newAgents } from '../../src/gateway/upstream/node-http';
import type { NodeHttpOptions } from '../../src/gateway/upstream/node-http';
import { startSimulator } from '../simulator/start';
import type { Simulator } from '../simulator/start';
import type { HttpRequest, IHttp } from '../../src/core/ports';

const open: Server[] = [];
const heard: string[] = [];

function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handler);
  open.push(server);
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  );
}

const ask = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeoutMs: 2000,
  ...more
});

function make(more: Partial<NodeHttpOptions> = {}): IHttp {
  const note = (host: string, outcome: string): void => void heard.push(`${host} ${outcome}`);
  return createNodeHttp({ clock: nodeClock, heard: note, ...more });
}

afterEach(() => {
  heard.splice(0);
  open.splice(0).forEach((server) => (server.closeAllConnections(), server.close()));
});

describe("the gateway's client", () => {
  it('hands over method, headers and body, and brings back status, text and headers', async () => {
    const url = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        response.writeHead(429, { 'Retry-After': '7' });
        response.end(`${request.method} ${request.headers['x-plex-product']} ${body}`);
      });
    });
    const reply = await make().send(
      ask(url, { method: 'POST', headers: { 'X-Plex-Product': 'C' }, body: 'b=ü' })
    );
    expect([reply.status, reply.text, reply.header('RETRY-AFTER'), reply.header('none')]).toEqual([
      429,
      'POST C b=ü',
      '7',
      null
    ]);
    expect(heard).toEqual([`${new URL(url).host} 4xx`]);
  });

  it.each([301, 302, 303, 307, 308])('follows no %d: the token would go along', async (status) => {
    let asked = 0;
    const thief = await listen((_request, response) => void (asked++, response.end('stolen')));
    const url = await listen((_request, response) => response.writeHead(status, { location: thief }).end());
    await expect(make().send(ask(url))).rejects.toEqual({ code: 'redirected', status });
    expect(asked).toBe(0);
  });

  it('says timeout of silence and of a reply that never ends', async () => {
    const silent = await listen(() => undefined);
    const endless = await listen((_request, response) => void response.writeHead(200).write('half'));
    await expect(make().send(ask(silent, { timeoutMs: 60 }))).rejects.toEqual({ code: 'timeout' });
    await expect(make().send(ask(endless, { timeoutMs: 60 }))).rejects.toEqual({ code: 'timeout' });
  });

  it('cuts off a body that is too long while it still arrives', async () => {
    let cut: () => void = () => undefined;
    const wasCut = new Promise<void>((resolve) => (cut = resolve));
    const url = await listen((_request, response) => {
      response.on('close', cut);
      response.writeHead(200).write('x'.repeat(5000));
    });
    await expect(make({ maxBytes: 1000 }).send(ask(url))).rejects.toEqual({ code: 'malformedReply' });
    await wasCut;
  });

  it('says which it was: nobody listening, no such name, no address', async () => {
    const url = await listen(() => undefined);
    await new Promise((resolve) => open.pop()?.close(resolve));
    await expect(make().send(ask(url))).rejects.toEqual({ code: 'connectionRefused' });
    await expect(make().send(ask('http://nobody.invalid/'))).rejects.toEqual({ code: 'nameNotFound' });
    await expect(make().send(ask('http://a b/'))).rejects.toEqual({ code: 'badAddress' });
    await expect(make().send(ask('ftp://127.0.0.1/'))).rejects.toEqual({ code: 'badAddress' });
    await expect(make().send(ask(url, { headers: { 'X-A': 'line\nbreak' } }))).rejects.toEqual({
      code: 'badAddress'
    });
  });

  it('uses a connection again, and asks anew when the other end has just closed it', async () => {
    const ports = new Set<number | undefined>();
    const url = await listen((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('fine');
    });
    const http = make({ agents: newAgents() });
    await http.send(ask(url));
    await http.send(ask(url));
    expect(ports.size).toBe(1);
    const stale = await listen((request, response) => {
      response.end('fine', () => setImmediate(() => request.socket.resetAndDestroy()));
    });
    for (let n = 0; n < 20; n += 1) {
      expect((await http.send(ask(stale))).text).toBe('fine');
    }
  });

  it('stops at once when told to', async () => {
    const url = await listen(() => undefined);
    let pull: () => void = () => undefined;
    const sent = make().send(ask(url), {
      stopped: false,
      onStop: (then) => ((pull = then), () => undefined)
    });
    setTimeout(() => pull(), 20);
    await expect(sent).rejects.toEqual({ code: 'cancelled' });
    const stopped = make().send(ask(url), { stopped: true, onStop: () => () => undefined });
    await expect(stopped).rejects.toEqual({ code: 'cancelled' });
  });
});

describe('certificates', () => {
  let sim: Simulator;
  let pin = '';
  let other = '';

  const fingerprintAt = (url: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
      socket.on('error', reject);
    });
  const secure = (path = '/api/v2/ping'): HttpRequest =>
    ask(`${sim.urls.plexTls}${path}`, { headers: { 'X-Plex-Token': 'secret', Accept: 'application/json' } });
  const asked = (): number => sim.journal.all().length;

  beforeAll(async () => {
    sim = await startSimulator({ tls: true });
    pin = await fingerprintAt(sim.urls.plexTls ?? '');
    other = pin.replace(/^../, pin.startsWith('00') ? '11' : '00');
  });
  afterAll(() => sim.stop());

  it('of an unknown authority are not believed, and nothing is said to their host', async () => {
    const before = asked();
    await expect(make().send(secure())).rejects.toEqual({ code: 'certificateUntrusted' });
    expect(asked()).toBe(before);
  });

  it('count when an admin has pinned this one, however the fingerprint is written', async () => {
    const { host } = new URL(sim.urls.plexTls ?? '');
    const pins = { pinFor: async (at: string) => (at === host ? pin.replace(/:/g, '').toLowerCase() : null) };
    const http = make({ pins });
    expect((await http.send(secure())).status).toBe(401);
    expect((await http.send(secure())).status).toBe(401);
  });

  it('count for nothing beside the pinned one, and nothing is said to their host', async () => {
    const before = asked();
    const agents = newAgents();
    agents.tls.options.ca = sim.caPem ?? '';
    const http = make({ agents, pins: { pinFor: async () => other } });
    await expect(http.send(secure())).rejects.toEqual({ code: 'certificateUntrusted' });
    expect(asked()).toBe(before);
    expect((await make({ agents }).send(secure())).status).toBe(401);
  });
});
