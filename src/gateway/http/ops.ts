import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import type { IStores } from '../stores/ports';

type Reply = { readonly status: number; readonly type: string; readonly text: string };

async function ready(stores: IStores): Promise<Reply> {
  const isReady = await stores.ping().then(
    () => true,
    () => false
  );
  const text = JSON.stringify({ status: isReady ? 'ready' : 'storeUnavailable' });
  return { status: isReady ? 200 : 503, type: 'application/json', text };
}

async function metrics(registry: Registry): Promise<Reply> {
  const text = await registry.metrics().catch(() => null);
  return text === null
    ? { status: 503, type: 'text/plain', text: 'the store does not answer' }
    : { status: 200, type: registry.contentType, text };
}

function answer(response: ServerResponse, { status, type, text }: Reply): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}

/** For those who watch the gateway, on a port of its own that no kiosk reaches. */
export function opsServer(registry: Registry, stores: IStores): Server {
  const replies: { readonly [path: string]: () => Promise<Reply> } = {
    '/metrics': () => metrics(registry),
    '/readyz': () => ready(stores)
  };
  return createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const reply = request.method === 'GET' && Object.hasOwn(replies, path) ? replies[path] : undefined;
    const nothing: Reply = { status: 404, type: 'text/plain', text: 'not found' };
    void (reply === undefined ? Promise.resolve(nothing) : reply()).then((each) => answer(response, each));
  });
}
