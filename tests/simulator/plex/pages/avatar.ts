import type { SimReply, SimRequest, SimRoute } from '../../kernel/types';
import { escapeXml } from '../xml';
import type { PlexWorld } from '../world';

const COLOURS = ['#c2573d', '#3d7dc2', '#4c9a5d', '#8a5bc2', '#b58a2c', '#2c9aa0'];

function avatar(world: PlexWorld, request: SimRequest): SimReply {
  const user = world.users.byUuid(request.params['uuid'] ?? '');
  if (user === null) return { status: 404 };
  const colour = COLOURS[user.id % COLOURS.length];
  const letter = escapeXml(user.title.slice(0, 1).toUpperCase());
  const text = `<text x="50" y="50" dy=".36em" text-anchor="middle" font-family="sans-serif" font-size="52" fill="#fff">`;
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200"><rect width="100" height="100" fill="${colour}"/>${text}${letter}</text></svg>`;
  return { status: 200, headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' }, body };
}

/** A letter on a colour for each person; open to everybody, as the real pictures are. */
export function avatarRoute(world: PlexWorld): SimRoute {
  return {
    method: 'GET',
    path: '/users/:uuid/avatar',
    name: 'avatar',
    handle: (request) => avatar(world, request)
  };
}
