import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: { readonly [ending: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
};

export type Served = { readonly url: string; readonly stop: () => Promise<void> };

/** What a test changes on the way: the text of a file, or null for "not found". */
export type Change = (path: string, body: Buffer) => Buffer | null;

const same: Change = (_path, body) => body;

/** Port 0 is any free one. */
export type Address = { readonly host: string; readonly port: number };

const FREE: Address = { host: '127.0.0.1', port: 0 };

/** Serves a folder, on a free port of this machine unless told otherwise. Rejects when the port is taken. */
export async function serve(folder: string, change: Change = same, at: Address = FREE): Promise<Served> {
  const server = createServer((request, response) => {
    const asked = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const path = asked === '/' ? '/index.html' : asked;
    void readFile(join(folder, path))
      .then((body) => change(path, body))
      .catch(() => null)
      .then((body) => {
        response.writeHead(body === null ? 404 : 200, {
          'content-type': TYPES[extname(path)] ?? 'application/octet-stream'
        });
        response.end(body ?? 'not found');
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return {
    url: `http://${at.host}:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
