import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { answer } from './answer';
import { authenticated, identified, type SignedIn } from './guard';
import { userBody } from './user-body';
import type { PlexWorld } from './world';

/** The account as this token sees it. */
export function userReply(
  world: PlexWorld,
  request: SimRequest,
  status: number,
  { user, token }: SignedIn
): SimReply {
  const view = { user, users: world.users, authToken: token.token, linkBase: world.linkBase() };
  return answer(request, status, 'user', userBody(view, world.clock.now()));
}

function signOut(world: PlexWorld, request: SimRequest): SimReply {
  return authenticated(world, request, ({ token }) => {
    world.tokens.revoke(token.token);
    return { status: 204 };
  });
}

/** `/user`, `/ping`, `/users/signout`. */
export function accountRoutes(world: PlexWorld): readonly SimRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/user',
      name: 'user',
      handle: (request) => identified(world, request, (signedIn) => userReply(world, request, 200, signedIn))
    },
    {
      method: 'GET',
      path: '/api/v2/ping',
      name: 'ping',
      handle: (request) => authenticated(world, request, () => answer(request, 200, 'pong', {}))
    },
    {
      method: 'DELETE',
      path: '/api/v2/users/signout',
      name: 'signout',
      handle: (request) => signOut(world, request)
    }
  ];
}
