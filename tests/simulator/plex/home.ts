import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { userReply } from './account';
import { answer, ERRORS, refuse } from './answer';
import { identified, type SignedIn } from './guard';
import { avatarOf } from './user-body';
import type { SimUser } from './users';
import type { XmlFields } from './xml';
import type { PlexWorld } from './world';

const GUEST_USER = { id: 1, uuid: '90e5700000000001' } as const;

/** One profile in the list of a Home. */
export function homeUserFields(user: SimUser, linkBase: string): XmlFields {
  return {
    id: user.id,
    uuid: user.uuid,
    title: user.title,
    friendlyName: user.friendlyName,
    username: user.username,
    email: user.email,
    thumb: avatarOf(user, linkBase),
    hasPassword: user.password !== null,
    protected: user.pin !== null,
    admin: user.homeAdmin,
    guest: user.guest,
    restricted: user.restricted,
    ...(user.restricted ? { restrictionProfile: null } : {})
  };
}

/** The Home itself: it bears its admin's name. */
export function homeFields(members: readonly SimUser[]): XmlFields {
  const admin = members.find((member) => member.homeAdmin);
  return {
    id: members[0]?.homeId ?? 0,
    name: admin?.title ?? '',
    guestUserID: GUEST_USER.id,
    guestUserUUID: GUEST_USER.uuid,
    guestEnabled: false,
    subscription: admin?.plexPass ?? false
  };
}

function inHome(
  world: PlexWorld,
  request: SimRequest,
  goOn: (members: readonly SimUser[], signedIn: SignedIn) => SimReply
): SimReply {
  return identified(world, request, (signedIn) => {
    const members = world.users.homeOf(signedIn.user);
    return members.length === 0 ? refuse(request, ERRORS.homeNotFound) : goOn(members, signedIn);
  });
}

function listMembers(world: PlexWorld, request: SimRequest): SimReply {
  return inHome(world, request, (members) => {
    const users = members.map((member) => homeUserFields(member, world.linkBase()));
    return answer(request, 200, 'home', {
      ...homeFields(members),
      totalSize: users.length,
      size: users.length,
      users
    });
  });
}

/** A wrong PIN is always refused; a missing one only where the account is strict. */
export function mayEnter(world: PlexWorld, profile: SimUser, pin: string | undefined): boolean {
  if (profile.pin === null || pin === profile.pin) return true;
  return pin === undefined && world.habits.switchWithoutPin;
}

/** The profile to switch to, if this account may see it: somebody of the same Home, or oneself. */
export function switchable(
  world: PlexWorld,
  user: SimUser,
  fits: (profile: SimUser) => boolean
): SimUser | null {
  return [...world.users.homeOf(user), user].find(fits) ?? null;
}

function switchTo(world: PlexWorld, request: SimRequest): SimReply {
  return identified(world, request, ({ user }, clientIdentifier) => {
    const profile = switchable(world, user, ({ uuid }) => uuid === request.params['uuid']);
    if (profile === null) return refuse(request, ERRORS.homeUserNotFound);
    if (!mayEnter(world, profile, request.query['pin'])) return refuse(request, ERRORS.profilePinRequired);
    const token = world.tokens.mintLegacy(profile.id, clientIdentifier, 'switch');
    const found = world.tokens.check(token);
    if (found.kind !== 'valid') return refuse(request, ERRORS.userNotAuthenticated);
    return userReply(world, request, 201, { user: profile, token: found.record });
  });
}

/** `/api/v2/home`, its users, and the switch to one of them. */
export function homeRoutes(world: PlexWorld): readonly SimRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/home',
      name: 'home',
      handle: (request) =>
        inHome(world, request, (members) => answer(request, 200, 'home', homeFields(members)))
    },
    {
      method: 'GET',
      path: '/api/v2/home/users',
      name: 'home.users',
      handle: (request) => listMembers(world, request)
    },
    {
      method: 'POST',
      path: '/api/v2/home/users/:uuid/switch',
      name: 'home.switch',
      handle: (request) => switchTo(world, request)
    }
  ];
}
