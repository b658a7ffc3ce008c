import type { IncomingMessage } from 'node:http';
import type { SimRequest } from './types';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

function flatHeaders(message: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(message.headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value as string)])
  );
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new RangeError('request body too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads one request whole. */
export async function readRequest(message: IncomingMessage, secure: boolean): Promise<SimRequest> {
  const url = new URL(message.url ?? '/', 'http://simulator.invalid');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    params: {},
    headers: flatHeaders(message),
    body: await readBody(message),
    secure,
    port: message.socket.localPort ?? 0
  };
}
