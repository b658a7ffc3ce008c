import type { SimRoute, SimService } from './types';

export type RouteMatch = {
  readonly service: SimService;
  readonly route: SimRoute | null;
  readonly params: Readonly<Record<string, string>>;
};

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** `/pins/:id.xml` is a parameter followed by literal text. */
function matchSegment(pattern: string, segment: string): Record<string, string> | null {
  const parts = /^:([A-Za-z]+)(.*)$/.exec(pattern);
  if (parts === null) return pattern === segment ? {} : null;
  const [, name = '', tail = ''] = parts;
  if (!segment.endsWith(tail) || segment.length === tail.length) return null;
  return { [name]: decoded(segment.slice(0, segment.length - tail.length)) };
}

/** The parameters of a path that fits the pattern, or null. A trailing slash makes no difference. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return null;
  const found = wanted.map((segment, at) => matchSegment(segment, given[at] as string));
  return found.includes(null) ? null : Object.assign({}, ...found);
}

function methodFits(route: SimRoute, method: string): boolean {
  return route.method === method || (method === 'HEAD' && route.method === 'GET');
}

/** The first service with a fitting route; else the last service, which then answers that it has none. */
export function findRoute(services: readonly SimService[], method: string, path: string): RouteMatch {
  for (const service of services) {
    for (const route of service.routes) {
      const params = methodFits(route, method) ? matchPath(route.path, path) : null;
      if (params !== null) return { service, route, params };
    }
  }
  return { service: services[services.length - 1] as SimService, route: null, params: {} };
}
