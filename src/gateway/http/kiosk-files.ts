import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { commandFailureOf } from '../command/command-failure';

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;
const TO_US_ONLY = "connect-src 'self'; frame-ancestors 'none'; form-action 'none'";

export type KioskPage = { readonly html: string; readonly policy: string };

/**
 * The kiosk's page, told that it stands before a gateway. Its policy goes out as a header, which can say more than
 * the page's own element: the browser asks us and nobody else (pictures it may fetch).
 */
export function kioskPage(built: string, settings: object): KioskPage {
  const own = POLICY.exec(built)?.[1] ?? "default-src 'self'";
  const data = JSON.stringify(settings).replace(/</g, '\\u003c');
  const element = `<script id="couchkey-settings" type="application/json">${data}</script>`;
  return {
    html: built.replace(POLICY, '').replace('<body>', `<body>${element}`),
    policy: own.replace(/connect-src [^;]*/, TO_US_ONLY)
  };
}

async function pageIn(folder: string, settings: object): Promise<KioskPage> {
  const built = await readFile(join(folder, 'index.html'), 'utf8').catch(() => {
    throw commandFailureOf(
      'kioskNotBuilt',
      `there is no app in ${folder}: npm run build -- --target browser`
    );
  });
  return kioskPage(built, settings);
}

/** Serves the app. The page itself is made anew at each start; what it loads may be kept while it does not change. */
export async function serveKiosk(
  app: FastifyInstance,
  folder: string,
  settings: object,
  headers: { readonly [name: string]: string }
): Promise<void> {
  const { html, policy } = await pageIn(folder, settings);
  const page = { schema: { hide: true } };
  ['/', '/index.html'].forEach((path) =>
    app.get(path, page, (_request, reply) =>
      reply
        .headers(headers)
        // The page that waits for us asks from a file, which is another origin.
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('content-security-policy', policy)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(html)
    )
  );
  await app.register(fastifyStatic, { root: resolve(folder), index: false, cacheControl: false, etag: true });
}
