import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock } from '../../src/platform/clock';
import { refuseRedirects } from '../../src/platform/fetch-http';
import { createHttp } from '../../src/platform/http';
import { closePages, packagedXhr, pageXhr } from '../support/node-xhr';
import type { HttpRequest, IClock, IHttp, IStop } from '../../src/core/ports';
import type { HttpOptions } from '../../src/platform/http';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const clock = createClock(globalThis as never);
const KIOSK = 'http://kiosk.localhost';
const open: Server[] = [];

function listen(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    handler(request, response);
  });
  open.push(server);
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  );
}

function brake(): IStop & { pull: () => void; listeners: number } {
  let listeners: (() => void)[] = [];
  return {
    stopped: false,
    get listeners() {
      return listeners.length;
    },
    onStop(then) {
      listeners.push(then);
      return () => void (listeners = listeners.filter((each) => each !== then));
    },
    pull: () => listeners.slice().forEach((each) => each())
  };
}

/** A clock that counts the timers it still owes. */
function counted(base: IClock): IClock & { readonly pending: () => number } {
  const pending = new Set<object>();
  return {
    ...base,
    pending: () => pending.size,
    after: (ms, then) => {
      const one = {};
      pending.add(one);
      const cancel = base.after(ms, () => (pending.delete(one), then()));
      return () => (pending.delete(one), cancel());
    }
  };
}

afterEach(() => {
  open.splice(0).forEach((server) => (server.closeAllConnections(), server.close()));
});
afterAll(closePages);

describe.each([
  ['a kiosk page', pageXhr(KIOSK), false],
  ['a packaged app', packagedXhr, false],
  ['an engine with fetch, token in hand', packagedXhr, true]
])('HTTP from %s', (_name, makeXhr, isStrict) => {
  const timers = counted(clock);
  const options = { maxBytes: 1000, isOnline: () => true, builtAt: 0 };
  const make = (time: IClock = timers, with_: HttpOptions = options): IHttp => {
    const http = createHttp(makeXhr, time, with_);
    return isStrict ? refuseRedirects(http, globalThis as never, time, with_) : http;
  };
  const http = make();
  const ask = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'GET',
    url,
    timeoutMs: 2000,
    ...more,
    headers: { ...more.headers, ...(isStrict ? { 'X-Plex-Token': 'T' } : {}) }
  });

  afterEach(() => expect(timers.pending()).toBe(0));

  it('hands over method, headers and body, and brings back status, text and readable headers', async () => {
    const url = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        response.writeHead(request.method === 'OPTIONS' ? 204 : 429, { 'Retry-After': '7' });
        response.end(`${request.method} ${request.headers['x-plex-product']} ${body}`);
      });
    });
    const reply = await http.send(
      ask(url, { method: 'POST', headers: { 'X-Plex-Product': 'C' }, body: 'b=1' })
    );
    expect([reply.status, reply.text, reply.url]).toEqual([429, 'POST C b=1', `${url}/`]);
    expect([reply.header('retry-after'), reply.header('x-absent')]).toEqual(['7', null]);
  });

  it.each([400, 401, 403, 404, 422, 498, 500, 503])(
    'brings a %d back as a reply, never as a rejection',
    async (status) => {
      const url = await listen((_request, response) => response.writeHead(status).end('{}'));
      expect((await http.send(ask(url))).status).toBe(status);
    }
  );

  it('says timeout of a server that accepts and keeps silent', async () => {
    const url = await listen(() => undefined);
    await expect(http.send(ask(url, { timeoutMs: 60 }))).rejects.toEqual({ code: 'timeout' });
  });

  it('says timeout of a reply that never ends', async () => {
    const url = await listen((_request, response) => void response.writeHead(200).write('half'));
    await expect(http.send(ask(url, { timeoutMs: 60 }))).rejects.toEqual({ code: 'timeout' });
  });

  it('says timeout by its own timer where the engine has none', async () => {
    const url = await listen(() => undefined);
    const deaf = createHttp(
      () => Object.defineProperty(makeXhr(), 'timeout', { set: () => undefined }),
      timers,
      options
    );
    await expect(deaf.send(ask(url, { timeoutMs: 60 }))).rejects.toEqual({ code: 'timeout' });
  });

  it('cuts off a body that is too long while it still arrives', async () => {
    let cut: () => void = () => undefined;
    const wasCut = new Promise<void>((resolve) => (cut = resolve));
    const url = await listen((_request, response) => {
      response.on('close', cut);
      response.writeHead(200).write('x'.repeat(5000));
    });
    await expect(http.send(ask(url, { timeoutMs: 3000 }))).rejects.toEqual({ code: 'malformedReply' });
    await wasCut;
  });

  it.each([1001, 999999])('takes no body of %d bytes', async (length) => {
    const url = await listen((_request, response) => response.end('x'.repeat(length)));
    await expect(http.send(ask(url))).rejects.toEqual({ code: 'malformedReply' });
  });

  it('says unreachable where nobody listens, and offline when the set says so itself', async () => {
    const url = await listen(() => undefined);
    await new Promise((resolve) => open.pop()?.close(resolve));
    await expect(http.send(ask(url))).rejects.toEqual({ code: 'unreachable' });
    const unplugged = make(timers, { ...options, isOnline: () => false });
    await expect(unplugged.send(ask(url))).rejects.toEqual({ code: 'offline' });
  });

  it('blames a clock from before the program was built, for https only', async () => {
    const early = make({ ...timers, wall: () => 1000 }, { ...options, builtAt: 2000 });
    await expect(early.send(ask('https://127.0.0.1:1/'))).rejects.toEqual({ code: 'clockWrong' });
    await expect(early.send(ask('http://127.0.0.1:1/'))).rejects.toEqual({ code: 'unreachable' });
  });

  it('believes a platform that knows more', async () => {
    const telling = make(timers, { ...options, explain: () => 'certificateUntrusted' });
    await expect(telling.send(ask('https://127.0.0.1:1/'))).rejects.toEqual({ code: 'certificateUntrusted' });
  });

  it('does not take the answer of another host for an answer', async () => {
    let asked = 0;
    const thief = await listen((_request, response) => void (asked++, response.end('stolen')));
    const url = await listen((_request, response) =>
      response.writeHead(302, { location: `${thief}/x` }).end()
    );
    await expect(http.send(ask(url))).rejects.toEqual({ code: isStrict ? 'unreachable' : 'redirected' });
    expect(asked).toBe(isStrict ? 0 : 1);
  });

  it('follows a host to another of its own pages, unless there is a token to lose, and says where it ended', async () => {
    const url = await listen((request, response) =>
      request.url === '/a' ? response.writeHead(302, { location: '/b' }).end() : response.end('b')
    );
    const outcome = await http.send(ask(`${url}/a`)).catch((failure: unknown) => failure);
    expect(outcome).toMatchObject(isStrict ? { code: 'unreachable' } : { text: 'b', url: `${url}/b` });
  });

  it.each(['', 'nonsense', 'http://', 'http://a b/'])(
    'says badAddress, without asking, of %p',
    async (url) => {
      await expect(createHttp(pageXhr('about:blank'), timers, options).send(ask(url))).rejects.toEqual({
        code: 'badAddress'
      });
    }
  );

  it('stops a request at once, tells the server, and lets go of the brake', async () => {
    let cut: () => void = () => undefined;
    const wasCut = new Promise<void>((resolve) => (cut = resolve));
    const stop = brake();
    const url = await listen((_request, response) => {
      response.on('close', cut);
      stop.pull();
    });
    await expect(http.send(ask(url, { timeoutMs: 60000 }), stop)).rejects.toEqual({ code: 'cancelled' });
    await wasCut;
    expect(stop.listeners).toBe(0);
    await expect(http.send(ask(url), { ...stop, stopped: true })).rejects.toEqual({ code: 'cancelled' });
  });
});
