import type { Route, RouteClass } from './session-state';

const PLACE: { readonly [of in RouteClass]: number } = { local: 4, remote: 2, relay: 0 };

/** Whether there may be a better way than this one. */
export function isImprovable(route: Route): boolean {
  return route.class !== 'local' || !route.secure;
}

/** Whether one way is worth leaving the other for. Nearer counts more than secure, as in the race. */
export function isBetterRoute(one: Route, other: Route): boolean {
  return worthOf(one) > worthOf(other);
}

function worthOf(route: Route): number {
  return PLACE[route.class] + (route.secure ? 1 : 0);
}
