import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { World } from '../world';

/** What a packaged app has business with. Set-up, admin tables, hand-over and new tokens are for our own pages. */
const FOR_APPS = /^\/api\/(session$|status$|plex\/|tmdb\/|pms\/|auth\/(screen|refresh|revoke)$)/;

const OPEN: FastifyCorsOptions = {
  methods: ['GET', 'HEAD', 'POST', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'range', 'x-couchkey-screen'],
  exposedHeaders: [
    'content-range',
    'ratelimit-limit',
    'ratelimit-remaining',
    'ratelimit-reset',
    'retry-after'
  ],
  maxAge: 600
};

/** Pages from elsewhere are answered where they bring a token: without credentials no cookie of ours goes along. */
export async function answerApps(app: FastifyInstance, { settings }: World): Promise<void> {
  const origin = settings.COUCHKEY_APP_ORIGINS.filter((each) => each !== 'none');
  await app.register(cors, {
    delegator: ({ url }, then) =>
      then(null, { ...OPEN, origin: FOR_APPS.test(url.split('?')[0] ?? '') ? [...origin] : false })
  });
}
