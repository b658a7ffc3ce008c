import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { World } from '../world';
import { problemOf } from './problem';
import type { Route } from './route';

/** Texts, which the plugin would make of lists anew at each request. */
const OPEN = {
  methods: 'GET, HEAD, POST, DELETE',
  allowedHeaders: 'authorization, content-type, range, x-couchkey-screen',
  maxAge: 600
};

/** What a page from elsewhere may read of an answer; the plugin would say it to everybody. */
const EXPOSED = 'content-range, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after';

/** The plugin's own route, to which every preflight comes; and the kiosk's files, of which anything unknown is none. */
const ANY_PATH: readonly string[] = ['*', '/*'];

/** What a route says to be answered to pages from elsewhere. */
export const corsOf = ({ apps }: Route): { readonly cors?: object } => (apps === true ? { cors: {} } : {});

function pathsOf(routes: readonly Route[]): RegExp {
  const patterns = routes.map(({ path }) => path.replace(/:\w+/g, '[^/?]+').replace('*', '[^?]*'));
  return new RegExp(`^(${patterns.join('|')})(\\?|$)`);
}

/** A preflight is no request of the route's own method, so the path alone has to say it. */
function closedOf(routes: readonly Route[]): (method: string, url: string) => boolean {
  const open = pathsOf(routes.filter(({ apps }) => apps === true));
  const ours = pathsOf(routes.filter(({ apps }) => apps !== true));
  return (method, url) => method === 'OPTIONS' && ours.test(url) && !open.test(url);
}

/**
 * Pages from elsewhere are answered where they bring a token: without credentials no cookie of ours goes along. Each
 * route is closed to them that does not say otherwise; what is no route may be known, as an app may be the newer one.
 */
export async function answerApps(
  app: FastifyInstance,
  { settings }: World,
  routes: readonly Route[]
): Promise<void> {
  const isClosed = closedOf(routes);
  app.addHook('onRoute', (route) => {
    route.config = { ...(ANY_PATH.includes(route.url) ? {} : { cors: false }), ...route.config };
  });
  app.addHook('onRequest', ({ method, url, headers }, reply, next) => {
    if (headers.origin !== undefined) {
      reply.header('access-control-expose-headers', EXPOSED);
    }
    next(isClosed(method, url) ? (problemOf('NOT_FOUND') as unknown as Error) : undefined);
  });
  const origin = settings.COUCHKEY_APP_ORIGINS.filter((each) => each !== 'none');
  await app.register(cors, { ...OPEN, origin });
}
