import { matchPath } from '../kernel/match';
import type { ControlRoutes } from '../kernel/control';
import type { SimContext, SimReply, SimRequest, SimService } from '../kernel/types';
import { tmdbControl, tmdbControlRoutes, type TmdbControl } from './tmdb-control';
import { statusReply } from './tmdb-status';
import { createTmdbStore, type TmdbAccount, type TmdbOptions } from './tmdb-store';
import { websiteRoutes } from './tmdb-website';
import { v3Routes } from './v3-routes';
import { v4Routes } from './v4-routes';

/** api.themoviedb.org and www.themoviedb.org on one address, and the hands on them. */
export type Tmdb = {
  readonly service: SimService;
  readonly control: TmdbControl;
  readonly controlRoutes: ControlRoutes;
  readonly apiKey: string;
  readonly readToken: string;
  readonly accounts: readonly TmdbAccount[];
};

function isApi(request: SimRequest): boolean {
  return request.path.startsWith('/3/') || request.path.startsWith('/4/');
}

function preflight(request: SimRequest): SimReply | null {
  if (request.method !== 'OPTIONS' || !isApi(request)) return null;
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '86400'
    }
  };
}

function withCors(request: SimRequest, reply: SimReply): SimReply {
  if (!isApi(request)) return reply;
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } };
}

/** Builds TMDB. Give `service` to a listener of its own and `controlRoutes` to the control surface. */
export function createTmdb(context: Pick<SimContext, 'clock' | 'random'>, options: TmdbOptions = {}): Tmdb {
  const store = createTmdbStore(context.clock, context.random, options);
  const control = tmdbControl(store);
  const routes = [...v3Routes(store), ...v4Routes(store), ...websiteRoutes(store)];
  const isKnown = ({ method, path }: SimRequest): boolean =>
    routes.some((route) => route.method === method && matchPath(route.path, path) !== null);
  return {
    service: {
      name: 'tmdb',
      routes,
      before: (request) => preflight(request) ?? (isKnown(request) ? null : statusReply(34)),
      after: withCors
    },
    control,
    controlRoutes: tmdbControlRoutes(control),
    apiKey: store.options.apiKey,
    readToken: store.options.readToken,
    accounts: store.options.accounts
  };
}
