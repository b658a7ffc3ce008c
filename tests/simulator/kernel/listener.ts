import { once } from 'node:events';
import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createNet, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { handleExchange, type Kernel } from './exchange';
import type { Certificate } from './certificate';
import type { SimListener, SimService } from './types';

export type ListenerOptions = {
  readonly services: readonly SimService[];
  readonly port: number;
  readonly address: string;
  readonly certificate: Certificate | null;
  readonly plainToo: boolean;
};

const KEEP_ALIVE_MS = 5000;
const TLS_HANDSHAKE = 0x16;

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed || (error as Error).name === 'AbortError') return;
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
  response.end(`simulator fault: ${(error as Error).message}`);
}

function answerWith(kernel: Kernel, options: ListenerOptions) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    const secure = (message.socket as Partial<TLSSocket>).encrypted === true;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const exchange = { kernel, services: options.services, secure, signal: gone.signal };
    handleExchange(exchange, message, response).catch((error: unknown) => fail(response, error));
  };
}

/** Tells by the first byte which of two servers a caller means. */
function createFront(plain: Server, secure: Server): NetServer {
  return createNet((socket) => {
    socket.once('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return void socket.destroy();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
    });
  });
}

function createServer(kernel: Kernel, options: ListenerOptions): NetServer {
  const answer = answerWith(kernel, options);
  const { certificate, plainToo } = options;
  const plain = createHttp({ keepAliveTimeout: KEEP_ALIVE_MS }, answer);
  if (certificate === null) return plain;
  const secure = createHttps({ ...certificate, keepAliveTimeout: KEEP_ALIVE_MS }, answer);
  return plainToo ? createFront(plain, secure) : secure;
}

function trackSockets(server: NetServer): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function bind(server: NetServer, port: number, address: string): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function unbind(server: NetServer, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  sockets.forEach((socket) => socket.destroy());
  await closed;
  // The handle itself is gone only after the next turn of the loop.
  await new Promise((resolve) => setImmediate(resolve));
}

/** One port that answers for some services. Changes of state queue up behind one another. */
export async function openListener(kernel: Kernel, options: ListenerOptions): Promise<SimListener> {
  const server = createServer(kernel, options);
  const sockets = trackSockets(server);
  const port = await bind(server, options.port, options.address);
  const secure = options.certificate !== null;
  let turn: Promise<void> = Promise.resolve();
  const queue = (task: () => Promise<unknown>): Promise<void> => {
    const mine = turn.then(task).then(() => undefined);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    url: `${secure ? 'https' : 'http'}://${options.address}:${port}`,
    port,
    secure,
    close: () => queue(() => unbind(server, sockets)),
    open: () => queue(async () => (server.listening ? port : bind(server, port, options.address)))
  };
}
