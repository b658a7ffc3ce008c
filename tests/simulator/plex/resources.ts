import type { SimRequest, SimRoute } from '../kernel/types';
import { answer } from './answer';
import { identified, type SignedIn } from './guard';
import { isTrue } from './plex-values';
import { resourceFields, serversFor, type ResourceView } from './resource-body';
import type { PlexWorld } from './world';

/** What this client sees of the servers. */
export function resourceView(world: PlexWorld, request: SimRequest, { user, token }: SignedIn): ResourceView {
  const asks = (name: string): boolean => isTrue(request.query[name]);
  const wish = { https: asks('includeHttps'), relay: asks('includeRelay'), ipv6: asks('includeIPv6') };
  return { user, users: world.users, token, wish };
}

/** `/api/v2/resources`: a list at the top. */
export function resourceRoutes(world: PlexWorld): readonly SimRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/resources',
      name: 'resources',
      handle: (request) =>
        identified(world, request, (signedIn) => {
          const view = resourceView(world, request, signedIn);
          const servers = serversFor(signedIn.user, world.servers());
          return answer(
            request,
            200,
            'resources',
            servers.map((server) => resourceFields(view, server))
          );
        })
    }
  ];
}
