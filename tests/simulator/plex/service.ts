import type { SimRequest, SimRoute, SimService } from '../kernel/types';
import { accountRoutes } from './account';
import { corsHeaders, corsPreflight } from './cors';
import { homeRoutes } from './home';
import { jwtRoutes } from './jwt';
import { legacyAccountRoutes } from './legacy-account';
import { legacyListRoutes } from './legacy-lists';
import { legacyPinRoutes } from './legacy-pins';
import { avatarRoute } from './pages/avatar';
import { pageRoutes } from './pages/page-routes';
import { pinRoutes } from './pins';
import { tokenOf } from './plex-values';
import { resourceRoutes } from './resources';
import { signInRoutes } from './sign-in';
import type { PlexWorld } from './world';

type Later = (ms: number) => Promise<void>;

/** One line for each part of the site. */
export function plexRoutes(world: PlexWorld, later: Later): readonly SimRoute[] {
  return [
    ...pinRoutes(world),
    ...accountRoutes(world),
    ...signInRoutes(world),
    ...homeRoutes(world),
    ...resourceRoutes(world),
    ...jwtRoutes(world),
    ...legacyPinRoutes(world),
    ...legacyAccountRoutes(world),
    ...legacyListRoutes(world),
    ...pageRoutes(world, later),
    avatarRoute(world)
  ];
}

function pinDies(world: PlexWorld, request: SimRequest): void {
  world.pins.kill(request.params['id'] ?? '');
}

function tokenRevoked(world: PlexWorld, request: SimRequest): void {
  world.tokens.revoke(tokenOf(request) ?? '');
}

/** plex.tv, clients.plex.tv and app.plex.tv in one: the paths do not overlap. */
export function plexService(world: PlexWorld, later: Later): SimService {
  return {
    name: 'plex',
    routes: plexRoutes(world, later),
    before: corsPreflight,
    after: corsHeaders,
    misfortunes: {
      pinDies: (request) => pinDies(world, request),
      tokenRevoked: (request) => tokenRevoked(world, request)
    }
  };
}
