import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import type { Route } from './route';

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

/** A preflight is no request of the route's own method, so the path alone has to say it. */
function pathsForApps(routes: readonly Route[]): RegExp {
  const paths = routes.filter(({ apps }) => apps === true).map(({ path }) => path);
  return new RegExp(
    `^(${paths.map((path) => path.replace(/:\w+/g, '[^/]+').replace('*', '.*')).join('|')})$`
  );
}

/** Pages from elsewhere are answered where they bring a token: without credentials no cookie of ours goes along. */
export async function answerApps(
  app: FastifyInstance,
  { settings }: World,
  routes: readonly Route[]
): Promise<void> {
  const forApps = pathsForApps(routes);
  const origin = settings.COUCHKEY_APP_ORIGINS.filter((each) => each !== 'none');
  await app.register(cors, {
    delegator: ({ url }, then) =>
      then(null, { ...OPEN, origin: forApps.test(url.split('?')[0] ?? '') ? [...origin] : false })
  });
}
